#include <random>

#include "core_sample.hpp"
#include "partitions.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// A cable of one plug with n contacts on points 1 to n, whose nets are these.
struct OnePlug {
  OnePlug(unsigned n, const std::vector<PointSet>& sets) {
    ConnectorType type = plug("plug", {});
    for (Point p = 0; p < n; ++p) type.contacts.push_back(std::to_string(p + 1));
    profile.name = "one-plug";
    profile.ends = {{"end", type}};
    for (PointSet set : sets) {
      if (size(set) < 2) continue;
      Net net{"net" + std::to_string(lowest(set)), {}};
      for (Point p : members(set)) net.contacts.push_back({"end", type.contacts[p]});
      profile.nets.push_back(net);
    }
    fixture.name = "one-plug";
    fixture.board = "uno";
    fixture.sockets = {socket("end", "end", type, 0)};
  }
  Expectation expectation() const { return {profile, FixtureMap(profile, fixture)}; }

  Profile profile;
  Fixture fixture;
};

// What reads low when a cable with these nets is driven so.
PointSet reading(const std::vector<PointSet>& sets, PointSet driven) {
  PointSet low = driven;
  for (PointSet s : sets)
    if ((s & driven) != 0) low |= s;
  return low;
}

bool shows(const Expectation& e, const std::vector<PointSet>& patterns, const std::vector<PointSet>& sets) {
  return std::ranges::any_of(patterns, [&](PointSet p) { return reading(sets, p) != e.reading(p); });
}

}  // namespace

TEST_CASE("every point of the jig is expected in exactly one net") {
  const Placed cable(balanced());
  PointSet seen = 0;
  for (const auto& net : cable.expected.nets()) {
    CHECK((seen & net.points) == 0);
    seen |= net.points;
    for (Point p : members(net.points)) CHECK(cable.expected.net_of(p).name == net.name);
  }
  CHECK(seen == first_points(16));
  CHECK(cable.expected.nets().size() == 12);
  CHECK(cable.expected.net_of(4).name == "amp.S");
  CHECK(cable.expected.net_of(9).name == "out-xlr.1");
  CHECK(cable.expected.net_of(15).name == "point 16");
}

TEST_CASE("the expectation is met by its own matrix and by no matrix with one bit changed") {
  const Placed cable(balanced());
  ScanMatrix m = cable.expected.matrix();
  CHECK(cable.expected.met_by(m));
  for (auto& row : m.rows)
    for (Point p = 0; p < 64; ++p) {
      row ^= only(p);
      CHECK_FALSE(cable.expected.met_by(m));
      row ^= only(p);
    }
  m.rows.pop_back();
  CHECK_FALSE(cable.expected.met_by(m));
}

TEST_CASE("an ignored contact may touch anything, and nothing else may") {
  Profile p = balanced();
  p.ignored = contacts({"amp.S"});
  const Placed cable(p);
  auto groups = std::vector<std::vector<std::string>>{
      {"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}};
  CHECK(cable.expected.met_by(cable.matrix(groups)));
  groups[1].push_back("amp.S");
  CHECK(cable.expected.met_by(cable.matrix(groups)));
  CHECK(cable.faults(cable.matrix(groups)).empty());
  groups[2].push_back("amp.R3");
  CHECK_FALSE(cable.expected.met_by(cable.matrix(groups)));
  for (PointSet pattern : cable.expected.verify_patterns()) CHECK((pattern & cable.expected.ignored()) == 0);
}

TEST_CASE("the slow pass has the fewest patterns, and holds every net of several points at least once") {
  for_each_partition(7, [](const std::vector<PointSet>& sets) {
    const OnePlug cable(7, sets);
    const Expectation e = cable.expectation();
    const auto patterns = e.verify_patterns();
    std::size_t nets = e.nets().size(), least = 0;
    while ((std::size_t{1} << least) < nets + 1) ++least;
    REQUIRE(patterns.size() == least);
    PointSet driven = 0;
    for (PointSet p : patterns) driven |= p;
    for (PointSet set : sets) REQUIRE((size(set) < 2 || (driven & set) != 0));
  });
}

TEST_CASE("every other wiring of seven points changes a reading of the slow pass: all 877 x 877") {
  std::vector<std::vector<PointSet>> all;
  for_each_partition(7, [&](const std::vector<PointSet>& sets) { all.push_back(sets); });
  CHECK(all.size() == 877);
  for (const auto& wanted : all) {
    const Expectation e = OnePlug(7, wanted).expectation();
    const auto patterns = e.verify_patterns();
    unsigned silent = 0;
    for (const auto& measured : all) silent += !shows(e, patterns, measured);
    REQUIRE(silent == 1);  // the right one
  }
}

TEST_CASE("mixes of opens and shorts on sixteen points change a reading of the slow pass") {
  std::mt19937 random(3);
  const auto wiring = [&] {
    std::vector<PointSet> sets(1 + random() % 15);
    for (Point p = 0; p < 16; ++p) sets[random() % sets.size()] |= only(p);
    std::erase(sets, PointSet{0});
    return sets;
  };
  for (int trial = 0; trial < 300; ++trial) {
    const auto wanted = wiring();
    const Expectation e = OnePlug(16, wanted).expectation();
    const auto patterns = e.verify_patterns();
    CHECK_FALSE(shows(e, patterns, wanted));
    for (int other = 0; other < 100; ++other) {
      const auto measured = wiring();
      if (Placed::of_sets(measured) == Placed::of_sets(wanted)) continue;
      REQUIRE(shows(e, patterns, measured));
    }
    // One point moved from its net to another one's: the smallest change there is.
    for (Point p = 0; p < 16; ++p) {
      auto moved = wanted;
      for (auto& s : moved) s &= ~only(p);
      moved[random() % moved.size()] |= only(p);
      if (Placed::of_sets(moved) == Placed::of_sets(wanted)) continue;
      REQUIRE(shows(e, patterns, moved));
    }
  }
}
