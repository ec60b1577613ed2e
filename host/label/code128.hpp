#pragma once

#include <string>

namespace buzzout {

// Quiet zones, in modules: on both sides of a Code 128 (ISO/IEC 15417, 4.4.3), around a QR code (ISO/IEC 18004, 5.3.8).
inline constexpr int kCode128Quiet = 10, kQrQuiet = 4;

// Text in Code 128 as a printer's ^BC takes it in mode N: subset B, and C for runs of digits, with the invocation
// codes of the ZPL II programming guide (^BC, table of invocation characters). It is wholly ours, so its width is
// known: nothing is left to the printer's choice.
struct Code128 {
  std::string field_data;  // not yet escaped for ^FH
  int modules = 0;         // wide, without quiet zones
};

// Printable ASCII, 1 to 80 letters; else Error "label-code128".
Code128 code128_of(const std::string& text);

}  // namespace buzzout
