#include <algorithm>

#include "bench_jig.hpp"
#include "naming/identification.hpp"

using namespace buzzout;

namespace {

const std::vector<Profile>& library() {
  static const std::vector<Profile> all = [] {
    std::vector<Error> broken;
    auto out = shipped().profiles(broken);
    REQUIRE(broken.empty());
    return out;
  }();
  return all;
}

Identification identify_in(BenchJig& jig) {
  const CableIndex index(library(), jig.fixture);
  return identify(read_evidence(measure(jig.jig), jig.fixture), jig.fixture, index);
}

// The points that a cable joins when it is plugged in as labelled.
std::vector<PointSet> wiring(const Profile& p, const Fixture& f) {
  const Expectation expected(p, FixtureMap(p, f));
  std::vector<PointSet> out;
  for (const auto& net : expected.nets()) out.push_back(net.points);
  std::ranges::sort(out);
  return out;
}

}  // namespace

TEST_CASE("identify names the good cable of every shipped profile, or what measures the same, first") {
  unsigned named = 0, twins = 0;
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    BenchJig jig(profile, fixture);
    jig.plug("good");
    const Identification id = identify_in(jig);
    jig.check_conduct();
    REQUIRE(!id.exact.empty());
    const bool any_bad = std::ranges::any_of(id.exact, [](const CableMatch& m) { return !m.profile->hazard.empty(); });
    CHECK(id.result() == (any_bad ? IdentityResult::dangerous : IdentityResult::exact));
    CHECK((jig.profile.hazard.empty() || any_bad));
    bool found = false;
    for (const auto& m : id.exact) {
      if (m.profile->name == profile) {
        CHECK(m.seating.seat == Seat::as_labelled);
        found = true;
      }
      if (m.seating.seat != Seat::as_labelled) continue;
      CHECK(wiring(*m.profile, jig.fixture) == wiring(jig.profile, jig.fixture));
    }
    CHECK(found);
    CHECK(id.exact.front().seating.seat == Seat::as_labelled);
    ++named;
    twins += id.exact.size() > 1;
  });
  MESSAGE(named, " good cables named, ", twins, " of them together with others that measure the same");
  CHECK(named >= 30);
}

TEST_CASE("cups exchanged are told of every cable that minds, and of none that does not") {
  unsigned told = 0;
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    BenchJig jig(profile, fixture);
    for (const auto& s : seatings_of(jig.profile, jig.fixture, 720).all) {
      if (s.exchanged.empty()) continue;
      const FixtureMap turned(jig.profile, jig.fixture, s.choices(jig.profile, jig.fixture));
      const CableIndex index(library(), jig.fixture);
      const auto found = index.exact(Expectation(jig.profile, turned).matrix());
      const auto own = std::ranges::find(found, profile, [](const CableMatch& m) { return m.profile->name; });
      REQUIRE(own != found.end());
      const bool minds = Expectation(jig.profile, turned).matrix() != jig.expected.matrix();
      CHECK(own->seating.seat == (minds ? s.seat : Seat::as_labelled));
      told += minds;
    }
  });
  CHECK(told > 0);
}

TEST_CASE("one joint open, on any cable: that cable is the nearest or equally near, and the joint is named") {
  unsigned tried = 0;
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    BenchJig jig(profile, fixture);
    for (const auto& net : jig.profile.nets)
      for (const auto& c : net.contacts) {
        CAPTURE(c.name());
        jig.plug("open:" + c.name());
        const Identification id = identify_in(jig);
        if (!id.exact.empty()) continue;  // a known cable lacks just this wire
        REQUIRE(!id.near.empty());
        CHECK(id.near.front().matches.front().distance == 1);
        for (const auto& n : id.near)
          for (const auto& m : n.matches)
            if (m.profile->name == profile && m.seating.seat == Seat::as_labelled) CHECK(m.distance == 1);
        ++tried;
      }
  });
  MESSAGE(tried, " cables with an open joint");
  CHECK(tried > 100);
}

TEST_CASE("a cable whose wires come and go has no name") {
  BenchJig jig("pentaconn-4.4-to-dual-ts-3.5", "headphone-bench");
  unsigned named = 0, unsteady = 0;
  for (unsigned i = 0; i < 20; ++i) {
    jig.plug("flaky:amp.R1");
    const Identification id = identify_in(jig);
    unsteady += id.reading.unsteady != 0;
    if (id.reading.unsteady != 0) named += !id.exact.empty();
  }
  CHECK(named == 0);
  CHECK(unsteady > 0);
}

TEST_CASE("nothing plugged in is nothing; a wire to nowhere known is unknown") {
  BenchJig jig("pentaconn-4.4-to-dual-ts-3.5", "headphone-bench");
  jig.plug("none");
  CHECK(identify_in(jig).result() == IdentityResult::nothing);
  jig.plug("none,bridge:13:14,bridge:10:16");
  CHECK(identify_in(jig).result() == IdentityResult::unknown);
}

TEST_CASE("what no wire can be has no name: a diode, an outside voltage, a dead point") {
  BenchJig jig("pentaconn-4.4-to-dual-ts-3.5", "headphone-bench");
  jig.plug("open:amp.R1,diode:amp.R1:left.S");
  CHECK(identify_in(jig).exact.empty());
  jig.plug("good,powered:3:5");
  CHECK_THROWS_AS(identify_in(jig), Error);
  jig.plug("good,dead:3");
  CHECK_THROWS_AS(identify_in(jig), Error);
}
