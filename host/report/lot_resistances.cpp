#include "report/lot_resistances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/ohm_words.hpp"
#include "report/outcome_words.hpp"

namespace buzzout {
namespace {

constexpr double kNameRight = 200, kFirst = 212, kLast = 520, kSmall = 11;

std::string wire_name(const LotResistances::Wire& w) { return w.net + "  " + w.from.name() + " – " + w.to.name(); }

std::string three(double ohm) { return fmt::format("{:.3f}", ohm); }

std::string cut(const std::string& text, std::size_t most) {
  std::string out = text;
  while (text_room(out, kSmall) > static_cast<double>(most) && !out.empty()) {
    do out.pop_back();
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U);
  }
  return out.size() < text.size() ? out + "…" : out;
}

// One below the other: a name, what is drawn beside it, and what is said of it.
void add_row(Figure& out, double y, const std::string& name, const std::string& words, bool bad) {
  out.add(FigureText{{kNameRight, y + 24}, cut(name, 180), kSmall, false, FigureAlign::right, FigureLook::ink});
  out.add(FigureText{{kLast + 12, y + 24}, cut(words, 146), kSmall, bad, FigureAlign::left, bad ? FigureLook::fault : FigureLook::faint});
}

void add_histogram(Figure& out, double y, const LotResistances::Wire& w) {
  const auto& steps = w.values.steps();
  if (steps.empty()) return;
  constexpr double kHeight = 30;
  const double bottom = y + 36, width = w.values.width();
  const auto first = steps.begin()->first, last = steps.rbegin()->first + 1;
  const double slot = std::min(24.0, (kLast - kFirst) / static_cast<double>(last - first));
  std::uint64_t highest = 1;
  for (const auto& [at, count] : steps) highest = std::max(highest, count);
  for (const auto& [at, count] : steps) {
    const double height = kHeight * static_cast<double>(count) / static_cast<double>(highest), x = kFirst + slot * static_cast<double>(at - first);
    out.add(FigureBox{{x + 0.5, bottom - height}, std::max(slot - 1, 0.5), height, 0, FigureLook::net1, FigureLook::net1});
  }
  const double end = kFirst + slot * static_cast<double>(last - first);
  out.add(FigurePath{{{{kFirst, bottom}, {end, bottom}}}, FigureLook::faint, FigureStroke::solid, 1, false, false});
  const auto x_of = [&](double ohm) { return kFirst + slot * (ohm / width - static_cast<double>(first)); };
  if (w.max && x_of(*w.max) <= end && x_of(*w.max) >= kFirst)
    out.add(FigurePath{{{{x_of(*w.max), bottom - kHeight}, {x_of(*w.max), bottom + 3}}}, FigureLook::fault, FigureStroke::dashed, 1.5, false, false});
  out.add(FigureText{{kFirst, bottom + 8}, three(static_cast<double>(first) * width), 9, false, FigureAlign::left, FigureLook::faint});
  const std::string most = three(static_cast<double>(last) * width) + " Ω";
  out.add(FigureText{{std::max(end, kFirst + 70), bottom + 8}, most, 9, false, FigureAlign::right, FigureLook::faint});
}

void add_line(Figure& out, double y, const std::vector<LotResistances::Run>& runs) {
  double least = runs.front().ohm, most = least, room = 0;
  for (const auto& r : runs) {
    least = std::min(least, r.ohm);
    most = std::max(most, r.ohm);
    room = std::max(room, r.uncertainty);
  }
  // Never so near that mere scatter looks like a trend.
  const double span = std::max(most - least, 2 * room), middle = (least + most) / 2;
  const auto at = [&](std::size_t i) {
    const double x = runs.size() < 2 ? kFirst : kFirst + (kLast - kFirst) * static_cast<double>(i) / static_cast<double>(runs.size() - 1);
    return FigurePoint{x, y + 24 - 26 * (runs[i].ohm - middle) / span};
  };
  FigurePath line{{{}}, FigureLook::net1, FigureStroke::solid, 1.5, false, false};
  for (std::size_t i = 0; i < runs.size(); ++i) line.lines[0].push_back(at(i));
  if (runs.size() > 1) out.add(std::move(line));
  for (std::size_t i = 0; i < runs.size(); ++i) out.add(FigureCircle{at(i), 2.2, FigureLook::net1, FigureLook::net1});
}

std::string run_words(const LotResistances::Run& r) { return short_ohms(r.ohm, r.uncertainty) + " on " + when(r.started); }

std::string cpk_words(const Capability& c) {
  if (!c.cpk) return "not stated: " + c.why_not;
  return fmt::format("{:.2f}", *c.cpk) + (c.cp ? fmt::format(" (Cp {:.2f})", *c.cp) : "");
}

bool failed_for_the_guard_band_alone(const Verdict& v) {
  if (v.outcome != Outcome::fail || v.faults.empty()) return false;
  return std::ranges::all_of(v.faults, [&](const Fault& f) { return is_guarded(v, f); });
}

}  // namespace

