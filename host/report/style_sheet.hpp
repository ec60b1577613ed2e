#pragma once

namespace buzzout {

// How pages look, on screens light and dark, and on A4. Hues of nets after Okabe and Ito, "Color Universal Design"
// (2008).
extern const char* const kStyleSheet;

}  // namespace buzzout
