#pragma once

#include <string>
#include <vector>

namespace buzzout {

// Modules of a code without its quiet zone, true where they are dark: of a bar code one row, of a QR code a square.
using Modules = std::vector<std::vector<bool>>;

// Both throw Error "label-code" with what the encoder says against the text.
Modules code128_modules(const std::string& ascii);
// The bytes as they are, error correction M (a code with a scratch of 15 % of it can be read).
Modules qr_modules(const std::string& utf8);

}  // namespace buzzout
