#include "naming/cable_index.hpp"

#include "core/core_sample.hpp"
#include "core/partitions.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// "balanced as-labelled", "balanced exchanged (left, right)", "patch elsewhere 3"
std::string in_words(const CableMatch& m) {
  std::string out = m.profile->name + " " + std::string(to_string(m.seating.seat));
  if (!m.seating.exchanged.empty()) out += " (" + m.seating.exchanged[0] + ", " + m.seating.exchanged[1] + ")";
  return m.distance == 0 ? out : out + " " + std::to_string(m.distance);
}
std::vector<std::string> in_words(const std::vector<CableMatch>& all) {
  std::vector<std::string> out;
  for (const auto& m : all) out.push_back(in_words(m));
  return out;
}
using Words = std::vector<std::string>;

Profile patch() {
  Profile p;
  p.name = "patch";
  p.ends = {{"a", ts()}, {"b", ts()}};
  p.nets = {{"hot", contacts({"a.T", "b.T"})}, {"shield", contacts({"a.S", "b.S"})}};
  return p;
}

const std::vector<Profile> kKnown = {balanced(), small_balanced(), shared_ground(), microphone(), patch()};

ScanMatrix good(const Profile& p, const FixtureMap::Choices& choices = {}) {
  const Fixture f = bench();
  return Expectation(p, FixtureMap(p, f, choices)).matrix();
}

// The distance by its definition, point pair by point pair.
unsigned distance_of(const std::vector<PointSet>& a, const std::vector<PointSet>& b) {
  unsigned intersecting = 0;
  for (PointSet x : a)
    for (PointSet y : b) intersecting += (x & y) != 0;
  return 2 * intersecting - static_cast<unsigned>(a.size() + b.size());
}

}  // namespace

TEST_CASE("a good cable is known by its name") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  CHECK(index.cables() == 5);
  CHECK(in_words(index.exact(good(balanced()))) == Words{"balanced as-labelled"});
  CHECK(in_words(index.exact(good(small_balanced()))) == Words{"small-balanced as-labelled"});
  CHECK(in_words(index.exact(good(shared_ground()))) == Words{"shared-ground as-labelled"});
}

TEST_CASE("cup plugs in each other's sockets are told; a cable that does not mind is not") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  const FixtureMap::Choices swapped = {{"left", "cup-r"}, {"right", "cup-l"}};
  CHECK(in_words(index.exact(good(balanced(), swapped))) == Words{"balanced exchanged (left, right)"});
  CHECK(in_words(index.exact(good(microphone()))) == Words{"microphone as-labelled"});
  CHECK(in_words(index.exact(good(patch(), {{"a", "cup-r"}}))) == Words{"patch elsewhere"});
}

TEST_CASE("a cable of two unlike directions, plugged in end for end, is told") {
  Fixture f = bench();
  f.sockets[4].label = "a";
  f.sockets[5].label = "b";
  std::vector<Profile> one = {patch()};
  one[0].nets = {{"across", contacts({"a.T", "b.S"})}};
  const CableIndex index(one, f);
  CHECK(in_words(index.exact(Expectation(one[0], FixtureMap(one[0], f)).matrix())) == Words{"patch as-labelled"});
  const FixtureMap turned(one[0], f, {{"a", "cup-r"}, {"b", "cup-l"}});
  CHECK(in_words(index.exact(Expectation(one[0], turned).matrix())) == Words{"patch end-for-end (a, b)"});
}

TEST_CASE("cables that measure the same are named together, the better trusted first") {
  std::vector<Profile> twins = {balanced(), balanced(), balanced()};
  twins[0].name = "a-template";
  twins[0].trust = Trust::template_only;
  twins[1].name = "b-presumed";
  twins[2].name = "c-sourced";
  twins[2].trust = Trust::sourced;
  const Fixture f = bench();
  CHECK(in_words(CableIndex(twins, f).exact(good(balanced()))) ==
        Words{"c-sourced as-labelled", "b-presumed as-labelled", "a-template as-labelled"});
}

TEST_CASE("a link more or less, or one way only, is no exact match") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  for (Point p = 0; p < 16; ++p)
    for (Point q = 0; q < 16; ++q) {
      ScanMatrix m = good(balanced());
      m.rows[p] ^= only(q);
      CHECK(index.exact(m).empty());
    }
}

TEST_CASE("what a profile ignores does not hide its name") {
  std::vector<Profile> known = {balanced()};
  known[0].ignored = contacts({"amp.S"});
  const Placed cable(known[0]);
  const CableIndex index(known, cable.fixture);
  ScanMatrix m = cable.expected.matrix();
  m.rows[4] |= only(0) | only(5);
  m.rows[0] |= only(4);
  CHECK(in_words(index.exact(m)) == Words{"balanced as-labelled"});
  m.rows[0] |= only(1);
  CHECK(index.exact(m).empty());
}

