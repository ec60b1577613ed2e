#include "simulation/workbench.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <utility>

#include "simulation/cable_drawer.hpp"
#include "simulation/circuit.hpp"
#include "simulation/flaky_joint.hpp"

namespace buzzout {
namespace {

constexpr double kLongestMeasurement = 25e-3 + 1e-6;  // s
constexpr double kLevelled = 0.9e-3;                  // s: a millisecond, by a clock that is a part off
constexpr double kTurning = 20e-6;                    // s: a pin that is set anew may float in between
constexpr double kNever = -1;

std::string point_name(Point p) {
  return "point " + std::to_string(point_number(p));
}

}  // namespace

struct Workbench::Impl {
  const Board& board;
  CableDrawer drawer;
  std::mt19937 random;

  Converter converter;
  SplitMix contacts;
  JigBuild build;
  std::optional<JigBuild> next_build;
  std::map<Point, unsigned> taps;
  std::unique_ptr<MilliohmAddon> addon;

  ModeLibrary library;
  JigDefects defects;
  std::optional<JigNetwork> jig;
  std::optional<Circuit> circuit;
  std::vector<FlakyJoint> flaky;

  std::vector<Drive> drives, sense_drives;
  std::vector<PinCurrent> pin_currents;
  struct Rest {
    unsigned drive = 0, sense = 0;
  };
  std::vector<Rest> rests;  // Circuit::rest() when the currents were computed
  CurrentWatch watch;
  bool watching = false;
  bool watch_due = false;  // a drive has changed
  double now = 0;
  double last_drive = 0;
  bool check_due = false;
  // Of the only two points that drive.
  struct Measurement {
    Point high, low;
    double since;
    bool levelled;  // both were low just before
    bool joined = false;
    double left = kNever;  // since when the two do not drive
  };
  std::optional<Measurement> measurement;
  struct Low {
    double since = kNever;                // low now
    double from = kNever, until = kNever;  // the last time before
  };
  std::vector<Low> lows;  // by point
  std::vector<std::string> violations;

  JigState state() {
    if (!circuit) return {std::vector<double>(board.points), std::vector<bool>(board.points, true)};
    JigState s;
    for (Point p = 0; p < board.points; ++p) {
      s.terminal_volts.push_back(circuit->volts(jig->terminals[p]));
      s.reads_low.push_back(circuit->is_low(jig->inputs[p]));
    }
    return s;
  }