std::optional<double> LotResistances::Worn::rise() const {
  if (runs.size() < 2) return {};
  const double rise = runs.back().ohm - runs.front().ohm;
  return rise > runs.back().uncertainty ? std::optional(rise) : std::nullopt;
}

void LotResistances::take(const TestRecord& r) {
  const Verdict& v = r.verdict;
  if (v.resistances.empty()) return;
  if (r.purpose == Purpose::golden) take_golden(r);
  if (r.purpose != Purpose::production) return;
  marginal_passed += v.outcome == Outcome::pass && v.marginal;
  marginal_failed += failed_for_the_guard_band_alone(v);
  if (r.attempt != 1) return;
  for (const auto& one : v.resistances) {
    auto wire = std::ranges::find_if(wires_, [&](const Wire& w) { return w.net == one.net && w.from == one.from && w.to == one.to; });
    if (wire == wires_.end()) {
      if (wires_.size() >= kMostWires) continue;
      wire = wires_.insert(wires_.end(), Wire{one.net, one.from, one.to, one.min, one.max, {}, 0, 0, 0});
    }
    wire->near_limit += one.status == ResistanceStatus::marginal;
    if (!std::isfinite(one.ohm)) {
      ++wire->no_path;
      continue;
    }
    wire->uncertainty = std::max(wire->uncertainty, one.uncertainty);
    wire->values.count(one.ohm, one.max ? std::optional(2 * *one.max) : std::nullopt);
  }
}

void LotResistances::take_golden(const TestRecord& r) {
  std::vector<std::pair<Contact, const Resistance*>> lowest;
  for (const auto& one : r.verdict.resistances)
    for (const auto& c : {one.from, one.to}) {
      if (!std::isfinite(one.ohm)) continue;
      const auto known = std::ranges::find_if(lowest, [&](const auto& entry) { return entry.first == c; });
      if (known == lowest.end()) lowest.emplace_back(c, &one);
      else if (one.ohm < known->second->ohm) known->second = &one;
    }
  for (const auto& [contact, one] : lowest) {
    const auto socket = r.sockets.find(contact.end);
    const std::string name = (socket == r.sockets.end() ? contact.end : socket->second) + "." + contact.pin;
    const std::string golden = r.serial.empty() ? "golden cable" : r.serial;
    auto worn = std::ranges::find_if(worn_, [&](const Worn& w) { return w.golden == golden && w.socket_contact == name; });
    if (worn == worn_.end()) {
      if (worn_.size() >= kMostContacts) continue;
      worn = worn_.insert(worn_.end(), Worn{golden, name, {}});
    }
    if (worn->runs.size() >= kMostRuns) worn->runs.erase(worn->runs.begin() + 1);
    worn->runs.push_back({r.started, one->ohm, one->uncertainty});
  }
}

void LotResistances::add_to(Sheet& out) const {
  if (!wires_.empty()) add_wires(out);
  if (!worn_.empty()) add_goldens(out);
}

