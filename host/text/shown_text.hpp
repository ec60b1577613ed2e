#pragma once

#include <string>
#include <string_view>

namespace buzzout {

// Untrusted text for a file: valid UTF-8 of which XML 1.0 allows every character. Control characters but tab, LF and
// CR become \x1b or \u{9b}, a byte that is not UTF-8 becomes \xff, U+FFFE and U+FFFF become \u{fffe}. All else stays,
// marks of the direction of writing included: whoever shows it isolates it.
std::string shown_text(std::string_view);

// The same in one line: tab, LF and CR become \t, \n and \r.
std::string shown_line(std::string_view);

}  // namespace buzzout
