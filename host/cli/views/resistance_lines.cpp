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

constexpr std::array<int, 5> kMostColumns{16, 34, 18, 18, 21};

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

struct Row {
  std::array<std::string, 5> cells;
  ResistanceStatus status;

  Row(std::array<std::string, 5> texts, ResistanceStatus s, const Theme& t) : cells(std::move(texts)), status(s) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = t.unicode ? printable(cells[i]) : to_ascii(printable(cells[i]));
      cells[i] = fit(cells[i], kMostColumns[i], t.unicode);
    }
  }
};

Row row_of(const Resistance& r, const Theme& t) {
  return {{r.net, r.from.name() + (t.unicode ? " – " : " - ") + r.to.name(), ohms_with_uncertainty(r.ohm, r.uncertainty), limit_in_words(r),
           status_in_words(r.status)},
          r.status, t};
}

Row row_of(const WireMatch& m, const Theme& t) {
  return {{m.more.net, "beside " + m.less.net, difference_in_words(m), match_limit_in_words(m), status_in_words(m.status)},
          m.status, t};
}

// What each limit is based on, once for those that say the same.
std::vector<Line> bases(const Verdict& v, const Theme& t) {
  std::vector<std::pair<std::string, std::string>> all;  // what of, why
  const auto add = [&](const std::string& what, const std::string& basis) {
    if (basis.empty()) return;
    const auto same = std::ranges::find(all, basis, &std::pair<std::string, std::string>::second);
    if (same == all.end()) all.emplace_back(what, basis);
    else if ((", " + same->first + ",").find(", " + what + ",") == std::string::npos) same->first += ", " + what;
  };
  for (const auto& r : v.resistances) add(r.net, r.basis);
  for (const auto& m : v.matches) add("match", m.basis);
  std::vector<Line> out;
  for (const auto& [what, basis] : all) append(out, wrapped((all.size() > 1 ? what + ": " : "") + basis, Ink::dim, 11, t, {"    Basis: ", Ink::dim}));
  return out;
}

}  // namespace

std::vector<Line> answer_resistance(const Verdict& v, const Theme& t) {
  const std::string words = resistances_in_words(v.resistances);
  if (words.empty()) return {};
  const auto is_beyond = [](const auto& r) { return r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low; };
  const bool bad = std::ranges::any_of(v.resistances, is_beyond) || std::ranges::any_of(v.matches, is_beyond);
  return wrapped(words, bad ? Ink::bad : v.marginal ? Ink::warn : Ink::plain, 15, t, {"    Resistance ", Ink::dim});
}

std::vector<Line> list_resistances(const Verdict& v, const Theme& t) {
  std::vector<Line> out;
  std::array<int, 5> widths{};
  std::vector<Row> rows;
  for (const auto& r : v.resistances) rows.push_back(row_of(r, t));
  for (const auto& m : v.matches) rows.push_back(row_of(m, t));
  for (const auto& r : rows)
    for (std::size_t i = 0; i < r.cells.size(); ++i) widths[i] = std::max(widths[i], columns(r.cells[i]));
  for (const auto& r : rows) {
    const auto& cells = r.cells;
    const bool outside = r.status != ResistanceStatus::ok && r.status != ResistanceStatus::unlimited;
    Line line{{"    ", Ink::plain}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string gap(static_cast<std::size_t>(widths[i] - columns(cells[i])), ' ');
      const Ink ink = i == 4 ? ink_of(r.status) : i == 2 && outside ? ink_of(r.status) : i == 3 ? Ink::dim : Ink::plain;
      line.push_back({cells[i] + (i < 4 ? gap + "  " : ""), ink});
    }
    out.push_back(clipped(line, t, t.width));
  }
  append(out, bases(v, t));
  return out;
}

}  // namespace buzzout
