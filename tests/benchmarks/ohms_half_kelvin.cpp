#include "benchmarks/ohms_half_kelvin.hpp"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <vector>

#include "bench/measure.hpp"
#include "catalog/catalog.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/reference_check.hpp"
#include "simulation/simulated_channel.hpp"

namespace buzzout {
namespace {

constexpr double kNoises[] = {0.1, 0.25, 0.4, 0.8};
constexpr double kTrue[] = {0.2, 1, 2, 5, 20};
constexpr double kMoreOhm = 2;       // over golden: to be found
constexpr double kThresholdOhm = 1;  // over golden
constexpr unsigned kInsertions = 5;
constexpr double kKelvins = 4;
constexpr double kJointOhm = 0.05;   // of a healthy one, in simulation

// One jig out of many, with a wire from left.S to amp.R1 in it, and the firmware's own measurement of that.
class Jig {
 public:
  Jig(const Fixture& fixture, const Profile& profile, const OhmPath& path, std::uint64_t seed, double noise, unsigned readings)
      : build_(JigBuild::of_seed(*find_board(fixture.board), seed)),
        chance_(seed * 977 + 5),
        bench_(*find_board(fixture.board), fixture, &profile, {}, {}, static_cast<unsigned>(seed)),
        channel_("sim:", *find_board(fixture.board), bench_, clock_),
        client_(channel_, clock_, 1) {
    ConverterTraits traits;
    traits.noise_lsb = noise;
    traits.inl_lsb = 1.25 * chance_.between(0.2, 1);
    traits.dnl_lsb = 0.5;
    traits.offset_lsb = chance_.either_way(2);
    traits.gain_lsb = chance_.either_way(2);
    bench_.set_converter(traits, seed);
    bench_.converter().select(Converter::Reference::avcc, 0);
    client_.connect();
    request_.against_supply = true;
    request_.readings = readings;
    request_.high = path.from;
    request_.low = path.to;
    request_.points = only(*path.sense);
    request_.states = "0132";
  }

  // By nominal values, with that much more than a healthy joint has, and contacts as they meet this time.
  double measure(double more_ohm, double kelvins, bool contacts) {
    JigBuild now = build_;
    now.celsius = 25 + kelvins;
    if (!contacts) now.contact_repeat_ohm = 0;
    bench_.set_build(now);
    bench_.plug(parse_cable_edits("good"));  // which brings the build; the next one meets with it
    bench_.plug(parse_cable_edits("good,ohms:left.S:" + std::to_string(kJointOhm + more_ohm)));
    bench_.advance(0.01);
    const Point sense = lowest(request_.points);
    const RawReading reading = client_.raw(request_);
    if (!reading.whole() || asymmetric(reading, sense)) ++refused_;
    return half_kelvin_ohms(reading, sense).value_or(INFINITY);
  }
  // The same, as the mean of several insertions.
  double zero(unsigned insertions, bool contacts) {
    double sum = 0;
    for (unsigned i = 0; i < insertions; ++i) sum += measure(0, 0, contacts);
    return sum / insertions;
  }
  double some_kelvins() { return chance_.either_way(kKelvins); }
  unsigned refused() const { return refused_; }

 private:
  JigBuild build_;
  SplitMix chance_;
  ManualClock clock_;
  Workbench bench_;
  SimulatedChannel channel_;
  JigClient client_;
  RawRequest request_;
  unsigned refused_ = 0;
};

double quantile(std::vector<double> of, double part) {
  if (of.empty()) return 0;
  const auto at = std::min(of.size() - 1, static_cast<std::size_t>(std::ceil(part * static_cast<double>(of.size()))) - 1);
  std::ranges::nth_element(of, of.begin() + static_cast<std::ptrdiff_t>(at));
  return of[at];
}

struct Errors {
  std::vector<double> all;

