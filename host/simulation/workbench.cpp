#include "simulation/workbench.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "simulation/cable_drawer.hpp"
#include "simulation/circuit.hpp"
#include "simulation/flaky_joint.hpp"

namespace buzzout {

struct Workbench::Impl {
  const Board& board;
  CableDrawer drawer;
  std::mt19937 random;

  Converter converter;

  ModeLibrary library;
  JigDefects defects;
  std::optional<JigNetwork> jig;
  std::optional<Circuit> circuit;
  std::vector<FlakyJoint> flaky;

  std::vector<Drive> drives, sense_drives;
  double now = 0;
  double last_drive = 0;
  bool check_due = false;
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
  void look_for_fights();
};

void Workbench::Impl::take(BenchSetup setup) {
  circuit.emplace(setup.jig.schematic, library);
  defects = std::move(setup.defects);
  jig = std::move(setup.jig);
  flaky.clear();
  for (const unsigned branch : setup.flaky) flaky.emplace_back(branch, random(), now);
  for (Point p = 0; p < board.points; ++p) {
    circuit->select(jig->drive[p], static_cast<unsigned>(drives[p]));
    if (board.kelvin) circuit->select(jig->sense[p], static_cast<unsigned>(sense_drives[p]));
  }
  check_due = true;
}

void Workbench::Impl::set_drive(std::vector<Drive>& of, const std::vector<unsigned>& branches,
                                Point p, Drive drive) {
  if (of.at(p) == drive) return;
  of[p] = drive;
  circuit->select(branches.at(p), static_cast<unsigned>(drive));
  last_drive = now;
  check_due = true;
}

// Called when time passes or something is read, so that the pins of one port may be set one after
// the other.
void Workbench::Impl::look_for_fights() {
  if (!std::exchange(check_due, false)) return;
  const auto note = [&](const std::string& text) {
    if (std::ranges::find(violations, text) == violations.end()) violations.push_back(text);
  };
  const auto name = [](Point p) { return "point " + std::to_string(point_number(p)); };
  PointSet sense_low = 0;
  for (Point p = 0; p < board.points; ++p) {
    if (sense_drives[p] == Drive::high) note("the sense pin of " + name(p) + " drives high");
    if (sense_drives[p] == Drive::low) sense_low |= only(p);
    if (drives[p] != Drive::high) continue;
    for (Point q = 0; q < board.points; ++q)
      if (drives[q] == Drive::low && circuit->joined(jig->terminals[p], jig->terminals[q]))
        note(name(p) + " drives high against " + name(q) + ", which drives low");
  }
  if (size(sense_low) > 1) note("several sense pins drive low at once");
}

Workbench::Workbench(const Board& board, const Fixture& fixture, const Profile* under_test,
                     FixtureMap::Choices choices, ProfileFinder finder, unsigned seed)
    : impl_(new Impl{
          .board = board,
          .drawer = CableDrawer(board, fixture, under_test, std::move(choices), std::move(finder)),
          .random = std::mt19937(seed),
          .converter = Converter({}, seed),
          .library = {},
          .defects = {},
          .jig = {},
          .circuit = {},
          .flaky = {},
          .drives = std::vector(board.points, Drive::floating),
          .sense_drives = std::vector(board.points, Drive::floating),
          .violations = {}}) {
  plug(CableEdits{std::nullopt, {CableEdit{"none", {}}}});
}

Workbench::~Workbench() = default;

void Workbench::plug(const CableEdits& spec) {
  impl_->take(impl_->drawer.set_up(spec, impl_->defects, impl_->state()));
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
    bench.circuit->advance(until - bench.now);
    bench.now = until;
    if (!toggles) return;
    first->toggle(*bench.circuit);
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

Converter& Workbench::converter() {
  return impl_->converter;
}

void Workbench::set_converter(const ConverterTraits& traits, std::uint64_t seed) {
  impl_->converter = Converter(traits, seed);
}

unsigned Workbench::convert(Point p) {
  return impl_->converter.convert(volts(p), impl_->now);
}

double Workbench::seconds() const {
  return impl_->now;
}

const std::vector<std::string>& Workbench::violations() const {
  return impl_->violations;
}

double Workbench::seconds_since_drive() const {
  return impl_->now - impl_->last_drive;
}

}  // namespace buzzout