  void take(BenchSetup);
  void set_drive(std::vector<Drive>&, const std::vector<unsigned>& branches, Point, Drive);
  void note_level(Point);
  bool are_levelled(Point high, Point low) const;
  void note(const std::string& violation);
  void look_for_fights();
  void time_measurement();
  const std::vector<PinCurrent>& update_currents();
  void look_at_currents();
  void pass(double seconds);
  void pass_watched(double seconds);
};

void Workbench::Impl::take(BenchSetup setup) {
  circuit.emplace(setup.jig.schematic, library);
  defects = std::move(setup.defects);
  jig = std::move(setup.jig);
  flaky.clear();
  for (const unsigned branch : setup.flaky) flaky.emplace_back(branch, FlakyJoint::kOpens, random(), now);
  for (const unsigned branch : setup.wobbling) flaky.emplace_back(branch, FlakyJoint::kPressed, random(), now);
  for (Point p = 0; p < board.points; ++p) {
    circuit->select(jig->drive[p], static_cast<unsigned>(drives[p]));
    if (board.kelvin) circuit->select(jig->sense[p], static_cast<unsigned>(sense_drives[p]));
  }
  rests.assign(board.points, {});
  check_due = watch_due = true;
}

void Workbench::Impl::set_drive(std::vector<Drive>& of, const std::vector<unsigned>& branches,
                                Point p, Drive drive) {
  if (of.at(p) == drive) return;
  of[p] = drive;
  circuit->select(branches.at(p), static_cast<unsigned>(drive));
  last_drive = now;
  check_due = watch_due = true;
  note_level(p);
}

void Workbench::Impl::note_level(Point p) {
  const bool is_low = drives[p] == Drive::low || sense_drives[p] == Drive::low;
  Low& low = lows[p];
  if (is_low == (low.since != kNever)) return;
  const bool again = low.until != kNever && now - low.until <= kTurning;
  if (is_low)
    low.since = again ? low.from : now;
  else
    low = {kNever, low.since, now};
}

bool Workbench::Impl::are_levelled(Point high, Point low) const {
  const Low &was = lows[high], &is = lows[low];
  return was.until != kNever && now - was.until <= kTurning && was.until - was.from >= kLevelled && is.since != kNever &&
         now - is.since >= kLevelled;
}

void Workbench::Impl::note(const std::string& violation) {
  if (std::ranges::find(violations, violation) == violations.end()) violations.push_back(violation);
}

// Called when time passes or something is read, so that the pins of one port may be set one after
// the other.
void Workbench::Impl::look_for_fights() {
  if (!std::exchange(check_due, false)) return;
  PointSet high = 0, low = 0, sense_low = 0;
  for (Point p = 0; p < board.points; ++p) {
    if (sense_drives[p] == Drive::high) note("the sense pin of " + point_name(p) + " drives high");
    if (sense_drives[p] == Drive::low) sense_low |= only(p);
    if (drives[p] == Drive::high) high |= only(p);
    if (drives[p] == Drive::low) low |= only(p);
  }
  if (size(sense_low) > 1) note("several sense pins drive low at once");
  const bool measuring = size(high) == 1 && size(low | sense_low) == 1 && high != (low | sense_low);
  if (!measuring && measurement && measurement->left == kNever) measurement->left = now;
  for (const Point p : members(high))
    for (const Point q : members(low | sense_low)) {
      if (p == q) continue;
      const bool joined = circuit->joined(jig->terminals[p], jig->terminals[q]);
      if (!measuring) {
        if (joined) note(point_name(p) + " drives high against " + point_name(q) + ", which drives low");
        continue;
      }
      const bool same = measurement && measurement->high == p && measurement->low == q;
      if (!same || (measurement->left != kNever && now - measurement->left > kTurning)) measurement = Measurement{p, q, now, are_levelled(p, q)};
      measurement->left = kNever;
      measurement->joined = measurement->joined || joined;
      if (joined && !measurement->levelled)
        note(point_name(p) + " drives high against " + point_name(q) + ", and the two were not both low for a millisecond before");
    }
}

void Workbench::Impl::time_measurement() {
  if (measurement && measurement->left == kNever && measurement->joined && now - measurement->since > kLongestMeasurement)
    note(point_name(measurement->high) + " drives high against " + point_name(measurement->low) + " for more than 25 ms");
}

const std::vector<PinCurrent>& Workbench::Impl::update_currents() {
  const auto update = [&](Drive drive, unsigned branch, unsigned& rest, double& amp) {
    if (drive == Drive::floating) {
      amp = 0;
      rest = 0;
      return;
    }
    if (rest != 0 && rest == circuit->rest(branch)) return;
    amp = std::abs(circuit->current(branch));
    rest = circuit->rest(branch);
  };
  for (Point p = 0; p < board.points; ++p) {
    update(drives[p], jig->drive[p], rests[p].drive, pin_currents[p].drive);
    if (board.kelvin) update(sense_drives[p], jig->sense[p], rests[p].sense, pin_currents[p].sense);
  }
  return pin_currents;
}

void Workbench::Impl::look_at_currents() {
  watch.look(drives, sense_drives, update_currents(), now);
}

void Workbench::Impl::pass(double seconds) {
  circuit->advance(seconds);
  now += seconds;
}

void Workbench::Impl::pass_watched(double seconds) {
  constexpr double kFirstLook = 0.1e-6;
  if (std::exchange(watch_due, false)) look_at_currents();
  watch.stay(drives, sense_drives, seconds);
  const double end = now + seconds;
  for (double step = kFirstLook; now + step < end; step *= 4) {
    pass(step);
    look_at_currents();
  }
  pass(end - now);
  now = end;
  look_at_currents();
}

Workbench::Workbench(const Board& board, const Fixture& fixture, const Profile* under_test,
                     FixtureMap::Choices choices, ProfileFinder finder, unsigned seed)
    : impl_(new Impl{
          .board = board,
          .drawer = CableDrawer(board, fixture, under_test, std::move(choices), std::move(finder)),
          .random = std::mt19937(seed),
          .converter = Converter({}, seed),
          .contacts = SplitMix(seed),
          .build = {},
          .next_build = {},
          .taps = fixture.taps,
          .addon = {},
          .library = {},
          .defects = {},
          .jig = {},
          .circuit = {},
          .flaky = {},
          .drives = std::vector(board.points, Drive::floating),
          .sense_drives = std::vector(board.points, Drive::floating),
          .pin_currents = std::vector<PinCurrent>(board.points),
          .rests = {},
          .watch = {},
          .measurement = {},
          .lows = std::vector<Impl::Low>(board.points),
          .violations = {}}) {
  if (!fixture.taps.empty()) set_addon({}, seed);
  plug(CableEdits{std::nullopt, {CableEdit{"none", {}}}});
}

Workbench::~Workbench() = default;

void Workbench::plug(const CableEdits& spec, const std::vector<LivePart>& live_parts) {
  auto& bench = *impl_;
  const JigBuild& build = bench.next_build ? *bench.next_build : bench.build;
  auto contacts = bench.contacts;
  auto setup = bench.drawer.set_up(spec, bench.defects, bench.state(), build, contacts);
  for (const auto& part : live_parts) part.add_to(setup.jig.schematic, setup.jig.terminals);
  bench.contacts = contacts;
  if (bench.next_build) {
    bench.build = *std::exchange(bench.next_build, std::nullopt);
    bench.converter.set_celsius(bench.build.celsius);
    bench.converter.set_supply(bench.build.supply_volt, bench.now);
  }
  bench.take(std::move(setup));
}

void Workbench::set_build(const JigBuild& build) {
  impl_->next_build = build;
}

void Workbench::drive(Point p, Drive d) {
  impl_->set_drive(impl_->drives, impl_->jig->drive, p, d);
}

void Workbench::drive_sense(Point p, Drive d) {
  impl_->set_drive(impl_->sense_drives, impl_->jig->sense, p, d);
}

double Workbench::now() const { return impl_->now; }

void Workbench::advance(double seconds) {
  if (!(seconds > 0)) return;
  auto& bench = *impl_;
  bench.look_for_fights();
  const double end = bench.now + seconds;
  for (;;) {
    const auto first = std::ranges::min_element(bench.flaky, {}, &FlakyJoint::next);
    const bool toggles = first != bench.flaky.end() && first->next() <= end;
    const double until = toggles ? first->next() : end;
    if (bench.watching)
      bench.pass_watched(until - bench.now);
    else
      bench.circuit->advance(until - bench.now);
    bench.now = until;
    if (!toggles) return bench.time_measurement();
    first->toggle(*bench.circuit);
    bench.watch_due = true;
  }
}

bool Workbench::reads_low(Point p) {
  impl_->look_for_fights();
  return impl_->circuit->is_low(impl_->jig->inputs.at(p));
}

double Workbench::volts(Point p) {
  impl_->look_for_fights();
  return impl_->circuit->volts(impl_->jig->read_pins.at(p));
}

double Workbench::terminal_volts(Point p) {
  impl_->look_for_fights();
  return impl_->circuit->volts(impl_->jig->terminals.at(p));
}

MilliohmAddon* Workbench::addon() { return impl_->addon.get(); }

void Workbench::set_addon(const AddonParts& parts, std::uint64_t seed) {
  impl_->addon = std::make_unique<MilliohmAddon>(impl_->taps, [this](Point p) { return terminal_volts(p); }, parts, seed);
}

Converter& Workbench::converter() {
  return impl_->converter;
}

void Workbench::set_converter(const ConverterTraits& traits, std::uint64_t seed) {
  const auto reference = impl_->converter.reference();
  impl_->converter = Converter(traits, seed);
  impl_->converter.begin_with(reference, impl_->now);
}

unsigned Workbench::convert(Point p) {
  const double nominal = volts(p) * Converter::kNominalSupply / impl_->build.supply_volt;
  return impl_->converter.convert(nominal, impl_->now);
}

const std::vector<PinCurrent>& Workbench::pin_currents() {
  return impl_->update_currents();
}

void Workbench::watch_currents() {
  impl_->watch = {};
  impl_->watching = impl_->watch_due = true;
}

const CurrentWatch& Workbench::currents() const {
  return impl_->watch;
}

const std::vector<std::string>& Workbench::violations() const {
  return impl_->violations;
}

double Workbench::seconds_since_drive() const {
  return impl_->now - impl_->last_drive;
}

}  // namespace buzzout
