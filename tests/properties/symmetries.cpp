#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "bench/bench_jig.hpp"
#include "core/compare.hpp"
#include "properties/random_cable.hpp"
#include "proving/prove.hpp"

using namespace buzzout;
using namespace buzzout::properties;

namespace {

constexpr unsigned kPoints = 16;

// A jig of one plug with a contact on every point, whose nets are the equal labels.
struct OnePlug {
  explicit OnePlug(const std::vector<unsigned>& labels) {
    ConnectorType type;
    type.name = type.title = "plug";
    Socket socket{"socket", "end", type, {}, {}};
    for (Point p = 0; p < labels.size(); ++p) {
      type.contacts.push_back(std::to_string(p + 1));
      socket.wires.emplace_back(type.contacts.back(), p);
    }
    socket.type = type;
    profile.name = "one-plug";
    profile.ends = {{"end", type}};
    std::map<unsigned, Net> nets;
    for (Point p = 0; p < labels.size(); ++p) nets[labels[p]].contacts.push_back({"end", type.contacts[p]});
    for (auto& [label, net] : nets) {
      net.name = "net" + std::to_string(label);
      if (net.contacts.size() > 1) profile.nets.push_back(net);
    }
    fixture.name = "bench";
    fixture.board = "uno";
    fixture.sockets = {socket};
  }
  std::vector<Fault> compared_with(const ScanMatrix& measured) const {
    const FixtureMap map(profile, fixture);
    return compare(map, Expectation(profile, map), netlist_of(measured));
  }
  ScanMatrix matrix() const {
    const FixtureMap map(profile, fixture);
    return Expectation(profile, map).matrix();
  }
  Profile profile;
  Fixture fixture;
};

ScanMatrix transposed(const ScanMatrix& m) {
  ScanMatrix out;
  out.rows.assign(m.points(), 0);
  for (Point p = 0; p < m.points(); ++p)
    for (Point q : members(m.rows[p])) out.rows[q] |= only(p);
  return out;
}


std::size_t count(const std::vector<Fault>& faults, FaultKind kind) {
  return static_cast<std::size_t>(std::ranges::count(faults, kind, &Fault::kind));
}

// All that a test says of a cable and that cannot depend on the order in which a file lists things.
struct Said {
  Outcome outcome = Outcome::error;
  Wiring wiring = Wiring::other;
  BalancedSafe::Answer safe = BalancedSafe::Answer::not_applicable;
  std::multiset<std::pair<FaultKind, std::set<Contact>>> faults;
  std::multiset<std::string> codes;
  bool operator==(const Said&) const = default;
};

Said said_of(const Profile& profile, const Fixture& fixture, const RandomCable& made) {
  const FixtureMap map(profile, fixture);
  const Job job{profile, fixture, map};
  const Verdict v = judge(job, ideal_evidence(job, made.cable.matrix(map)), {}, 0);
  Said out{v.outcome, v.wiring.measured, v.balanced_safe.answer, {}, {}};
  for (const auto& f : v.faults) out.faults.insert({f.kind, {f.contacts.begin(), f.contacts.end()}});
  for (const auto& d : v.diagnoses) out.codes.insert(to_string(d.code));
  return out;
}

// The same profile and fixture with ends, nets, their contacts, sockets and points in another order. A
// connector's contacts keep theirs: it says which are neighbours.
void shuffle_order(Profile& profile, Fixture& fixture, unsigned seed) {
  std::mt19937 random(seed);
  const auto mix = [&](auto& list) { std::ranges::shuffle(list, random); };
  mix(profile.ends);
  mix(profile.nets);
  for (auto& net : profile.nets) mix(net.contacts);
  mix(fixture.sockets);
  std::vector<Point> moved(kPoints);
  for (Point p = 0; p < kPoints; ++p) moved[p] = p;
  mix(moved);
  for (auto& socket : fixture.sockets) {
    mix(socket.wires);
    for (auto& [pin, point] : socket.wires) point = moved[point];
  }
}

}  // namespace

TEST_CASE("two wirings are each other's profile or neither is") {
  CHECK(rc::check("compare(a, b) is empty where compare(b, a) is", [] {
    const OnePlug a(*random_labels(kPoints));
    const OnePlug b(*rc::gen::weightedOneOf<std::vector<unsigned>>(
        {{9, random_labels(kPoints)}, {1, rc::gen::just(std::vector<unsigned>(kPoints, 0))}}));
    const auto forth = a.compared_with(b.matrix()), back = b.compared_with(a.matrix());
    RC_ASSERT(forth.empty() == back.empty());
    RC_ASSERT(forth.empty() == (a.matrix() == b.matrix()));
    // What is missing one way is too much the other way.
    RC_ASSERT((count(forth, FaultKind::open) > 0) == (count(back, FaultKind::short_) > 0));
    RC_ASSERT((count(forth, FaultKind::short_) > 0) == (count(back, FaultKind::open) > 0));
  }));
  CHECK(rc::check("a wiring compared with itself", [] {
    const OnePlug a(*random_labels(kPoints));
    RC_ASSERT(a.compared_with(a.matrix()).empty());
  }));
}

TEST_CASE("a matrix read the other way round has the same nets, and its diodes turned") {
  CHECK(rc::check("netlist of the transposed", [] {
    ScanMatrix m;
    for (Point p = 0; p < kPoints; ++p)
      m.rows.push_back(only(p) | (*rc::gen::inRange<PointSet>(0, PointSet{1} << kPoints) &
                                  *rc::gen::inRange<PointSet>(0, PointSet{1} << kPoints)));
    const Netlist one = netlist_of(m), other = netlist_of(transposed(m));
    RC_ASSERT(one.nets == other.nets);
    RC_ASSERT(one.ragged == other.ragged);
    RC_ASSERT(one.one_ways.size() == other.one_ways.size());
    for (const auto& w : one.one_ways)
      RC_ASSERT(std::ranges::count(other.one_ways, OneWay{w.to, w.from}) == 1);
  }));
}

TEST_CASE("what is said of a cable does not depend on the order in which its files list things") {
  for (const auto& name : shipped_profiles()) {
    const Profile profile = shipped().profile(name);
    const Fixture fixture = shipped().fixture(uno_bench_for(name));
    CHECK(rc::check(name, [&] {
      const auto edits = *random_edits();
      const Said plain = said_of(profile, fixture, make(profile, edits));
      Profile mixed = profile;
      Fixture bench = fixture;
      shuffle_order(mixed, bench, *rc::gen::arbitrary<unsigned>());
      // The same wires: edits go by the contacts of the file as it is.
      std::vector<Edit> same = edits;
      const auto from = profile.contacts(), to = mixed.contacts();
      for (auto& e : same)
        for (auto index : {&Edit::a, &Edit::b})
          e.*index = static_cast<std::size_t>(std::ranges::find(to, from[e.*index % from.size()]) - to.begin());
      RC_LOG() << make(profile, edits).edits;
      const Said other = said_of(mixed, bench, make(mixed, same));
      RC_ASSERT(plain.outcome == other.outcome);
      RC_ASSERT(plain.wiring == other.wiring);
      RC_ASSERT(plain.safe == other.safe);
      RC_ASSERT(plain.faults == other.faults);
      RC_ASSERT(plain.codes == other.codes);
    }));
  }
}
