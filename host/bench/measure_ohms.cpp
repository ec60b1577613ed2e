#include "bench/measure_ohms.hpp"

#include <algorithm>
#include <cmath>

#include "core/error_codes.hpp"
#include "ohms/milliohm.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/reference_check.hpp"
#include "ohms/uncertainty.hpp"

namespace buzzout {
namespace {

// As records have it, so that what is judged is what is written down: to tenths of a milliohm.
double as_written(double ohm) {
  const double rounded = std::round(ohm * 1e4) / 1e4;
  return !std::isfinite(ohm) ? ohm : rounded == 0 ? 0 : rounded;  // no -0
}

constexpr unsigned kChipReadings = 16;
constexpr unsigned kKelvinReadings = 16;
constexpr unsigned kHalfKelvinReadings = 16;
constexpr const char* kStates = "0123";
constexpr unsigned kReferenceReadings = 12;  // to tell 4 %, of two of the four states
constexpr const char* kReferenceStates = "03";
// Roles change once, and in both a pull-up comes second: a capacitor in the wire charges, and moves the two the other way round.
constexpr const char* kHalfStates = "0123";
constexpr double kBelowNothing = 2;          // times U, which is two standard deviations: four of them

// No wire has less than no resistance: the zero that was taken away is not that of this path, or a sense wire is at another contact.
std::optional<Problem> below_nothing(const PathOhms& path, bool calibrated) {
  if (path.ohm >= -kBelowNothing * path.uncertainty) return {};
  if (!calibrated)
    return Problem{"jig-reference", "a wire measures less than nothing", "the jig",
                   "see that every sense wire is at its own contact, and that the jig's resistors have 470 Ω"};
  return Problem{"calibration-does-not-fit", "a wire measures less than nothing: the calibration is not that of this jig and fixture", "",
                 "calibrate the jig on this fixture again", Action{ActionCode::calibrate}};
}

constexpr const char* kHeld = "a contact was held from outside while resistances were measured";

Problem powered(const char* message) {
  return {kPoweredCable, message, "", "unplug whatever else is on the cable, let charged parts discharge, and test again"};
}

}  // namespace

OhmTask ohm_task(const JigIdentity& jig, const Fixture& fixture) {
  OhmTask out;
  out.method = jig.ohms;
  // Firmware that measures nothing by itself knows no add-on either.
  if (!fixture.taps.empty() && jig.range_ohm != 0) {
    out.method = OhmMethod::milliohm;
    out.taps = fixture.taps;
    if (jig.addon == 0) out.unusable = addon_missing();
  }
  if (out.method == OhmMethod::half_kelvin && fixture.senses.empty()) out.method = OhmMethod::none;
  return out;
}

OhmTask ohm_task(const JigIdentity& jig, const Job& job) {
  OhmTask out = ohm_task(jig, job.fixture);
  out.paths = paths_of(job.profile, job.map, out.method, job.fixture.senses);
  if (out.method == OhmMethod::milliohm)
    std::erase_if(out.paths, [&](const OhmPath& p) { return !out.taps.contains(p.from) || !out.taps.contains(p.to); });
  if (out.paths.empty()) out.method = OhmMethod::none;
  return out;
}

bool may_drive(const OhmPath& path, const ScanMatrix& linked) {
  if (linked.points() == 0) return false;
  const bool joined = has(linked.rows[path.from], path.to) && has(linked.rows[path.to], path.from);
  const PointSet allowed = path.within | path.ignored;
  return (joined || !path.is_wire) &&
         std::ranges::all_of(members(path.within), [&](Point p) { return (linked.rows[p] & ~allowed) == 0; });
}

Problem unmeasured_path() {
  return {"resistance-unmeasured", "a resistance was not measured: its wire was joined to something else, or to nothing, at that moment", "",
          "see what is on the contacts that the profile ignores, push the plugs home, and test again"};
}

void OhmMeasurement::prepare() {
  prepared_ = true;
  if (task_.paths.empty()) return;
  if (task_.method == OhmMethod::kelvin) supply_ = jig_.raw_supply(kChipReadings);
  if (task_.method == OhmMethod::half_kelvin) celsius_ = chip_celsius(jig_.raw_temperature(kChipReadings));
}

bool OhmMeasurement::is_ready(OhmEvidence& out) {
  out.problem = task_.unusable;
  if (out.problem) return false;
  if (!prepared_) prepare();
  out.celsius = celsius_;
  if (task_.method != OhmMethod::kelvin) return true;
  top_ = supply_steps(*supply_);
  if (!top_) out.problem = unsteady_supply(*supply_, *supply_);
  return top_.has_value();
}

std::optional<PathOhms> OhmMeasurement::measure_one(const OhmPath& path, std::optional<Problem>& problem) {
  OhmEvidence out;
  const auto ohm = is_ready(out) ? nominal(path, out) : std::nullopt;
  problem = out.problem;
  return ohm ? std::optional(corrected(path, *ohm)) : std::nullopt;
}

OhmEvidence OhmMeasurement::measure() {
  OhmEvidence out;
  out.method = task_.method;
  out.calibration = task_.uncalibrated;
  if (task_.method == OhmMethod::none || task_.paths.empty() || !is_ready(out)) return out;
  for (const auto& path : task_.paths) {
    const auto ohm = nominal(path, out);
    if (!ohm) return out;
    out.paths.push_back(corrected(path, *ohm));
    if (!out.problem) out.problem = below_nothing(out.paths.back(), task_.calibration.has_value());
  }
  if (task_.method == OhmMethod::milliohm) {
    const auto conducting = std::ranges::find_if(out.paths, [](const PathOhms& p) { return std::isfinite(p.ohm); });
    if (conducting == out.paths.end()) return out;
    if (const auto reading = by_addon({conducting->from, conducting->to, {}}, kRangeSteps, out); reading && !out.problem)
      out.problem = range_problem(*reading);
  }
  if (task_.method == OhmMethod::kelvin) {
    if (first_) {
      const auto again = raw(first_->first, true, kReferenceStates, kReferenceReadings, out);
      if (!again) return out;
      if (!out.problem) out.problem = references_disagree(first_->second, *again, *top_);
    }
    const ChipReading after = jig_.raw_supply(kChipReadings);
    if (!out.problem) out.problem = unsteady_supply(*supply_, after);
  }
  return out;
}

std::optional<double> OhmMeasurement::nominal(const OhmPath& path, OhmEvidence& out) {
  switch (task_.method) {
    case OhmMethod::kelvin: return kelvin(path, out);
    case OhmMethod::half_kelvin: return half_kelvin(path, out);
    case OhmMethod::milliohm: return milliohm(path, out);
    case OhmMethod::none: break;
  }
  return {};
}

std::optional<RawReading> OhmMeasurement::raw(const OhmPath& path, bool against_supply, const std::string& states,
                                              unsigned readings, OhmEvidence& out) {
  RawRequest request;
  request.against_supply = against_supply;
  request.readings = readings;
  request.high = path.from;
  request.low = path.to;
  request.points = path.sense ? only(*path.sense) : only(path.from) | only(path.to);
  request.states = states;
  RawReading reading = jig_.raw(request);
  if (!reading.whole()) {
    out.problem = powered(reading.clean() ? "a contact did not come down to ground before its resistance was measured"
                                          : kHeld);
    return {};
  }
  return reading;
}

std::optional<double> OhmMeasurement::kelvin(const OhmPath& path, OhmEvidence& out) {
  const auto reading = raw(path, false, kStates, kKelvinReadings, out);
  if (!reading) return {};
  if (const auto ohm = kelvin_ohms(*reading, *top_)) {
    if (!first_ && std::isfinite(*ohm)) first_.emplace(path, *reading);
    if (const auto sink = sink_ohms(*reading, *top_); sink && std::isfinite(*ohm)) sinks_.push_back({path.from, path.to, *sink});
    return ohm;
  }
  // Beyond the bandgap's reach.
  const auto coarse = raw(path, true, kStates, kKelvinReadings, out);
  if (!coarse) return {};
  const auto ohm = kelvin_ohms(*coarse, kSteps);
  return ohm ? *ohm : INFINITY;
}

std::optional<double> OhmMeasurement::half_kelvin(const OhmPath& path, OhmEvidence& out) {
  const auto reading = raw(path, true, kHalfStates, kHalfKelvinReadings, out);
  if (!reading) return {};
  if (auto problem = asymmetric(*reading, *path.sense)) {
    out.problem = std::move(problem);
    return {};
  }
  return half_kelvin_ohms(*reading, *path.sense);
}

std::optional<MilliohmReading> OhmMeasurement::by_addon(const OhmPath& path, const char* steps, OhmEvidence& out) {
  MilliohmRequest request{path.from, path.to, task_.taps.at(path.from), task_.taps.at(path.to), steps};
  MilliohmReading reading = jig_.raw_milliohm(request);
  if (reading.clean()) return reading;
  out.problem = powered(kHeld);
  return {};
}

std::optional<double> OhmMeasurement::milliohm(const OhmPath& path, OhmEvidence& out) {
  for (const char* steps : {kFineSteps, kWideSteps}) {
    const auto reading = by_addon(path, steps, out);
    if (!reading) return {};
    out.problem = milliohm_problem(*reading);
    if (out.problem) return {};
    if (const auto ohm = milliohm_ohms(*reading)) return ohm;
  }
  return {};
}

PathOhms OhmMeasurement::corrected(const OhmPath& path, double nominal) const {
  const Calibration::Zero* zero = task_.calibration ? task_.calibration->zero(path.from, path.to) : nullptr;
  const double exact = (zero ? nominal - zero->ohm : nominal) * (task_.calibration ? task_.calibration->scale(path.from).factor : 1);
  const auto uncertainty = [&](double ohm) {
    return as_written(uncertainty_of(task_.method, ohm, task_.calibration ? &*task_.calibration : nullptr, path.from, path.to, celsius_));
  };
  return {path.from, path.to, as_written(exact), uncertainty(exact), uncertainty(0)};
}

}  // namespace buzzout
