#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/milliohm_reading.hpp"
#include "core/problem.hpp"

namespace buzzout {

// How the host asks the milliohm add-on for a resistance: in both directions the difference, the current, and what both
// multiplexers make of one and the same contact. Fine up to about 50 Ω, wide up to 600 Ω.
inline constexpr const char* kFineSteps = "AdvhBldv";
inline constexpr const char* kWideSteps = "AwvhBlwv";
// And once in a test, how a voltage that is the same looks in each of the ranges used.
inline constexpr const char* kRangeSteps = "Cvfg";

// By the jig's nominal values: 470 Ω, a pin that is low of 25 Ω, 1 kΩ and 70 Ω before the converter's input impedance. The
// mean of both directions, in which offset and leakage differ in sign. Infinite where there is no path that the range
// reaches; nothing where the fine range is at its end: then ask for the wide one. Only of a reading without a problem.
std::optional<double> milliohm_ohms(const MilliohmReading&);

// What must hold of every reading if the add-on is what it is taken for; the problem, if one does not:
//   - every conversion came to its end, and the chips had kept what was written into them;
//   - the low contact stands at its share of a supply of 4.2 to 5.7 V, in both directions alike;
//   - the differences of the two directions have opposite signs and one size: neither a value that was there before, nor
//     exchanged inputs or taps;
//   - a contact differs by nothing from itself. A multiplexer that is stuck reads another contact, and what that adds to
//     the difference is what it shows here.
std::optional<Problem> milliohm_problem(const MilliohmReading&);

// That the ranges agree on one voltage, of a reading by kRangeSteps.
std::optional<Problem> range_problem(const MilliohmReading&);

// Of an add-on that the fixture has and the jig did not find.
Problem addon_missing();

}  // namespace buzzout
