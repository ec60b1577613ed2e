#include "cli/views/ohm_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/ohm_words.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

constexpr int kChart = 20, kMostNet = 12, kMostPair = 24, kValue = 8;
constexpr int kRoomForChart = 70, kRoomForPair = 50;  // columns of the terminal
constexpr std::array<const char*, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<const char*, 8> kAsciiBars{"_", ".", "-", "~", "+", "=", "*", "#"};

Ink ink_of(const OhmTrace& t) {
  if (t.beyond) return Ink::bad;
  return t.has_moved() || t.now.status == ResistanceStatus::marginal ? Ink::warn : Ink::good;
}

// The most of each stretch of time, so that a jump is never between two columns.
std::string chart(const OhmTrace& t, std::int64_t now, bool unicode) {
  std::array<double, kChart> most;
  most.fill(-1);
  double top = t.now.max.value_or(0);
  for (const auto& r : t.recent) {
    const auto age = std::clamp<std::int64_t>((now - r.at) * kChart / OhmTrace::kShown, 0, kChart - 1);
    auto& column = most[static_cast<std::size_t>(kChart - 1 - age)];
    column = std::max({column, r.ohm, 0.0});
    if (std::isfinite(r.ohm)) top = std::max(top, r.ohm);
  }
  std::string out;
  for (const double ohm : most) {
    if (ohm < 0) {
      out += ' ';
    } else if (!std::isfinite(ohm)) {
      out += unicode ? "×" : "x";
    } else {
      const auto step = static_cast<std::size_t>(std::clamp(top > 0 ? ohm / top * 8 : 0, 0.0, 7.0));
      out += unicode ? kBars[step] : kAsciiBars[step];
    }
  }
  return out;
}

std::string range(const OhmTrace& t) {
  if (t.has_swung()) return ohms_at_a_glance(t.least) + " to " + ohms_at_a_glance(t.most);
  return t.jumped ? "jumped" : "steady";
}

}  // namespace

std::vector<Line> ohm_rows(const std::vector<const OhmTrace*>& traces, std::int64_t now, const Theme& t, int width) {
  const auto shown = [&](const std::string& text) { return t.unicode ? printable(text) : to_ascii(printable(text)); };
  const auto net = [&](const OhmTrace& o) { return fit(shown(o.now.net), kMostNet, t.unicode); };
  const auto pair = [&](const OhmTrace& o) {
    return fit(shown(o.now.from.name() + (t.unicode ? " – " : " - ") + o.now.to.name()), kMostPair, t.unicode);
  };
  int nets = 0, pairs = 0;
  for (const auto* o : traces) {
    nets = std::max(nets, columns(net(*o)));
    pairs = std::max(pairs, columns(pair(*o)));
  }
  const auto padded = [](std::string text, int to) {
    const int gap = to - columns(text);
    return text + std::string(static_cast<std::size_t>(std::max(gap, 0)), ' ');
  };
  std::vector<Line> out;
  for (const auto* o : traces) {
    Line line{{"  " + padded(net(*o), nets) + "  ", Ink::bold}};
    if (width >= kRoomForPair) line.push_back({padded(pair(*o), pairs) + "  ", Ink::plain});
    line.push_back({padded(shown(ohms_at_a_glance(o->now.ohm)), kValue) + "  ", ink_of(*o)});
    if (width >= kRoomForChart) line.push_back({chart(*o, now, t.unicode) + "  ", ink_of(*o)});
    line.push_back({shown(range(*o)), o->has_moved() ? Ink::warn : Ink::dim});
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace buzzout
