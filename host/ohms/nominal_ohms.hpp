#pragma once

#include <optional>

#include "core/raw_reading.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// A resistance by the jig's nominal values: 470 Ω, pins that drive low through 25 Ω and high through 28 Ω and pull up
// through 35 kΩ (see docs/hardware.md). What is wrong with that is constant for a path, and the calibration's to take
// away: a mean over all states of the reading, in which the errors of a quiet converter differ.
//
// A Kelvin path that is not steady, as one through a capacitor, is no path.
//
// `top` is the supply in steps of the reading's full scale: kSteps against the supply, else supply_steps() of a reading of
// the bandgap. Infinite where there is no path to speak of; nothing if a sum stands at the end of the scale.
inline constexpr double kSteps = 1024;
std::optional<double> kelvin_ohms(const RawReading&, double top);
// Of the pin that drives low, by the nominal values of the one that drives high; of the states without a pull-up, whose
// current is not known well.
std::optional<double> sink_ohms(const RawReading&, double top);
// `sense` reads the contact of the request's low point; no current flows in it.
std::optional<double> half_kelvin_ohms(const RawReading&, Point sense);

// The supply in steps of the bandgap; nothing if the sum cannot be one of a healthy chip: the bandgap is 1.0 to 1.2 V
// (data sheets) and USB's supply 4.4 to 5.5 V.
std::optional<double> supply_steps(const ChipReading&);

// The temperature of a chip with a thermometer, against the bandgap (ATmega328P data sheet, 24.8): about 1 mV and 1 °C a step,
// 314 mV at 25 °C, 10 °C off or more. What counts is how far apart two days are. Nothing if it cannot be one: −40 to 125 °C.
std::optional<double> chip_celsius(const ChipReading&);

}  // namespace buzzout
