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
}

TEST_CASE("of all wirings of seven points each meets its own expectation and no other: all 877 x 877") {
  std::vector<ScanMatrix> all;
  std::vector<Expectation> wanted;
  for_each_partition(7, [&](const std::vector<PointSet>& sets) {
    all.push_back(Placed::of_sets(sets));
    wanted.push_back(OnePlug(7, sets).expectation());
  });
  CHECK(all.size() == 877);
  for (std::size_t w = 0; w < all.size(); ++w)
    for (std::size_t m = 0; m < all.size(); ++m) REQUIRE(wanted[w].met_by(all[m]) == (w == m));
}
