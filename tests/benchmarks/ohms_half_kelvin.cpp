#include "benchmarks/ohms_half_kelvin.hpp"

#include <algorithm>
#include <cmath>

#include "benchmarks/made_up_jig.hpp"
#include "core/limits.hpp"
#include "core/meter_commands.h"
#include "ohms/calibration.hpp"
#include "ohms/nominal_ohms.hpp"
#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

constexpr unsigned kHalfReadings = 16, kLinkInsertions = 5;

// A path as OhmMeasurement has it: from one contact to another one, which a third point reads.
struct SensedPath {
  Point from, to, sense;
};
constexpr SensedPath kPath = {0, 1, 10}, kAnother = {2, 3, 11};

Fixture sensed() {
  Fixture f;
  for (const auto& path : {kPath, kAnother}) f.senses[path.to] = path.sense;
  return f;
}

// One jig with a part between two of its points, measured as OhmMeasurement does.
class SensedJig : public MadeUpJig {
 public:
  SensedJig(double noise, std::uint64_t seed) : MadeUpJig("uno", sensed(), seed) {
    ConverterTraits traits;
    traits.noise_lsb = noise;
    traits.inl_lsb = 1.25;
    traits.dnl_lsb = 0.5;
    traits.offset_lsb = between(-2, 2);
    traits.gain_lsb = between(-2, 2);
    bench_.set_converter(traits, seed);
    bench_.set_build(build_);
    bench_.converter().select(Converter::Reference::avcc, bench_.now());
  }

  // The mean of five insertions of a link lead, or what its contacts leave out.
  double zero(const SensedPath& path, bool with_contacts) {
    double sum = 0;
    for (unsigned i = 0; i < kLinkInsertions; ++i) sum += nominal(with_contacts ? contacts() : 0, path);
    return sum / kLinkInsertions;
  }

  // By nominal values.
  double nominal(double ohm, const SensedPath& path) {
    plug(path.from, path.to, ohm);
    RawReading out;
    out.request = {true, kHalfReadings, path.from, path.to, only(path.sense), "0123"};
    MeterRequest request{Reference::supply, kHalfReadings, static_cast<std::uint8_t>(path.from), static_cast<std::uint8_t>(path.to),
                         {static_cast<std::uint8_t>(path.sense)}, 1, "0123", 4};
    std::uint16_t sums[most_sums] = {};
    out.states_done = commands_.measure(request, sums);
    for (unsigned s = 0; s < out.states_done; ++s) out.sums.push_back({sums[s]});
    return half_kelvin_ohms(out, path.sense).value_or(INFINITY);
  }

 private:
  SimulatedHalfKelvin meter_{bench_, clock_, board_};
  MeterCommands<SimulatedHalfKelvin> commands_{meter_};
};

}  // namespace

OhmFigures half_kelvin_figures(double noise_lsb, unsigned jigs) {
  OhmFigures f;
  f.jig = "uno, half Kelvin";
  f.noise_lsb = noise_lsb;
  f.ohm = 1;
  f.more = 2 * golden_margin(OhmMethod::half_kelvin);
  constexpr double kOhms[] = {0.2, 1, 2, 5}, kKnown = 100;
  std::vector<double> errors;
  unsigned tried = 0, found = 0;
  for (unsigned seed = 1; seed <= jigs; ++seed) {
    SensedJig jig(noise_lsb, seed);
    const double zero = jig.zero(kPath, false);
    jig.another_day();
    for (const double ohm : kOhms) errors.push_back(jig.nominal(ohm, kPath) - zero - ohm);
    // A golden of five insertions, and cables beside it.
    SensedJig bench(noise_lsb, seed + 1'000'000);
    const double golden = bench.zero(kPath, true), other = bench.zero(kAnother, true);
    const double factor = kKnown / (bench.nominal(kKnown, kPath) - golden);
    bench.another_day();
    for (unsigned i = 0; i < 5; ++i) {
      ++tried;
      if (bench.nominal(f.more + bench.contacts(), kPath) > golden + f.more / 2) ++found;
      ++f.clean_runs;
      if (bench.nominal(bench.contacts(), kPath) > golden + f.more / 2) ++f.false_flags;
    }
    for (const double ohm : {32.0, 100.0, 300.0, 600.0})
      f.worst_of_range = std::max(f.worst_of_range, std::abs((bench.nominal(ohm, kAnother) - other) * factor / ohm - 1));
  }
  f.found = static_cast<double>(found) / tried;
  describe(f, errors);
  return f;
}

}  // namespace buzzout