  void print(std::ostream& out) const {
    double sum = 0, squares = 0;
    std::vector<double> sizes;
    for (const double e : all) {
      sum += e;
      squares += e * e;
      sizes.push_back(std::abs(e));
    }
    const double mean = sum / static_cast<double>(all.size());
    out << std::setw(7) << mean << std::setw(8) << std::sqrt(squares / static_cast<double>(all.size()) - mean * mean) << std::setw(8)
        << quantile(sizes, 0.95) << std::setw(8) << quantile(sizes, 0.999);
  }
};

// Counts what goes over a line.
class CountingChannel : public ByteChannel {
 public:
  explicit CountingChannel(ByteChannel& to) : to_(to) {}
  void write(std::string_view bytes) override {
    count += bytes.size();
    to_.write(bytes);
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    const std::size_t n = to_.read(into, most, wait);
    count += n;
    return n;
  }
  void set_baud(unsigned baud) override { to_.set_baud(baud); }
  void discard_input() override { to_.discard_input(); }
  std::string name() const override { return to_.name(); }
  bool simulated() const override { return true; }
  std::size_t count = 0;

 private:
  ByteChannel& to_;
};

void print_time(std::ostream& out, const Fixture& fixture, const Profile& profile) {
  const FixtureMap map(profile, fixture);
  ManualClock clock;
  Workbench bench(*find_board(fixture.board), fixture, &profile, {}, {});
  SimulatedChannel simulated("sim:", *find_board(fixture.board), bench, clock);
  CountingChannel channel(simulated);
  JigClient jig(channel, clock, 1);
  jig.connect();
  jig.fold_senses(fixture);
  bench.plug(parse_cable_edits("good"));
  bench.advance(0.1);
  jig.scan();
  const OhmTask task = ohm_task(jig.identity(), Job{profile, fixture, map});
  OhmMeasurement measurement(jig, task);
  const auto begun = clock.now();
  const std::size_t before = channel.count;
  measurement.prepare();
  const OhmEvidence found = measurement.measure();
  const double ms = static_cast<double>((clock.now() - begun).count()) * 1e-3;
  const double wire_ms = static_cast<double>(channel.count - before) * 0.01;
  out << profile.name << ": " << found.paths.size() << " paths, " << ms << " ms on the jig, " << channel.count - before << " bytes ("
      << wire_ms << " ms at 1 Mbaud)\n";
}

}  // namespace

void benchmark_half_kelvin(std::ostream& out, unsigned jigs, unsigned readings) {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  const Fixture fixture = catalog.fixture("headphone-bench-uno-ohms");
  const Profile profile = catalog.profile("4.4-ts");
  const FixtureMap map(profile, fixture);
  OhmPath path;
  for (const auto& p : paths_of(profile, map, OhmMethod::half_kelvin, fixture.senses))
    if (map.name_of(p.from) == "left.S") path = p;
  out << std::fixed << std::setprecision(3) << "half Kelvin, " << readings << " readings in each of four states, " << jigs
      << " jigs a row; ohms, without contacts\nnoise   bias      sd     95%   99.9%   +2 ohm found  false  refused\n";
  std::vector<Errors> by_true(std::size(kTrue));
  for (const double noise : kNoises) {
    Errors errors, nominal;
    unsigned found = 0, tried = 0, flagged = 0, refused = 0;
    for (unsigned i = 0; i < jigs; ++i) {
      Jig jig(fixture, profile, path, 1 + i, noise, readings);
      const double zero = jig.zero(kInsertions, false);
      nominal.all.push_back(zero - 3 * kJointOhm);
      for (std::size_t t = 0; t < std::size(kTrue); ++t) {
        const double error = jig.measure(kTrue[t], jig.some_kelvins(), false) - zero - kTrue[t];
        if (kTrue[t] <= 5) errors.all.push_back(error);
        by_true[t].all.push_back(error);
      }
      const double golden = jig.zero(kInsertions, true);
      found += jig.measure(kMoreOhm, jig.some_kelvins(), true) - golden > kThresholdOhm;
      flagged += jig.measure(0, jig.some_kelvins(), true) - golden > kThresholdOhm;
      ++tried;
      refused += jig.refused();
    }
    out << std::setw(5) << noise;
    errors.print(out);
    out << std::setw(12) << 100.0 * found / tried << " %" << std::setw(8) << flagged << std::setw(8) << refused << "   nominal sd";
    nominal.print(out);
    out << "\n";
  }
  for (std::size_t t = 0; t < std::size(kTrue); ++t) {
    out << std::setw(6) << kTrue[t] << " ohm";
    by_true[t].print(out);
    out << "\n";
  }
  print_time(out, fixture, profile);
}

}  // namespace buzzout
