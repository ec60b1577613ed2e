#include "report/trend.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/moment.hpp"

namespace buzzout {
namespace {

// "2026-11-26 09:00"
std::string label_of(std::int64_t local_seconds, bool with_time) {
  const Moment at{local_seconds, 0};
  return with_time ? at.date() + " " + at.time().substr(0, 5) : at.date();
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

void Trend::count(std::int64_t local_seconds, bool passed) {
  Step& step = steps_[floor_div(local_seconds, width_)];
  ++(passed ? step.passed : step.failed);
  while (static_cast<std::size_t>(steps_.rbegin()->first - steps_.begin()->first) >= kMost) widen();
}

void Trend::widen() {
  const std::int64_t wider = width_ < 86400 ? (width_ == 3600 ? 4 * 3600 : 86400) : width_ * 2;
  std::map<std::int64_t, Step> out;
  for (const auto& [at, step] : steps_) {
    Step& into = out[floor_div(at * width_, wider)];
    into.passed += step.passed;
    into.failed += step.failed;
  }
  steps_ = std::move(out);
  width_ = wider;
}

Figure Trend::figure() const {
  Figure out;
  if (steps_.empty()) return out;
  const std::int64_t first = steps_.begin()->first, last = steps_.rbegin()->first;
  const double count = static_cast<double>(last - first + 1);
  std::uint64_t highest = 1;
  for (const auto& [at, step] : steps_) highest = std::max(highest, step.passed + step.failed);
  out.width = 680;
  out.height = 210;
  const double left = 46, right = 674, top = 34, bottom = 172, slot = std::min(52.0, (right - left) / count);
  const double bar = slot * 0.72, unit = (bottom - top) / static_cast<double>(highest);
  out.add(FigureBox{{left, 8}, 11, 11, 2, FigureLook::net1, FigureLook::net1});
  out.add(FigureText{{left + 17, 14}, "passed", 12, false, FigureAlign::left, FigureLook::ink});
  out.add(FigureBox{{left + 86, 8}, 11, 11, 2, FigureLook::paper, FigureLook::fault});
  out.add(FigurePath{{{{left + 88, 17}, {left + 95, 10}}}, FigureLook::fault, FigureStroke::solid, 1.5, false, false});
  out.add(FigureText{{left + 103, 14}, "failed", 12, false, FigureAlign::left, FigureLook::ink});
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = bottom - (bottom - top) * part;
    const double value = static_cast<double>(highest) * part;
    out.add(FigurePath{{{{left, y}, {right, y}}}, FigureLook::faint, FigureStroke::solid, part == 0 ? 1.2 : 0.4, false, false});
    if (value == static_cast<double>(static_cast<std::uint64_t>(value)))
      out.add(FigureText{{left - 6, y}, fmt::format("{:.0f}", value), 11, false, FigureAlign::right, FigureLook::faint});
  }
  for (const auto& [at, step] : steps_) {
    const double x = left + 4 + slot * static_cast<double>(at - first) + (slot - bar) / 2;
    const double passed = static_cast<double>(step.passed) * unit, failed = static_cast<double>(step.failed) * unit;
    if (step.passed > 0) out.add(FigureBox{{x, bottom - passed}, bar, passed, 0, FigureLook::net1, FigureLook::net1});
    if (step.failed == 0) continue;
    const double y = bottom - passed - failed;
    out.add(FigureBox{{x, y}, bar, failed, 0, FigureLook::paper, FigureLook::fault});
    FigurePath hatch{{}, FigureLook::fault, FigureStroke::solid, 1.2, false, false};
    for (double d = 3; d < bar + failed; d += 5) {
      const double x0 = std::max(0.0, d - failed), x1 = std::min(d, bar);
      hatch.lines.push_back({{x + x0, y + d - x0}, {x + x1, y + d - x1}});
    }
    out.add(std::move(hatch));
  }
  const bool with_time = width_ < 86400;
  out.add(FigureText{{left, bottom + 18}, label_of(first * width_, with_time), 11, false, FigureAlign::left, FigureLook::faint});
  if (last > first && slot * count > 330)
    out.add(FigureText{{std::min(right, left + 4 + slot * count), bottom + 18}, label_of(last * width_, with_time), 11,
                       false, FigureAlign::right, FigureLook::faint});
  const std::int64_t hours = width_ / 3600;
  out.add(FigureText{{right, 14}, hours < 24 ? fmt::format("a bar: {} h", hours) : fmt::format("a bar: {} d", hours / 24),
                     11, false, FigureAlign::right, FigureLook::faint});
  out.description = "Tests passed and failed over time";
  return out;
}

}  // namespace buzzout
