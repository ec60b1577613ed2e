#include "bench_jig.hpp"
#include "simulation/second_cable.hpp"

using namespace buzzout;

namespace {

// The nets of points that two cables make together.
std::vector<PointSet> joined_nets(const BenchJig& jig, const Profile& second, const FixtureMap& beside) {
  std::vector<PointSet> nets;
  for (const auto& net : jig.expected.nets()) nets.push_back(net.points);
  for (const auto& net : second.nets) {
    PointSet joined = 0;
    for (const auto& c : net.contacts) joined |= beside.points_of(c);
    std::erase_if(nets, [&](PointSet other) {
      if ((other & joined) == 0) return false;
      joined |= other;
      return true;
    });
    nets.push_back(joined);
  }
  return nets;
}

bool changes_a_net(const BenchJig& jig, const std::vector<PointSet>& nets) {
  for (PointSet net : nets)
    if (jig.expected.net_of(lowest(net)).points != net) return true;
  return false;
}

}  // namespace

// A second cable that hangs loose, with only one of its ends in a socket, joins no two points unless
// that very plug does: it changes no measured net and cannot be seen. The rule that any two sockets which
// share points have one in common sees to it that a cable which joins other sockets leaves the group and
// is seen.
TEST_CASE("a second cable beside the one under test never passes, and its socket is named") {
  unsigned tried = 0, without_room = 0;
  for (const auto& fixture : enumerated_fixtures())
    for (const auto& profile : profiles_for(fixture))
      for (const auto& other : profiles_for(fixture)) {
        CAPTURE(fixture);
        CAPTURE(profile);
        CAPTURE(other);
        BenchJig jig(profile, fixture);
        const Profile second = shipped().profile(other);
        std::set<std::string> occupied;
        for (const auto& p : jig.map.placements()) occupied.insert(p.socket);
        const auto beside = place_beside(second, jig.fixture, occupied);
        if (!beside) {
          CHECK_THROWS_AS(jig.plug("also:" + other), Error);
          ++without_room;
          continue;
        }
        ++tried;
        const Verdict v = jig.test("also:" + other);
        CAPTURE(in_words(v));
        REQUIRE(changes_a_net(jig, joined_nets(jig, second, *beside)));
        CHECK(v.outcome == Outcome::fail);
        bool in_fault = false, in_diagnosis = false;
        for (const auto& p : beside->placements()) {
          for (const auto& f : v.faults)
            for (const auto& c : f.contacts) in_fault = in_fault || c.end == p.socket;
          for (const auto& d : v.diagnoses)
            in_diagnosis = in_diagnosis || d.summary.find("`" + p.socket + "`") != std::string::npos;
        }
        CHECK(in_fault);
        CHECK(in_diagnosis);
        jig.check_conduct();
      }
  MESSAGE(tried, " pairs of cables, ", without_room, " without room");
  CHECK(tried > 0);
}

TEST_CASE("a loop-back plug left in any other socket never passes") {
  unsigned tried = 0;
  for (const auto& fixture : enumerated_fixtures())
    for (const auto& profile : profiles_for(fixture)) {
      BenchJig jig(profile, fixture);
      for (const auto& socket : jig.fixture.sockets) {
        CAPTURE(profile);
        CAPTURE(socket.name);
        try {
          jig.plug("loop:" + socket.name);
        } catch (const Error&) {
          continue;  // taken by the cable
        }
        CHECK(jig.test().outcome == Outcome::fail);
        ++tried;
      }
    }
  CHECK(tried > 100);
}
