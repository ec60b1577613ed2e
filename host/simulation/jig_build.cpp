#include "simulation/jig_build.hpp"

#include <algorithm>

#include "simulation/split_mix.hpp"

namespace buzzout {
namespace {

constexpr double kRoomCelsius = 25;
constexpr double kPinPerKelvin = 4e-3;
constexpr double kPullUpPerKelvin = 2e-3;
constexpr double kPinsDiffer = 0.03;

}  // namespace

double pin_ohm_factor(double celsius) {
  return 1 + kPinPerKelvin * (celsius - kRoomCelsius);
}

double pull_up_ohm_factor(double celsius) {
  return 1 + kPullUpPerKelvin * (celsius - kRoomCelsius);
}

JigBuild JigBuild::of_seed(const Board& board, std::uint64_t seed) {
  SplitMix random(seed);
  const double drivers = 1 + random.either_way(0.15);
  const double pull_up = random.between(20e3, 50e3);
  const auto pin = [&] {
    const auto alike = [&] { return 1 + random.either_way(kPinsDiffer); };
    Pin p;
    p.low_ohm *= drivers * alike();
    p.high_ohm *= drivers * alike();
    p.pull_up_ohm = std::clamp(pull_up * alike(), 20e3, 50e3);
    return p;
  };
  JigBuild build;
  build.contact_repeat_ohm = 0.025;
  for (Point p = 0; p < board.points; ++p) {
    PointParts parts;
    parts.series_ohm *= 1 + random.either_way(0.01);
    parts.series_per_kelvin = random.either_way(100e-6);
    parts.pin = pin();
    if (board.kelvin) {
      parts.sense = pin();
      parts.sense_wire_ohm = random.between(0.05, 0.1);
    }
    build.points.push_back(parts);
  }
  return build;
}

void JigBuild::move_sense_wires(double most_ohm, std::uint64_t seed) {
  SplitMix random(seed);
  for (auto& p : points) p.sense_wire_ohm = std::max(0.0, p.sense_wire_ohm + random.either_way(most_ohm));
}

}  // namespace buzzout
