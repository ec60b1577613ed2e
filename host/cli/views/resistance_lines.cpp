#include "cli/views/resistance_lines.hpp"

#include <algorithm>
#include <array>

#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/ohm_words.hpp"
#include "core/tell_resistance.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

constexpr std::array<int, 5> kMostColumns{16, 34, 18, 18, 20};

Ink ink_of(ResistanceStatus s) {
  switch (s) {
    case ResistanceStatus::too_high:
    case ResistanceStatus::too_low: return Ink::bad;
    case ResistanceStatus::marginal:
    case ResistanceStatus::undecided: return Ink::warn;
    case ResistanceStatus::ok: return Ink::good;
    case ResistanceStatus::unlimited: break;
  }
  return Ink::dim;
}

std::array<std::string, 5> cells_of(const Resistance& r, const Theme& t) {
  std::array<std::string, 5> out{r.net, r.from.name() + (t.unicode ? " – " : " - ") + r.to.name(), ohms_with_uncertainty(r.ohm, r.uncertainty),
                                 limit_in_words(r), status_in_words(r.status)};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = t.unicode ? printable(out[i]) : to_ascii(printable(out[i]));
    out[i] = fit(out[i], kMostColumns[i], t.unicode);
  }
  return out;
}

}  // namespace

std::vector<Line> answer_resistance(const Verdict& v, const Theme& t) {
  const std::string words = resistances_in_words(v.resistances);
  if (words.empty()) return {};
  const bool bad = std::ranges::any_of(v.resistances, [](const Resistance& r) {
    return r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low;
  });
  return wrapped(words, bad ? Ink::bad : v.marginal ? Ink::warn : Ink::plain, 15, t, {"    Resistance ", Ink::dim});
}

std::vector<Line> list_resistances(const Verdict& v, const Theme& t) {
  std::vector<Line> out;
  std::array<int, 5> widths{};
  for (const auto& r : v.resistances) {
    const auto cells = cells_of(r, t);
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], columns(cells[i]));
  }
  for (const auto& r : v.resistances) {
    const auto cells = cells_of(r, t);
    const bool outside = r.status != ResistanceStatus::ok && r.status != ResistanceStatus::unlimited;
    Line line{{"    ", Ink::plain}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string gap(static_cast<std::size_t>(widths[i] - columns(cells[i])), ' ');
      const Ink ink = i == 4 ? ink_of(r.status) : i == 2 && outside ? ink_of(r.status) : i == 3 ? Ink::dim : Ink::plain;
      line.push_back({cells[i] + (i < 4 ? gap + "  " : ""), ink});
    }
    out.push_back(clipped(line, t, t.width));
  }
  return out;
}

}  // namespace buzzout
