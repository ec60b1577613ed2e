#pragma once

#include <string>

#include "report/sheet.hpp"

namespace buzzout {

// A sheet as a PDF on A4. The same sheet gives the same bytes. What is long beyond reason is cut with an ellipsis
// where it is seen, and is whole for those who search or copy. Throws what to_pdf() throws.
std::string pdf_of(const Sheet&);

}  // namespace buzzout
