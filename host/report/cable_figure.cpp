#include "report/cable_figure.hpp"

#include "core/ohm_words.hpp"
#include "core/words.hpp"
#include "drawing/framed_figure.hpp"
#include "drawing/picture_of.hpp"
#include "report/outcome_words.hpp"

namespace buzzout {
namespace {

constexpr double kTitle = 16, kText = 12, kNote = 11, kBand = 15;

using Words = std::vector<FigureWords>;

FigureLook look_of(Outcome outcome) {
  return outcome == Outcome::pass ? FigureLook::net3 : outcome == Outcome::fail ? FigureLook::fault : FigureLook::warn;
}

// Addresses of pages as who publishes them: nobody types them from paper.
std::string short_source(std::string text) {
  for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at)) {
    const std::size_t from = text.rfind(' ', at) + 1, host = at + 3;
    const std::size_t end = std::min(text.find(' ', host), text.size());
    std::string name = text.substr(host, std::min(text.find('/', host), end) - host);
    if (name.starts_with("www.")) name.erase(0, 4);
    while (name.ends_with('.')) name.pop_back();
    text.replace(from, end - from, name);
    at = from + name.size();
  }
  // Spaces kept the addresses apart from what follows them.
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1))
    if (at + 1 < text.size() && std::string_view(",;)").find(text[at + 1]) != std::string_view::npos) text.erase(at, 1);
  return text;
}

void add_ban(Words& out, const Profile& p) {
  const FigureLook look = p.hazard.empty() ? FigureLook::warn : FigureLook::fault;
  if (const auto ban = building_ban(p); !ban.empty()) out.push_back({ban, kBand, true, look, true});
}

void add_belief(Words& out, const Profile& p) {
  if (!p.note.empty()) out.push_back({"Note: " + p.note, kText, false, FigureLook::ink});
  const bool believed = p.trust == Trust::sourced || p.trust == Trust::confirmed;
  out.push_back({typed_name(p) + ", revision " + std::to_string(p.revision) + "; " + trust_words(p.trust), kNote, false,
                 believed ? FigureLook::faint : FigureLook::warn});
  if (p.source.text.empty()) return;
  out.push_back({"Certainty " + certainty_words(p.source.certainty) + ". Source: " + short_source(p.source.text), kNote, false, FigureLook::faint});
}

void add_findings(Words& out, const Verdict& verdict) {
  if (verdict.problem) out.push_back({verdict.problem->message + ". " + verdict.problem->remedy, kText, true, FigureLook::warn});
  std::size_t number = 0;
  for (const auto& d : verdict.diagnoses) {
    const std::string head = verdict.diagnoses.size() > 1 ? std::to_string(++number) + ". " : "";
    out.push_back({head + d.summary, kText + 1, true, FigureLook::fault});
    if (d.dangerous) out.push_back({"Dangerous: plugged in, it can break something.", kText, true, FigureLook::fault});
    if (!d.consequence.empty()) out.push_back({d.consequence, kText, false, FigureLook::ink});
    if (!d.repair.empty()) out.push_back({"Repair: " + d.repair, kText, false, FigureLook::ink});
    for (const auto& other : d.alternatives) out.push_back({"or: " + other, kNote, false, FigureLook::faint});
  }
}

}  // namespace

Figure cable_figure(const Profile& profile) {
  const Figure drawing = figure_of(picture_of(profile));
  if (drawing.shapes.empty()) return {};
  Words above, below;
  add_ban(above, profile);
  above.push_back({profile.title, kTitle, true, FigureLook::ink});
  if (!profile.hazard.empty()) below.push_back({profile.hazard, kText, true, FigureLook::fault});
  add_belief(below, profile);
  return framed(drawing, above, below);
}

Figure cable_figure(const TestRecord& record, const Profile& profile, const WiringPicture& measured) {
  const Figure drawing = figure_of(measured);
  if (drawing.shapes.empty()) return {};
  const Verdict& verdict = record.verdict;
  Words above, below;
  if (record.simulated) above.push_back({"SIMULATED: no real cable was measured", kBand, true, FigureLook::warn, true});
  add_ban(above, profile);
  above.push_back({outcome_word(verdict.outcome) + (verdict.marginal ? ", marginal: " : ": ") + profile.title, kTitle, true,
                   verdict.marginal ? FigureLook::warn : look_of(verdict.outcome)});
  above.push_back({(record.serial.empty() ? "no serial number" : record.serial) + " · " + when(record.started), kText, false,
                   FigureLook::faint});
  add_findings(below, verdict);
  if (verdict.marginal) below.push_back({"Marginal: " + marginal_in_words(verdict), kText, true, FigureLook::warn});
  if (!verdict.resistances.empty())
    below.push_back({"Measured: " + resistances_in_words(verdict.resistances), kText, false, FigureLook::ink});
  add_belief(below, profile);
  return framed(drawing, above, below);
}

}  // namespace buzzout
