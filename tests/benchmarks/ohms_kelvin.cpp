#include "benchmarks/ohms_kelvin.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "core/meter_commands.h"
#include "ohms/calibration.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/zero_insertions.hpp"
#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

constexpr unsigned kReadings = 16, kInsertions = 5;
constexpr double kContact = 0.025, kSenseDrift = 0.010, kKelvin = 4;

// One jig with a cable between two of its points, measured as OhmMeasurement does.
class Jig {
 public:
  Jig(double noise, std::uint64_t seed)
      : random_(seed), build_(JigBuild::of_seed(board_, seed)) {
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

  // Another day: another temperature, and sense wires that moved.
  void another_day() {
    JigBuild build = build_;
    build.celsius += between(-kKelvin, kKelvin);
    build.move_sense_wires(kSenseDrift, random_());
    bench_.set_build(build);
  }

  // `from`: a point whose resistor is another than that of the calibration.
  double ohms(double in_the_path, Point from = 0) {
    const double raw = nominal(in_the_path, from);
    return (raw - calibration_.zero(from, 1)->ohm) * calibration_.scale(from).factor;
  }
  // The contacts of a cable's two plugs.
  double contacts() { return 2 * kContact + between(-kContact, kContact) + between(-kContact, kContact); }

 private:
  double between(double a, double b) { return std::uniform_real_distribution<>(a, b)(random_); }

  double nominal(double ohm, Point from = 0, Point to = 1) {
    bench_.plug(none_, {LivePart{from, to, 0, {}, std::max(ohm, 1e-6)}});
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

  const Board& board_ = *find_board("mega");
  std::mt19937_64 random_;
  Fixture fixture_ = [] {
    Fixture f;
    f.name = f.board = "mega";
    return f;
  }();
  Workbench bench_{board_, fixture_, nullptr, {}, {}};
  ManualClock clock_;
  SimulatedKelvin meter_{bench_, clock_, board_};
  MeterCommands<SimulatedKelvin> commands_{meter_};
  JigBuild build_;
  Calibration calibration_;
  std::vector<SinkOhms>* sinks_ = nullptr;  // where what the low pins look like is kept
  CableEdits none_ = parse_cable_edits("none");
};

}  // namespace

OhmFigures kelvin_figures(double noise_lsb, unsigned jigs) {
  OhmFigures f;
  f.jig = "mega, Kelvin";
  f.noise_lsb = noise_lsb;
  f.ohm = 0.2;
  f.more = 0.3;
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
