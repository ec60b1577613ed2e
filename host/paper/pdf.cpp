#include <cairo/cairo-pdf.h>

#include <regex>

#include "core/error.hpp"
#include "paper/document.hpp"
#include "paper/painter.hpp"
#include "paper/text_layout.hpp"

namespace buzzout {
namespace {

void require_date(const std::string& created) {
  static const std::regex pattern(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))");
  if (!std::regex_match(created, pattern))
    throw Error("paper-date", "this is no time of creation", created, "ISO 8601 with offset");
}

}  // namespace

std::string to_pdf(const std::vector<Page>& pages, const PdfInfo& info) {
  if (pages.empty()) throw Error("paper-page", "a document has at least one page");
  for (const auto& page : pages) require_possible(page);
  if (!info.created.empty()) require_date(info.created);
  std::string out;
  const Handle<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append_to_string, &out, 1, 1));
  if (!info.title.empty())
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  // Without a date of ours there is none: Cairo would take the hour of the day.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 info.created.empty() ? nullptr : info.created.c_str());
  for (const auto& page : pages) {
    cairo_pdf_surface_set_size(surface.get(), page.size.width * kPointsPerMm, page.size.height * kPointsPerMm);
    const Handle<cairo_t> cr(cairo_create(surface.get()));
    paint(cr.get(), page);
    cairo_show_page(cr.get());
  }
  cairo_surface_finish(surface.get());
  require_painted(cairo_surface_status(surface.get()));
  return out;
}

}  // namespace buzzout
