#pragma once

#include <string>

#include "label/label_plan.hpp"

namespace buzzout {

// The label for a printer that speaks ZPL II: codes by its own commands, text as the picture that the preview shows,
// because no two models have the same letters. No value can become a command: of field data, all but letters, digits
// and a few marks is hexadecimal (^FH).
std::string to_zpl(const LabelPlan&);

// As field data after ^FH with that indicator.
std::string zpl_field(const std::string& bytes, char indicator = '_');

}  // namespace buzzout
