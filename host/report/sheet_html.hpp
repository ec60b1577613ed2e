#pragma once

#include <ostream>

#include "report/sheet.hpp"

namespace buzzout {

// A sheet as one HTML page that needs nothing else: light, dark and on A4.
void write_html(std::ostream&, const Sheet&);

// The parts of it, for a page that grows while it is written.
void write_html_beginning(std::ostream&, const Sheet&);
void write_html_block(std::ostream&, const SheetBlock&);
void write_html_end(std::ostream&, const Sheet&);

}  // namespace buzzout
