#pragma once

#include <cstdint>
#include <vector>

#include "bench/prompted_calibration.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What one plug, lead or resistor of a calibration came to.
std::vector<Line> calibration_step_lines(const CalibrationStep&, const Fixture&, const Theme&);

// A calibration as it is kept, by socket, with its age.
std::vector<Line> calibration_lines(const Calibration&, const Fixture&, std::int64_t now, int days, const Theme&);

}  // namespace buzzout