void LotResistances::add_wires(Sheet& out) const {
  out.add(SheetHeading{"Resistances"});
  Figure drawing;
  drawing.width = 680;
  drawing.description = "How the resistance of each wire is spread over the lot";
  for (std::size_t i = 0; i < std::min(wires_.size(), kMostDrawn); ++i) {
    const Wire& w = wires_[i];
    const double y = 52 * static_cast<double>(i);
    const std::uint64_t outside = w.values.beyond() + w.no_path;
    const std::string limit = w.max ? "limit " + fmt::format("{:g} Ω", *w.max) : "";
    add_row(drawing, y, wire_name(w), outside > 0 ? fmt::format("{} far beyond the limit", outside) : limit, outside > 0);
    add_histogram(drawing, y, w);
    drawing.height = y + 56;
  }
  out.add(SheetFigure{std::move(drawing)});
  SheetTable t{{"Wire", "n", "Mean", "s", "Least", "Most", "Limit", "Near it", "Cpk"}, {24, 5, 8, 8, 8, 8, 14, 8, 20}, {}};
  for (const Wire& w : wires_) {
    const Capability c = capability(w.values, w.min, w.max);
    t.rows.push_back({SheetText(wire_name(w)), SheetText(std::to_string(w.values.n())), SheetText(three(w.values.mean())),
                      SheetText(three(w.values.s())), SheetText(three(w.values.least())), SheetText(three(w.values.most())),
                      SheetText(limit_in_words({w.net, w.from, w.to, 0, 0, w.min, w.max, "", {}})),
                      SheetText(std::to_string(w.near_limit), w.near_limit > 0 ? Tone::warn : Tone::plain),
                      SheetText(cpk_words(c), c.cpk ? (*c.cpk < 1 ? Tone::bad : *c.cpk < 1.33 ? Tone::warn : Tone::good) : Tone::faint)});
  }
  out.add(std::move(t));
  double widest = 0;
  std::uint64_t lost = 0;
  for (const Wire& w : wires_) {
    widest = std::max(widest, w.uncertainty);
    lost += w.no_path;
  }
  out.add(SheetProse{SheetText(
      fmt::format("In ohms, each cable by its first test. s has the scatter of the measurement in it; a single value is certain to ± {} "
                  "(k = 2). Cpk is stated from {} values on, if they may be normally distributed (Jarque-Bera test, 1 %); against an upper "
                  "limit alone it is (limit - mean) / 3 s. It does not show that the process was stable.{}",
                  short_ohms(widest, widest), Capability::kFewest,
                  lost > 0 ? fmt::format(" {} readings without a path count in no mean.", lost) : ""),
      Tone::faint)});
}

void LotResistances::add_goldens(Sheet& out) const {
  out.add(SheetHeading{"Golden cables, contact by contact"});
  Figure drawing;
  drawing.width = 680;
  drawing.description = "What golden cables measured at each socket contact, run by run";
  bool any = false;
  for (std::size_t i = 0; i < std::min(worn_.size(), kMostDrawn); ++i) {
    const Worn& w = worn_[i];
    const double y = 48 * static_cast<double>(i);
    const auto rise = w.rise();
    any = any || rise;
    const auto& last = w.runs.back();
    add_row(drawing, y, w.socket_contact,
            rise ? fmt::format("{} up by {}", short_ohms(last.ohm, last.uncertainty), short_ohms(*rise, last.uncertainty))
                 : fmt::format("{}, {} run{}", short_ohms(last.ohm, last.uncertainty), w.runs.size(), w.runs.size() == 1 ? "" : "s"),
            rise.has_value());
    add_line(drawing, y, w.runs);
    drawing.height = y + 50;
  }
  out.add(SheetFigure{std::move(drawing)});
  if (any) {
    SheetNotice n{Tone::warn,
                  "A golden cable rises: these contacts of sockets may be worn or dirty. Clean them, and replace the socket if that does "
                  "not help.",
                  {}};
    for (const Worn& w : worn_)
      if (const auto rise = w.rise())
        n.lines.emplace_back(w.socket_contact + " with " + w.golden + ": " + run_words(w.runs.front()) + ", " + run_words(w.runs.back()));
    out.add(std::move(n));
  }
  out.add(SheetProse{SheetText(
      "The lowest resistance of the paths that end at the contact. Of a wire with two contacts the measurement cannot tell which one rose: both "
      "are named. A rise counts once it is more than its uncertainty.",
      Tone::faint)});
}

}  // namespace buzzout
