#include "benchmarks/ohms_milliohm.hpp"

#include <algorithm>
#include <cmath>

#include "benchmarks/made_up_jig.hpp"
#include "core/error.hpp"
#include "core/limits.hpp"
#include "core/meter_commands.h"
#include "ohms/calibration.hpp"
#include "ohms/milliohm.hpp"
#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

constexpr unsigned kAddonPlugs = 5;

Fixture tapped() {
  Fixture f;
  for (Point p = 0; p < 16; ++p) f.taps[p] = p;
  return f;
}

// One jig with its add-on and one path between points 1 and 2, measured as OhmMeasurement does.
class AddonJig : public MadeUpJig {
 public:
  explicit AddonJig(std::uint64_t seed) : MadeUpJig("uno", tapped(), seed) {
    calibration_.method = OhmMethod::milliohm;
    bench_.set_addon(AddonParts::of_seed(seed), seed);
    bench_.set_build(build_);
    commands_.find_addon();
  }

  void calibrate() {
    double sum = 0;
    for (unsigned i = 0; i < kAddonPlugs; ++i) sum += nominal(contacts());
    calibration_.zeros = {Calibration::between(0, 1, sum / kAddonPlugs, kAddonPlugs)};
    const double known = 100;
    calibration_.span = Calibration::Span{known / (nominal(known) - calibration_.zeros[0].ohm), {}, known, 0, "", 0};
  }
  // Without the contacts in the zero: what the converter and drift alone do.
  void calibrate_ideally() {
    calibration_.zeros = {Calibration::between(0, 1, nominal(0), 1)};
    calibration_.span.reset();
  }

  // `from`: a point whose resistor is another than that of the calibration.
  double ohms(double in_the_path, Point from = 0) {
    return (nominal(in_the_path, from) - calibration_.zeros[0].ohm) * calibration_.scale(from).factor;
  }

  unsigned refused = 0;  // readings in which a check saw something wrong

 private:
  double nominal(double ohm, Point from = 0) {
    plug(from, 1, ohm);
    for (const char* steps : {kFineSteps, kWideSteps}) {
      const MilliohmReading reading = read(from, steps);
      if (milliohm_problem(reading)) ++refused;
      if (const auto value = milliohm_ohms(reading)) return *value;
    }
    return INFINITY;
  }

  MilliohmReading read(Point from, const char* steps) {
    MilliohmReading out;
    out.request = {from, 1, from, 1, steps};
    std::int16_t codes[most_addon_codes] = {};
    const auto f = static_cast<std::uint8_t>(from);
    const unsigned done = commands_.measure(MilliohmSetup{f, 1, f, 1, steps, 8}, codes);
    out.codes.assign(codes, codes + done);
    return out;
  }

  SimulatedHalfKelvin meter_{bench_, clock_, board_};
  MeterCommands<SimulatedHalfKelvin> commands_{meter_};
  Calibration calibration_;
};

}  // namespace

OhmFigures milliohm_figures(unsigned jigs) {
  OhmFigures f;
  f.jig = "any, milliohm add-on";
  f.ohm = 0.2;
  f.more = 2 * golden_margin(OhmMethod::milliohm);
  constexpr unsigned kTries = 5;
  std::vector<double> errors;
  unsigned tried = 0, found = 0;
  for (unsigned seed = 1; seed <= jigs; ++seed) {
    AddonJig jig(seed);
    jig.calibrate_ideally();
    jig.another_day();
    for (unsigned i = 0; i < kTries; ++i) errors.push_back(jig.ohms(f.ohm) - f.ohm);
    AddonJig bench(seed + 1'000'000);
    bench.calibrate();
    double golden = 0;
    for (unsigned i = 0; i < kAddonPlugs; ++i) golden += bench.ohms(f.ohm + bench.contacts()) / kAddonPlugs;
    bench.another_day();
    for (unsigned i = 0; i < kTries; ++i) {
      ++tried;
      if (bench.ohms(f.ohm + f.more + bench.contacts()) > golden + f.more / 2) ++found;
      ++f.clean_runs;
      if (bench.ohms(f.ohm + bench.contacts()) > golden + f.more / 2) ++f.false_flags;
    }
    for (const double ohm : {32.0, 45.0, 60.0, 100.0, 300.0, 600.0})
      f.worst_of_range = std::max(f.worst_of_range, std::abs(bench.ohms(ohm, 2) / ohm - 1));
    if (jig.refused + bench.refused > 0) throw Error("benchmark", "a check refused a healthy add-on");
  }
  f.found = static_cast<double>(found) / tried;
  describe(f, errors);
  return f;
}

}  // namespace buzzout
