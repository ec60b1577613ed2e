#include "cli/views/calibration_lines.hpp"

#include <algorithm>
#include <map>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "cli/views/self_test_lines.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr double kShownTo = 0.02;  // as ohms_in_words() takes it: thousandths of an ohm

std::string place_name(const std::string& socket, const std::string& far) { return socket == far ? socket : socket + " to " + far; }

std::string insertions_text(unsigned n) { return n == 1 ? "1 insertion" : std::to_string(n) + " insertions"; }

std::string range_text(const std::vector<Calibration::Zero>& zeros) {
  const auto [least, most] = std::ranges::minmax(zeros, {}, &Calibration::Zero::ohm);
  return ohms_in_words(least.ohm, kShownTo) + " to " + ohms_in_words(most.ohm, kShownTo) + ", " + insertions_text(least.insertions);
}

std::string span_text(const Calibration::Span& s) {
  const std::string percent = ohms_in_words(std::abs(s.factor - 1) * 100, 0.02);
  return ohms_in_words(s.ohm, s.ohm / 1000) + " (" + s.identity + ") measured " + percent.substr(0, percent.find(' ')) + " % too " +
         (s.factor < 1 ? "high" : "low");
}

}  // namespace

std::vector<Line> calibration_step_lines(const CalibrationStep& s, const Fixture&, const Theme& t) {
  const std::string what = s.sockets.empty() ? "resistor" : list_of(s.sockets, ", ");
  if (s.skipped) return {{{"  - ", Ink::dim}, {what + "  skipped", Ink::dim}}};
  if (s.problem) {
    std::vector<Line> out = {marked_line(what, false, t)};
    append(out, wrapped(s.problem->message, Ink::plain, 6, t, {"      ", Ink::plain}));
    append(out, wrapped(worded(s.problem->remedy, s.problem->action), Ink::plain, 8, t, {t.unicode ? "      → " : "      > ", Ink::good}));
    return out;
  }
  Line line = marked_line(what, true, t);
  line.push_back({"  " + (s.span ? span_text(*s.span) : range_text(s.zeros)), Ink::dim});
  return {line};
}

std::vector<Line> calibration_lines(const Calibration& kept, const Fixture& fixture, std::int64_t now, int days, const Theme& t) {
  const Calibration c = kept.aged(now, days);
  std::vector<Line> out;
  std::vector<std::pair<std::string, std::vector<Calibration::Zero>>> places;
  for (const auto& z : c.zeros) {
    const std::string name = place_name(std::min(z.socket, z.far), std::max(z.socket, z.far));
    if (places.empty() || places.back().first != name) places.push_back({name, {}});
    places.back().second.push_back(z);
  }
  std::size_t width = 0;
  for (const auto& p : places) width = std::max(width, p.first.size());
  for (const auto& [name, zeros] : places) {
    const bool stale = std::ranges::any_of(zeros, &Calibration::Zero::stale);
    Line line = marked_line(name + std::string(width - name.size(), ' '), !stale, t);
    line.push_back({"  " + range_text(zeros) + ", " + age_in_words(zeros.front().made, now), Ink::plain});
    if (stale) line.push_back({"  not in date", Ink::warn});
    out.push_back(std::move(line));
  }
  if (c.span) {
    Line line = marked_line("span: " + span_text(*c.span) + ", " + age_in_words(c.span->made, now), !c.span->stale, t);
    if (c.span->stale) line.push_back({"  not in date", Ink::warn});
    out.push_back(std::move(line));
  } else {
    append(out, wrapped("No span: the scale is that of the resistors' nominal values.", Ink::dim, 4, t, {"  - ", Ink::dim}));
  }
  std::string missing;
  for (const auto& place : zero_places(fixture, c.method))
    if (std::ranges::none_of(c.zeros, [&](const Calibration::Zero& z) { return z.socket == place.sockets.front() || z.far == place.sockets.front(); }))
      missing += (missing.empty() ? "" : ", ") + place.sockets.front();
  if (!missing.empty()) append(out, wrapped("No zero yet: " + missing + ".", Ink::warn, 4, t, {"  - ", Ink::warn}));
  return out;
}

}  // namespace buzzout
