#pragma once

#include <string>

#include "catalog/source_text.hpp"
#include "ohms/calibration.hpp"

namespace buzzout {

// A calibration as its file, "calibration: 1": what load_calibration() reads back. Its last line is a fingerprint of the
// lines before, so that a zero that was changed by hand, which would shift every resistance without a sign, shows. Throws
// "bad-text".
std::string to_yaml(const Calibration&);

// Throws Error that points at the fault in the file: "calibration-newer" for the format of a newer program,
// "calibration-changed" where the fingerprint is not that of the lines before it, and those of YamlReader, for no value can be
// outside of calibration_bounds(). Whose calibration it is, and how old, is the caller's to ask.
Calibration load_calibration(const SourceText&);

}  // namespace buzzout
