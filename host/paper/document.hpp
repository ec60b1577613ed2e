#pragma once

#include <string>
#include <vector>

#include "paper/page.hpp"

namespace buzzout {

// What a PDF says of itself; empty: nothing.
struct PdfInfo {
  std::string title;
  std::string created;  // ISO 8601 with offset
};

// The same pages give the same bytes. Both throw Error "paper-page" (no page, or a size that cannot be), "paper-date",
// "paper-failed" and what measure_text() throws.
// Fonts are embedded, text can be searched and copied.
std::string to_pdf(const std::vector<Page>&, const PdfInfo& = {});

// White where nothing is printed. `dpi` dots an inch; a box of whole dots is printed sharp.
std::string to_png(const Page&, double dpi);

}  // namespace buzzout
