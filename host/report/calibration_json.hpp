#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "core/fixture.hpp"
#include "ohms/calibration.hpp"

namespace buzzout {

// "buzzout.calibration/1": a calibration as it is kept, with the contacts of the fixture's points, and what of it is in date
// after so many days.
nlohmann::ordered_json to_json(const Calibration&, const Fixture&, bool simulated, std::int64_t now, int days);

}  // namespace buzzout
