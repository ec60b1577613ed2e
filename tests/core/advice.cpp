#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

using Groups = std::vector<std::vector<std::string>>;

std::string repair_of(const Placed& cable, const Groups& groups) { return cable.diagnoses(cable.matrix(groups)).at(0).repair; }

// An XLR cable whose wires are these.
Placed xlr_cable(std::vector<Net> nets) {
  Profile p = microphone();
  p.nets = std::move(nets);
  return Placed(p);
}

}  // namespace

TEST_CASE("a shell is bonded to pin 1 only where the profile bonds it there and pin 1 is the screen") {
  const std::string bond = "At `in`, join the shell's tag to pin 1.";
  const Placed screen = xlr_cable({{"shield", contacts({"in.1", "out.1", "in.shell"})}, {"hot", contacts({"in.2", "out.2"})}});
  CHECK(repair_of(screen, {{"in.1", "out.1"}, {"in.2", "out.2"}}) == bond);
  // The shell is the conductor.
  const Placed conductor = xlr_cable({{"ground", contacts({"in.shell", "out.shell"})}, {"hot", contacts({"in.2", "out.2"})}});
  CHECK(conductor.diagnoses(conductor.matrix({{"in.2", "out.2"}})).at(0).code == DiagnosisCode::open);
  CHECK(repair_of(conductor, {{"in.2", "out.2"}}).starts_with("Bend the cable at both plugs and press on the joints at in.shell and out.shell"));
  // Pin 1 is something else.
  const Placed other = xlr_cable({{"ground", contacts({"in.shell", "out.shell", "in.3"})}, {"hot", contacts({"in.1", "out.1"})}});
  CHECK(repair_of(other, {{"in.1", "out.1"}, {"out.shell", "in.3"}}) == "Redo the joint at in.shell.");
  // A signal that is on pin 1 and on the shell.
  const Placed signal = xlr_cable({{"hot", contacts({"in.1", "out.1", "in.shell"})}, {"cold", contacts({"in.2", "out.2"})}});
  CHECK(repair_of(signal, {{"in.1", "out.1"}, {"in.2", "out.2"}}) == "Redo the joint at in.shell.");
  // A wire that is off too is not forgotten over the shell.
  const Placed both = xlr_cable({{"shield", contacts({"in.1", "out.1", "in.shell", "out.shell"})}, {"hot", contacts({"in.2", "out.2"})}});
  CHECK(both.diagnoses(both.matrix({{"in.1", "in.2", "out.2"}, {"out.1", "out.shell"}})).back().code != DiagnosisCode::shell_open);
}

TEST_CASE("what is plugged in is asked for by what the cable is for") {
  Profile p = microphone();
  const auto asks = [&](Use use) {
    p.use = use;
    const Placed cable(p);
    const std::string repair = repair_of(cable, {{"in.1", "out.1"}, {"in.2", "out.2", "in.3", "out.3"}});
    return repair.substr(0, repair.find(" still"));
  };
  CHECK(asks(Use::mic) == "If a microphone is");
  CHECK(asks(Use::speaker) == "If a loudspeaker is");
  CHECK(asks(Use::instrument) == "If an instrument is");
  CHECK(asks(Use::line) == "If a device is");
  CHECK(asks(Use::midi) == "If a device is");
}

TEST_CASE("any two outputs of a loudspeaker's amplifier that are joined are dangerous, and that is no question of balance") {
  Profile p;
  p.name = "loudspeaker";
  p.use = Use::speaker;
  ConnectorType speakon = plug("nl4", {"1+", "1-", "2+", "2-"});
  speakon.shape = Shape::speakon;
  p.ends = {{"a", speakon}, {"b", speakon}};
  p.nets = {{"L+", contacts({"a.1+", "b.1+"})}, {"L-", contacts({"a.1-", "b.1-"})}, {"R+", contacts({"a.2+", "b.2+"})}, {"R-", contacts({"a.2-", "b.2-"})}};
  p.wiring = Wiring::balanced;
  Fixture f = bench();
  f.sockets = {socket("a", "a", speakon, 0), socket("b", "b", speakon, 4)};
  const FixtureMap map(p, f);
  const Expectation wanted(p, map);
  for (std::size_t i = 0; i < p.nets.size(); ++i)
    for (std::size_t k = i + 1; k < p.nets.size(); ++k) {
      std::vector<PointSet> sets;
      for (const auto& net : wanted.nets()) sets.push_back(net.points);
      sets[i] |= sets[k];
      sets[k] = 0;
      const Netlist measured = netlist_of(Placed::of_sets(sets));
      CHECK(balanced_safe(p, map, measured).answer == BalancedSafe::Answer::not_applicable);
      const auto told = diagnose(p, map, measured, compare(map, wanted, measured));
      REQUIRE(told.size() == 1);
      CHECK(told[0].dangerous);
    }
}

TEST_CASE("a jack that stands out by one ring is pushed home first") {
  const Placed cable(shared_ground());
  const auto told = cable.diagnoses(cable.matrix({{"amp.R", "left.T"}, {"amp.S", "right.T"}, {"left.S", "right.S"}}));
  REQUIRE(told.size() > 1);
  CHECK(told[0].code == DiagnosisCode::half_in);
  CHECK(told[0].repair == "Push `amp` all the way into socket amp-3.5, and test again. Solder only if that changes nothing.");
  // With one more fault it is not known.
  CHECK(cable.diagnoses(cable.matrix({{"amp.R", "left.T"}, {"amp.S", "right.T"}}))[0].code != DiagnosisCode::half_in);
}

TEST_CASE("the plugs' marks are looked at before wires of both are moved") {
  const Placed cable(balanced());
  CHECK(repair_of(cable, {{"amp.T", "left.T"}, {"amp.R3", "left.S"}, {"amp.R2", "right.T"}, {"amp.R1", "right.S"}}) ==
        "First look at the marks of the plugs `left` and `right`: if two are in each other's sockets, exchange them and test again. If not, at `amp`, exchange the wires on R1 and R3.");
}
