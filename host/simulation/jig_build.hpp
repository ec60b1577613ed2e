#pragma once

#include <cstdint>
#include <vector>

#include "core/board.hpp"

namespace buzzout {

// The parts that one jig was made of. By default every one has its nominal value, as JigNetwork states them.
struct JigBuild {
  // A pin of the chip, at 25 °C.
  struct Pin {
    double low_ohm = 25;
    double high_ohm = 28;
    double pull_up_ohm = 35e3;
  };
  struct PointParts {
    double series_ohm = 470;       // at 25 °C
    double series_per_kelvin = 0;  // its temperature coefficient: 1e-4 is 100 ppm/K
    Pin pin;                       // on a Kelvin board the force pin
    Pin sense;                     // of a Kelvin board
    double sense_wire_ohm = 0;     // of a Kelvin board: from the contact to the sense pin, with its plugs
  };

  std::vector<PointParts> points;  // points beyond its end have nominal parts
  double supply_volt = 5;
  double celsius = 25;            // of chip and resistors
  double contact_repeat_ohm = 0;  // each plug that is put in: every contact differs from its base by up to this, either way

  PointParts parts_of(Point p) const { return p < points.size() ? points[p] : PointParts{}; }

  // One out of many: resistors of 1 % and ±100 ppm/K; a chip whose pins drive through 25 and 28 Ω ± 15 % and pull up through 20 to
  // 50 kΩ (data sheets, DC characteristics), its pins alike within 3 %; sense wires of 50 to 100 mΩ; contacts that repeat within 25 mΩ.
  static JigBuild of_seed(const Board&, std::uint64_t seed);

  // Sense wires and their plugs move: each by up to `most_ohm`, either way.
  void move_sense_wires(double most_ohm, std::uint64_t seed);
};

// How much of its resistance at 25 °C a driving pin, and a pull-up, has at another temperature. Read off the typical
// characteristics of both data sheets: at 20 mA a pin drops 0.5 V at 25 °C and a quarter more at 85 °C, and a pull-up passes an
// eighth less.
double pin_ohm_factor(double celsius);
double pull_up_ohm_factor(double celsius);

}  // namespace buzzout
