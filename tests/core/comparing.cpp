#include "core_sample.hpp"
#include "partitions.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// "open L+: amp.T left.T"
std::vector<std::string> words(const std::vector<Fault>& faults) {
  std::vector<std::string> out;
  for (const auto& f : faults) {
    std::string text = std::string(to_string(f.kind)) + " " + f.net + ":";
    for (const auto& c : f.contacts) text += " " + c.name();
    out.push_back(text + (f.foreign ? " (foreign)" : ""));
  }
  return out;
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("of all 21147 wirings of nine contacts exactly one is the profile's, and every other has faults") {
  const Placed cable(balanced());
  const Job job{cable.profile, cable.fixture, cable.map};
  unsigned met = 0, passed = 0, all = 0, without_diagnosis = 0;
  for_each_partition(9, [&](const std::vector<PointSet>& sets) {
    const ScanMatrix m = Placed::of_sets(sets);
    ++all;
    const bool good = cable.expected.met_by(m);
    met += good;
    REQUIRE(cable.faults(m).empty() == good);
    const Verdict v = judge(job, evidence_of(m), {}, 0);
    passed += v.outcome == Outcome::pass;
    if (good) return;
    REQUIRE((v.outcome == Outcome::fail || v.outcome == Outcome::no_cable));
    without_diagnosis += v.outcome == Outcome::fail && v.diagnoses.empty();
  });
  CHECK(all == 21147);
  CHECK(met == 1);
  CHECK(passed == 1);
  CHECK(without_diagnosis == 0);
}

TEST_CASE("a broken wire is one open with both of its contacts") {
  const Placed cable(balanced());
  CHECK(words(cable.faults(cable.matrix({{"amp.T", "left.T"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}))) ==
        Strings{"open L-: amp.R1 left.S"});
}

TEST_CASE("an open in a shared return names what is cut off from the rest") {
  const Placed cable(shared_ground());
  const auto with = [&](std::vector<std::string> rest) {
    return words(cable.faults(cable.matrix({{"amp.T", "left.T"}, {"amp.R", "right.T"}, std::move(rest)})));
  };
  CHECK(with({"left.S", "right.S"}) == Strings{"open L-=R-: amp.S"});
  CHECK(with({"amp.S", "right.S"}) == Strings{"open L-=R-: left.S"});
  CHECK(with({"amp.S"}) ==
        Strings{"open L-=R-: amp.S", "open L-=R-: left.S", "open L-=R-: right.S"});
}

TEST_CASE("a short names every contact that is joined") {
  const Placed cable(balanced());
  CHECK(words(cable.faults(cable.matrix({{"amp.T", "left.T"}, {"amp.R2", "right.T"},
                                         {"amp.R1", "left.S", "amp.R3", "right.S", "amp.S"}}))) ==
        Strings{"short L- + R- + amp.S: amp.R1 amp.R3 amp.S left.S right.S"});
}

TEST_CASE("a moved wire is an open and a short") {
  const Placed cable(balanced());
  CHECK(words(cable.faults(cable.matrix({{"amp.S", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"},
                                         {"amp.R3", "right.S"}}))) ==
        Strings{"open L+: amp.T left.T", "short L+ + amp.S: amp.S left.T"});
}

TEST_CASE("a contact of another socket, or a free point, is foreign") {
  const Placed cable(balanced());
  auto groups = std::vector<std::vector<std::string>>{
      {"amp.T", "left.T", "out-xlr.2"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}};
  CHECK(words(cable.faults(cable.matrix(groups))) ==
        Strings{"short L+ + out-xlr.2: amp.T left.T out-xlr.2 (foreign)"});
  ScanMatrix m = cable.expected.matrix();
  m.rows[14] = m.rows[15] = only(14) | only(15);
  CHECK(words(cable.faults(m)) == Strings{"short point 15 + point 16: point.15 point.16 (foreign)"});
}

TEST_CASE("a link in one direction is a one-way fault, from the anode's net to the cathode's") {
  const Placed cable(balanced());
  ScanMatrix m = cable.expected.matrix();
  m.rows[0] |= m.rows[1];
  m.rows[5] |= m.rows[1];
  const auto faults = cable.faults(m);
  CHECK(words(faults) == Strings{"one-way L+ + L-: amp.R1 left.S amp.T left.T"});
  CHECK(faults[0].from == 2);
}

TEST_CASE("a wire that conducts in one direction only is one-way and not open") {
  const Placed cable(balanced());
  ScanMatrix m = cable.expected.matrix();
  m.rows[5] = only(5);
  CHECK(words(cable.faults(m)) == Strings{"one-way L+: left.T amp.T"});
}

TEST_CASE("a net whose contacts do not all reach each other conducts badly or isolates badly") {
  const Placed cable(shared_ground());
  ScanMatrix m = cable.expected.matrix();  // amp.S 2, left.S 6, right.S 8
  m.rows[6] &= ~only(8);
  m.rows[8] &= ~only(6);
  CHECK(words(cable.faults(m)) == Strings{"weak-link L-=R-: amp.S left.S right.S"});
  m = cable.expected.matrix();
  m.rows[0] |= only(1);
  m.rows[1] |= only(0);
  CHECK(words(cable.faults(m)) == Strings{"low-isolation L+ + R+: amp.T amp.R left.T right.T"});
}