TEST_CASE("a cable with parts, or whose plug fits no socket, is none that can be recognised") {
  std::vector<Profile> known = {balanced(), balanced()};
  known[0].parts = {{"R1", PartKind::unknown, "", ""}};
  known[1].ends[0].type = plug("din-5", {"T", "R1", "R2", "R3", "S"});
  const Fixture f = bench();
  const CableIndex index(known, f);
  CHECK(index.cables() == 0);
  CHECK(index.exact(good(balanced())).empty());
  CHECK(index.nearest(netlist_of(good(balanced())), 9).empty());
}

TEST_CASE("the expectation of every seating is what the index looks for") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  unsigned seen = 0;
  for (const auto& p : kKnown)
    for (const auto& s : seatings_of(p, f, 720).all) {
      const Expectation expected(p, FixtureMap(p, f, s.choices(p, f)));
      const auto found = index.exact(expected.matrix());
      CHECK(std::ranges::any_of(found, [&](const CableMatch& m) { return m.profile->name == p.name; }));
      ++seen;
    }
  CHECK(seen == index.seatings());
}

TEST_CASE("nearest is by opens and joins: an open, a short, both, and cups exchanged with an open") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  const Placed cable(balanced());
  const auto first = [&](const ScanMatrix& m) { return in_words(index.nearest(netlist_of(m), 1)); };
  CHECK(first(cable.matrix({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}})) ==
        Words{"balanced as-labelled 1"});
  CHECK(first(cable.matrix({{"amp.T", "left.T"}, {"amp.R1", "left.S", "amp.R3", "right.S"}, {"amp.R2", "right.T"}})) ==
        Words{"balanced as-labelled 1"});
  CHECK(first(cable.matrix({{"amp.T", "left.T", "amp.R1"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}})) ==
        Words{"balanced as-labelled 2"});
  CHECK(first(cable.matrix({{"amp.T", "right.T"}, {"amp.R1", "right.S"}, {"amp.R2", "left.T"}})) ==
        Words{"balanced exchanged (left, right) 1"});
}

TEST_CASE("the distance is that of the definition, on every wiring of eight points") {
  std::vector<Profile> known = {balanced(), small_balanced()};
  const Fixture f = bench();
  const CableIndex index(known, f);
  unsigned looked = 0;
  for_each_partition(8, [&](const std::vector<PointSet>& sets) {
    Netlist measured;
    measured.nets = sets;
    for (Point p = 8; p < 16; ++p) measured.nets.push_back(only(p));
    const auto found = index.nearest(measured, 2);
    for (const auto& m : found) {
      const Expectation expected(*m.profile, FixtureMap(*m.profile, f, m.seating.choices(*m.profile, f)));
      std::vector<PointSet> wanted;
      for (const auto& net : expected.nets()) wanted.push_back(net.points);
      if (m.distance != distance_of(wanted, measured.nets)) FAIL("distance");
      ++looked;
    }
  });
  CHECK(looked > 4000);
}

TEST_CASE("a cable whose every wire is on a wrong contact is near to what it should be") {
  const std::vector<Profile> known = {balanced()};
  const Fixture f = bench();
  const CableIndex index(known, f);
  const Placed cable(balanced());
  CHECK(in_words(index.nearest(netlist_of(cable.matrix({{"amp.T", "right.S"},
                                                         {"amp.R1", "left.T"},
                                                         {"amp.R2", "left.S"},
                                                         {"amp.R3", "right.T"}})), 1)) ==
        Words{"balanced as-labelled 8"});
}

TEST_CASE("a cable without a wire in common is near to nothing") {
  const Fixture f = bench();
  const CableIndex index(kKnown, f);
  CHECK(index.nearest(netlist_of(Placed::of_sets({only(14) | only(15)})), 9).empty());
}

TEST_CASE("seatings are bounded, the ordinary ones first, and the bound is told") {
  Fixture f = bench();
  f.sockets.clear();
  for (Point p = 0; p < 16; p += 2) {
    const std::string name = "jack-" + std::to_string(p / 2);
    f.sockets.push_back(socket(name, name, ts(), p));
  }
  std::vector<Profile> known = {patch()};
  auto& ends = known[0].ends;
  ends.clear();
  for (const char* name : {"jack-0", "jack-1", "jack-2", "jack-3", "jack-4", "jack-5", "jack-6"})
    ends.push_back({name, ts()});
  known[0].nets = {{"hot", {}}};
  for (const auto& e : ends) known[0].nets[0].contacts.push_back({e.name, "T"});
  const auto some = seatings_of(known[0], f, 100);
  CHECK(some.all.size() == 100);
  CHECK(!some.complete);
  CHECK(some.all.front().seat == Seat::as_labelled);
  CHECK(std::ranges::count(some.all, Seat::exchanged, &Seating::seat) == 21);
  const CableIndex index(known, f);
  CHECK(index.seatings() == CableIndex::kMostSeatings);
  CHECK(index.incomplete() == Words{"patch"});
}
