#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/record.hpp"

namespace buzzout {

// How long a gate stays passed: a shift of twelve hours, in seconds.
inline constexpr std::int64_t kShiftSeconds = 12 * 3600;

// Whether something of `started` is a part of the shift at `now` (seconds since 1970): less than twelve hours old. What
// is of the future shows nothing.
bool is_of_shift(const std::string& started, std::int64_t now);
// Whether every gate of missing_gates() is passed, and none of them too long ago.
bool is_open(const Shift&, std::int64_t now);

// The gates that are still to be passed. The calibration is not among them: whether a jig needs one is for whoever knows it,
// and it has a date of its own.
std::vector<GateKind> missing_gates(const Shift&);

// Whether a test of a golden cable or a red rabbit is what it must be. The rabbit must be caught by its wires: an
// ERROR, an empty fixture or a plug that is out catches nothing.
bool passes_gate(const TestRecord&);

}  // namespace buzzout
