#include "report/lot_report.hpp"

#include "core/words.hpp"
#include "report/findings.hpp"
#include "report/html.hpp"
#include "report/outcome_words.hpp"
#include "report/sheet_html.hpp"

namespace buzzout {
namespace {

std::string finding(const TestRecord& r) {
  if (r.verdict.problem) return r.verdict.problem->message;
  std::string out;
  for (const auto& d : r.verdict.diagnoses) out += (out.empty() ? "" : " ") + d.summary;
  if (!out.empty()) return out;
  for (const auto& words : findings(r)) out += (out.empty() ? "" : "; ") + words;
  return out;
}

}  // namespace

LotReport::LotReport(std::ostream& out, const std::string& lot, const LotSummary& summary, const LotCables& cables,
                     const std::map<std::string, ChainLink>& heads, const Figure& cable)
    : out_(out), sheet_(lot_sheet(lot, summary, cables, heads, cable)) {
  write_html_beginning(out_, sheet_);
  for (const auto& block : sheet_.blocks) write_html_block(out_, block);
  write_html_block(out_, SheetHeading{"Tests"});
  pugi::xml_document page;
  html::add_head(page.root(), {"Serial", "Test", "Outcome", "Finding", "Started", "Operator", "No.", "SHA-256"},
                 {14, 5, 11, 28, 16, 11, 6, 9});
  out_ << "<table class=\"tests\">\n";
  html::write(out_, page.first_child());
  out_ << "<tbody>\n";
}

void LotReport::add(const TestRecord& r) {
  if (r.purpose != Purpose::production) return;
  pugi::xml_document page;
  pugi::xml_node row = html::add(page.root(), "tr");
  const auto cell = [&](const SheetText& text) { html::add_words(row, "td", text); };
  cell(SheetText(r.serial));
  cell(SheetText(std::to_string(r.attempt)));
  cell(SheetText(outcome_word(r.verdict.outcome) + (r.simulated ? " sim." : ""), tone_of(r.verdict.outcome)));
  cell(SheetText(finding(r)));
  cell(SheetText(when(r.started).substr(0, 16), Tone::faint));
  cell(SheetText(r.operator_name));
  cell(SheetText(r.chain ? std::to_string(r.chain->number) : "", Tone::faint));
  cell(SheetText(r.chain ? r.chain->hash.substr(0, 8) : "", Tone::faint, true));
  html::write(out_, row);
}

void LotReport::finish() {
  out_ << "</tbody>\n</table>\n";
  write_html_end(out_, sheet_);
}

}  // namespace buzzout
