#include "benchmarks/ohms_kelvin.hpp"

#include <algorithm>
#include <cmath>

#include "benchmarks/made_up_jig.hpp"
#include "core/limits.hpp"
#include "core/meter_commands.h"
#include "ohms/calibration.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/zero_insertions.hpp"
#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

constexpr unsigned kReadings = 16, kInsertions = 5;
constexpr double kSenseDrift = 0.010;

// One jig with a cable between two of its points, measured as OhmMeasurement does.
class Jig : public MadeUpJig {
 public:
  Jig(double noise, std::uint64_t seed) : MadeUpJig("mega", {}, seed) {
    calibration_.method = OhmMethod::kelvin;
    ConverterTraits traits;
    traits.noise_lsb = noise;
    traits.inl_lsb = 1.25;
    traits.dnl_lsb = 0.5;
    traits.bandgap_volt = 1.1 + between(-0.1, 0.1);
    bench_.set_converter(traits, seed);
    bench_.set_build(build_);
  }

  // A plug of four contacts, put in five times, and a known resistor at the first two.
  void calibrate() {
    ZeroInsertions taken;
    taken.method = OhmMethod::kelvin;
    for (unsigned i = 0; i < kInsertions; ++i) {
      taken.insertions.emplace_back();
      for (const auto& path : zero_paths(first_points(4), OhmMethod::kelvin, {})) {
        sinks_ = &taken.sinks;
        taken.insertions.back().push_back({path.from, path.to, nominal(contacts(), path.from, path.to), 0});
        sinks_ = nullptr;
      }
    }
    calibration_.zeros = taken.zeros();
    calibration_.sources.clear();
    for (const auto& [point, ratio] : source_ratios(taken.sinks)) calibration_.sources.push_back({"plug", point, ratio, 0});
    const double known = 100;
    calibration_.span = Calibration::Span{known / (nominal(known) - calibration_.zero(0, 1)->ohm), 0, known, 0, "", 0};
  }
  // Without the contacts in the zero: what the converter and drift alone do.
  void calibrate_ideally() {
    calibration_.zeros = {Calibration::between(0, 1, nominal(0), 1)};
    calibration_.span.reset();
  }

  // `from`: a point whose resistor is another than that of the calibration.
  double ohms(double in_the_path, Point from = 0) {
    const double raw = nominal(in_the_path, from);
    return (raw - calibration_.zero(from, 1)->ohm) * calibration_.scale(from).factor;
  }
 private:
  void move(JigBuild& build) override { build.move_sense_wires(kSenseDrift, random_()); }

  double nominal(double ohm, Point from = 0, Point to = 1) {
    plug(from, to, ohm);
    const ChipReading supply{0, 0, kReadings, commands_.supply(kReadings)};
    const auto top = supply_steps(supply);
    const RawReading reading = read(false, from, to);
    if (const auto by_bandgap = kelvin_ohms(reading, top.value_or(0))) {
      if (sinks_ != nullptr) sinks_->push_back({from, to, sink_ohms(reading, *top).value()});
      return *by_bandgap;
    }
    return kelvin_ohms(read(true, from, to), kSteps).value_or(INFINITY);
  }

  RawReading read(bool against_supply, Point from, Point to) {
    RawReading out;
    out.request = {against_supply, kReadings, from, to, only(from) | only(to), "0123"};
    MeterRequest request{against_supply ? Reference::supply : Reference::bandgap, kReadings, static_cast<std::uint8_t>(from),
                         static_cast<std::uint8_t>(to), {}, 2, "0123", 4};
    request.points[0] = static_cast<std::uint8_t>(std::min(from, to));
    request.points[1] = static_cast<std::uint8_t>(std::max(from, to));
    std::uint16_t sums[most_sums] = {};
    out.states_done = commands_.measure(request, sums);
    for (unsigned s = 0; s < out.states_done; ++s) out.sums.push_back({sums[2 * s], sums[2 * s + 1]});
    return out;
  }

  SimulatedKelvin meter_{bench_, clock_, board_};
  MeterCommands<SimulatedKelvin> commands_{meter_};
  Calibration calibration_;
  std::vector<SinkOhms>* sinks_ = nullptr;  // where what the low pins look like is kept
};

}  // namespace

OhmFigures kelvin_figures(double noise_lsb, unsigned jigs) {
  OhmFigures f;
  f.jig = "mega, Kelvin";
  f.noise_lsb = noise_lsb;
  f.ohm = 0.2;
  f.more = 2 * golden_margin(OhmMethod::kelvin);
  constexpr unsigned kTries = 5;
  std::vector<double> errors;
  unsigned tried = 0, found = 0;
  for (unsigned seed = 1; seed <= jigs; ++seed) {
    Jig jig(noise_lsb, seed);
    jig.calibrate_ideally();
    jig.another_day();
    for (unsigned i = 0; i < kTries; ++i) errors.push_back(jig.ohms(f.ohm) - f.ohm);
    // A golden of five insertions, and cables beside it.
    Jig bench(noise_lsb, seed + 1'000'000);
    bench.calibrate();
    double golden = 0;
    for (unsigned i = 0; i < kInsertions; ++i) golden += bench.ohms(f.ohm + bench.contacts()) / kInsertions;
    bench.another_day();
    for (unsigned i = 0; i < kTries; ++i) {
      ++tried;
      if (bench.ohms(f.ohm + f.more + bench.contacts()) > golden + f.more / 2) ++found;
      ++f.clean_runs;
      if (bench.ohms(f.ohm + bench.contacts()) > golden + f.more / 2) ++f.false_flags;
    }
    for (const double ohm : {32.0, 100.0, 300.0, 600.0})
      f.worst_of_range = std::max(f.worst_of_range, std::abs(bench.ohms(ohm, 2) / ohm - 1));
  }
  f.found = static_cast<double>(found) / tried;
  describe(f, errors);
  return f;
}

}  // namespace buzzout
