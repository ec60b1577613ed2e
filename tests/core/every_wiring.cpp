#include <chrono>
#include <cstdlib>

#include "core_sample.hpp"
#include "partitions.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// Twelve contacts on points 1 to 12: four wires, one of them to three contacts, and three contacts that
// must stay free.
Profile twelve_contacts() {
  Profile p;
  p.name = "twelve";
  p.ends = {{"amp", trrs()}, {"in", xlr()}, {"out", xlr()}};
  p.nets = {{"a", contacts({"amp.T", "in.2"})},
            {"b", contacts({"amp.R1", "out.3"})},
            {"c", contacts({"amp.R2", "in.3"})},
            {"shield", contacts({"amp.S", "in.1", "out.1"})}};
  return p;
}

Fixture twelve_points() {
  Fixture f;
  f.name = f.title = "twelve";
  f.board = "uno";
  f.sockets = {socket("amp", "amp", trrs(), 0), socket("in", "in", xlr(), 4), socket("out", "out", xlr(), 8)};
  return f;
}

}  // namespace

TEST_CASE("of all 4213597 wirings of twelve contacts exactly one passes") {
  const Profile profile = twelve_contacts();
  const Fixture fixture = twelve_points();
  const FixtureMap map(profile, fixture);
  const Job job{profile, fixture, map};
  const Expectation expected(profile, map);
  // The whole verdict, with its words, takes some twenty times as long as the decision.
  const unsigned judged_every = std::getenv("BUZZOUT_JUDGE_ALL") != nullptr ? 1 : 50;
  const auto begun = std::chrono::steady_clock::now();
  unsigned all = 0, met = 0, judged = 0, passed = 0, no_cable = 0;
  for_each_partition(12, [&](const std::vector<PointSet>& sets) {
    const ScanMatrix m = Placed::of_sets(sets);
    const bool good = expected.met_by(m);
    met += good;
    if (++all % judged_every != 0 && !good) return;
    const Outcome outcome = judge(job, evidence_of(m), {}, 0).outcome;
    ++judged;
    passed += outcome == Outcome::pass;
    no_cable += outcome == Outcome::no_cable;
    REQUIRE((outcome == Outcome::pass) == good);
    REQUIRE(outcome != Outcome::error);
  });
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  MESSAGE(all, " wirings of twelve contacts held against one expectation, ", judged,
          " of them judged as a whole, in ", taken.count(), " s");
  CHECK(all == 4213597);
  CHECK(met == 1);
  CHECK(passed == 1);
  CHECK(judged >= all / judged_every);
  CHECK(no_cable <= 1);
}
