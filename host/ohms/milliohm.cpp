#include "ohms/milliohm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace buzzout {
namespace {

constexpr double kLowSide = 470 + 25, kHighSide = 470 + 28, kUsbVolt = 5;
constexpr double kBeforeInput = 2 * (1000 + 70);
constexpr double kVoltStep = 4.096 / 32768;
constexpr int kEnd = 32767;
constexpr double kNoPath = 0.1;  // V at the low contact: 24 kΩ

// One direction: the difference, the voltage of the low contact, and the contact that was held against itself.
struct Direction {
  int difference, low, self;
};
struct Scale {
  double step;     // V of the difference
  double between;  // ohms between the inputs
  double fine_steps;
};
constexpr Scale kFine{0.256 / 32768, 710e3, 1}, kWide{2.048 / 32768, 4.9e6, 8};

bool is_wide(const MilliohmReading& r) { return r.request.steps == kWideSteps; }
Scale scale_of(const MilliohmReading& r) { return is_wide(r) ? kWide : kFine; }

// In the order of kFineSteps and kWideSteps.
std::pair<Direction, Direction> directions(const MilliohmReading& r) {
  const auto& c = r.codes;
  return {{c.at(0), c.at(1), c.at(2)}, {-c.at(4), c.at(5), -c.at(3)}};
}

bool whole(const MilliohmReading& r) {
  const auto conversions = std::ranges::count_if(r.request.steps, [](char c) { return c >= 'a'; });
  return std::cmp_equal(r.codes.size(), conversions);
}

Problem addon_problem(std::string message, std::string remedy) {
  return {"jig-addon", std::move(message), "the milliohm add-on", std::move(remedy)};
}

Problem silent() {
  return addon_problem("the milliohm add-on stopped answering", "check its supply and the wires of SDA and SCL, and test again");
}
Problem stale() {
  return addon_problem("the milliohm add-on gives readings that contradict each other",
                       "check its wires to the fixture and its supply, and that nothing else is on the cable, and test again");
}

}  // namespace

Problem addon_missing() {
  return addon_problem("the fixture has a milliohm add-on, and the jig did not find it",
                       "check its supply and the wires of SDA and SCL, then unplug the jig and plug it in again");
}

std::optional<Problem> milliohm_problem(const MilliohmReading& r) {
  constexpr double kLeastSupply = 4.2, kMostSupply = 5.7;
  constexpr double kUnequal = 0.025;   // of two directions: resistors of 1 %, pins, ripple
  constexpr double kMostOffset = 48;   // steps of the fine range: 0.37 mV
  constexpr double kNoise = 8;         // the same, of a single conversion
  constexpr double kBackwards = 6;     // the same, of half a difference
  if (!whole(r)) return silent();
  const auto [there, back] = directions(r);
  const Scale scale = scale_of(r);
  const double unit = 1 / scale.fine_steps;  // a fine step in steps of the difference

  const double there_volt = there.low * kVoltStep, back_volt = back.low * kVoltStep;
  if (there_volt < kNoPath && back_volt < kNoPath) {
    // Then the high contact is at the supply, or nothing is on the inputs.
    if (there.difference >= kEnd && back.difference >= kEnd) return {};
    return stale();
  }
  const bool ends = std::abs(there.difference) >= kEnd || std::abs(back.difference) >= kEnd;
  for (const auto& [direction, volt] : {std::pair{there, there_volt}, std::pair{back, back_volt}}) {
    const double supply = 2 * volt + std::abs(direction.difference) * scale.step;
    if (supply > kMostSupply || (supply < kLeastSupply && !ends)) return stale();
  }
  if (std::abs(there_volt - back_volt) > 2 * kUnequal * std::max(there_volt, back_volt)) return stale();

  const double half = (there.difference + back.difference) / 2.0, offset = (there.difference - back.difference) / 2.0;
  if (half < -std::max(1.0, kBackwards * unit))
    return addon_problem("the milliohm add-on measures less than nothing: two of its wires are exchanged",
                         "check that SIG of the first multiplexer goes to A0 and of the second to A1, and every tap's channel");
  if (!ends && std::abs(offset) > kMostOffset * unit + 1 + kUnequal * std::abs(half)) return stale();
  const double own = kNoise + scale.fine_steps * (is_wide(r) ? 1 : 0) + 2 * kUnequal * std::abs(half) * scale.fine_steps;
  const double fine_offset = offset * scale.fine_steps;
  // Of back.self the sign was turned, and its offset with it. Three ways to look at one thing: the offset of the difference is known
  // to some per cent of it only.
  const int apart = there.self + back.self, most = std::max(std::abs(there.self), std::abs(back.self));
  if (std::abs(there.self - fine_offset) > own || std::abs(back.self + fine_offset) > own || std::abs(apart) > 1.5 * kNoise ||
      most > kMostOffset + kNoise)
    return addon_problem("a multiplexer of the milliohm add-on is on another channel than it was told to be on",
                         "check the wires from P0–P7 to S0–S3 of both multiplexers, and their enable pins");
  return {};
}

std::optional<double> milliohm_ohms(const MilliohmReading& r) {
  const auto [there, back] = directions(r);
  const Scale scale = scale_of(r);
  const double volt = std::min(there.low, back.low) * kVoltStep;
  if (volt < kNoPath) return std::numeric_limits<double>::infinity();
  if (std::max(std::abs(there.difference), std::abs(back.difference)) >= kEnd) {
    if (is_wide(r)) return kUsbVolt * kLowSide / volt - kLowSide - kHighSide;  // by the supply's nominal voltage
    return {};
  }
  const double loaded = 1 + kBeforeInput / scale.between;
  const auto ohms = [&](const Direction& d) { return d.difference * scale.step * loaded / (d.low * kVoltStep) * kLowSide; };
  return (ohms(there) + ohms(back)) / 2;
}

std::optional<Problem> range_problem(const MilliohmReading& r) {
  constexpr double kLeast = 0.03, kMost = 0.2;  // V: pull-ups of 20 to 50 kΩ against 495 Ω
  constexpr double kAgree = 0.02, kAgreeVolt = 0.5e-3;
  if (!whole(r)) return silent();
  const double coarse = r.codes.at(0) * kVoltStep, fine = r.codes.at(1) * kFine.step, wide = r.codes.at(2) * kWide.step;
  const auto agree = [&](double v) { return std::abs(v - coarse) <= kAgreeVolt + kAgree * std::abs(coarse); };
  if (coarse >= kLeast && coarse <= kMost && agree(fine) && agree(wide)) return {};
  return addon_problem("the milliohm add-on's ranges do not agree on one voltage",
                       "check its wires to the fixture; if it stays, its converter is broken or none of this kind");
}

}  // namespace buzzout
