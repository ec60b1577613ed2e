#include <array>
#include <map>
#include <set>

#include "core/part_links.hpp"
#include "core/profile_content.hpp"
#include "core/undecided_parts.hpp"
#include "core_sample.hpp"
#include "partitions.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

Part diode(const std::string& name, const std::string& anode, const std::string& cathode) {
  return {name, PartKind::diode, anode, cathode};
}
Part jumper(const std::string& name, const std::string& a, const std::string& b) { return {name, PartKind::jumper, a, b}; }
Part resistor(const std::string& name, const std::string& a, const std::string& b, double ohm, double percent = 5) {
  return {name, PartKind::resistor, a, b, OhmWindow{ohm * (1 - percent / 100), ohm * (1 + percent / 100), ohm, "tolerance"}};
}

Fixture two_plugs(const ConnectorType& in, const ConnectorType& out) {
  Fixture f;
  f.name = f.title = "two";
  f.board = "uno";
  f.sockets = {socket("in", "in", in, 0), socket("out", "out", out, 5)};
  return f;
}

// A cable of two ends on points 1 to 5 and from 6 on.
struct Bench {
  explicit Bench(Profile p, ConnectorType in = ts(), ConnectorType out = ts())
      : profile(std::move(p)), fixture(two_plugs(in, out)), map((profile.ends = {{"in", in}, {"out", out}}, profile), fixture) {
    profile.name = "parts";
    profile.trust = Trust::sourced;
  }

  Point point(const std::string& name) const { return lowest(map.points_of(contact(name))); }
  Expectation expected() const { return {profile, map}; }
  Verdict judged(const ScanMatrix& m) const { return judge({profile, fixture, map}, evidence_of(m), {}, 0); }
  std::vector<UndecidedPart> undecided() const { return undecided_parts(profile, map); }

  // Told by contacts: groups that are joined, and links "anode>cathode" between contacts, carried on by hand.
  ScanMatrix matrix(const std::vector<std::vector<std::string>>& groups, const std::vector<std::string>& one_ways = {}) const {
    std::array<std::array<bool, 16>, 16> low{};
    for (Point p = 0; p < 16; ++p) low[p][p] = true;
    for (const auto& g : groups)
      for (const auto& a : g)
        for (const auto& b : g) low[point(a)][point(b)] = true;
    for (const auto& w : one_ways) low[point(w.substr(w.find('>') + 1))][point(w.substr(0, w.find('>')))] = true;
    for (Point k = 0; k < 16; ++k)
      for (Point i = 0; i < 16; ++i)
        for (Point j = 0; j < 16; ++j) low[i][j] = low[i][j] || (low[i][k] && low[k][j]);
    ScanMatrix m;
    for (Point i = 0; i < 16; ++i) {
      m.rows.push_back(0);
      for (Point j = 0; j < 16; ++j)
        if (low[i][j]) m.rows.back() |= only(j);
    }
    return m;
  }

  Profile profile;
  Fixture fixture;
  FixtureMap map;
};

Profile diode_plug() {
  Profile p;
  p.nets = {{"hot", contacts({"in.T"})}, {"lit", contacts({"out.T"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {diode("D1", "hot", "lit")};
  return p;
}

std::string told(const Verdict& v) {
  std::string out(to_string(v.outcome));
  if (v.problem) out += " " + v.problem->code;
  for (const auto& f : v.faults) out += " | " + std::string(to_string(f.kind)) + " " + f.net + (f.part.empty() ? "" : " of " + f.part);
  return out;
}
std::string words(const Verdict& v) {
  std::string out;
  for (const auto& d : v.diagnoses) out += d.summary + " " + d.consequence + " " + d.repair + "\n";
  return out;
}

// Every directed network of the points `all`, as what reads low with what, each once.
template <class Body>
void for_each_network(unsigned points, Body body) {
  std::set<std::vector<PointSet>> seen;
  for_each_partition(points, [&](const std::vector<PointSet>& sets) {
    const auto n = sets.size();
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        if (a != b) pairs.emplace_back(a, b);
    for (std::size_t which = 0; which < (std::size_t{1} << pairs.size()); ++which) {
      std::vector<std::vector<bool>> low(n, std::vector<bool>(n, false));
      for (std::size_t a = 0; a < n; ++a) low[a][a] = true;
      for (std::size_t k = 0; k < pairs.size(); ++k)
        if ((which >> k) & 1U) low[pairs[k].first][pairs[k].second] = true;
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t a = 0; a < n; ++a)
          for (std::size_t b = 0; b < n; ++b)
            if (low[a][k] && low[k][b]) low[a][b] = true;
      std::vector<PointSet> rows(points, 0);
      for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b)
          for (Point p : members(sets[a]))
            if (low[a][b]) rows[p] |= sets[b];
      if (seen.insert(rows).second) body(rows);
    }
  });
}

}  // namespace

TEST_CASE("a diode is seen from its cathode: while that is low, all of the anode's net reads low, and nothing the other way") {
  Profile p;
  p.nets = {{"a", contacts({"in.T", "out.T"})}, {"k", contacts({"in.S", "out.S"})}};
  p.parts = {diode("D1", "a", "k")};
  const Bench b(p);
  CHECK(b.expected().matrix() == b.matrix({{"in.T", "out.T"}, {"in.S", "out.S"}}, {"in.T>in.S"}));
  CHECK(b.undecided().empty());
  CHECK(told(b.judged(b.expected().matrix())) == "PASS");
}

TEST_CASE("of all networks of wires and diodes between the contacts of a diode cable only its own passes") {
  const Bench b(diode_plug());
  const ScanMatrix good = b.matrix({{"in.S", "out.S"}}, {"in.T>out.T"});
  const std::array<Point, 4> at = {b.point("in.T"), b.point("in.S"), b.point("out.T"), b.point("out.S")};
  unsigned all = 0, passed = 0;
  std::map<Outcome, unsigned> outcomes;
  for_each_network(4, [&](const std::vector<PointSet>& rows) {
    ScanMatrix m = b.matrix({});
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t k = 0; k < 4; ++k)
        if (has(rows[i], static_cast<Point>(k))) m.rows[at[i]] |= only(at[k]);
    const Verdict v = b.judged(m);
    ++all;
    ++outcomes[v.outcome];
    passed += v.outcome == Outcome::pass;
    REQUIRE((v.outcome == Outcome::pass) == (m == good));
    if (v.outcome == Outcome::fail) REQUIRE_MESSAGE((!v.faults.empty() && !v.diagnoses.empty()), told(v));
  });
  CHECK(all == 355);  // the preorders of four things
  CHECK(passed == 1);
  CHECK(outcomes[Outcome::no_cable] == 1);
  CHECK(outcomes[Outcome::error] == 0);
}

TEST_CASE("a diode that is reversed, shorted, missing or on the wrong contact fails with words") {
  const Bench b(diode_plug());
  const auto shield = std::vector<std::string>{"in.S", "out.S"};
  const Verdict reversed = b.judged(b.matrix({shield}, {"out.T>in.T"}));
  CHECK(told(reversed) == "FAIL | component hot + lit of D1");
  CHECK(words(reversed) ==
        "Diode D1 is in backwards: current flows from out.T (lit) to in.T (hot) only. It blocks what it should let through, and "
        "lets through what it should block. Turn it round: its ring, the cathode, towards out.T (lit).\n");
  const Verdict shorted = b.judged(b.matrix({shield, {"in.T", "out.T"}}));
  CHECK(told(shorted) == "FAIL | component hot + lit of D1");
  CHECK(words(shorted).starts_with("Diode D1 conducts like a wire, in both directions, between in.T (hot) and out.T (lit). It blocks"));
  const Verdict open = b.judged(b.matrix({shield}));
  CHECK(told(open) == "FAIL | component hot + lit of D1");
  CHECK(words(open).starts_with("Diode D1 does not conduct: no current flows from in.T (hot) to out.T (lit). What has to pass"));
  const Verdict elsewhere = b.judged(b.matrix({}, {"in.T>out.S", "in.S>out.T"}));
  CHECK(elsewhere.outcome == Outcome::fail);
  const Verdict broken = b.judged(b.matrix({}, {"in.T>out.T"}));
  CHECK(told(broken) == "FAIL | open shield");
  const Verdict both = b.judged(b.matrix({}, {"out.T>in.T"}));
  CHECK(told(both) == "FAIL | open shield | component hot + lit of D1");
  CHECK_MESSAGE(both.diagnoses.size() == 2, words(both));
}

TEST_CASE("wires that are exchanged around a diode are told as that") {
  Profile p;
  p.nets = {{"hot", contacts({"in.T"})}, {"lit", contacts({"out.T"})}, {"cold", contacts({"in.R", "out.R"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {diode("D1", "hot", "lit")};
  const Bench b(p, trs(), trs());
  const Verdict v = b.judged(b.matrix({{"in.S", "out.S"}, {"in.R", "out.T"}}, {"in.T>out.R"}));
  CHECK(v.outcome == Outcome::fail);
  REQUIRE(v.diagnoses.size() == 1);
  CHECK_MESSAGE(v.diagnoses.front().rewired, words(v));
  CHECK(names(v.diagnoses.front().contacts) == std::vector<std::string>{"out.R", "out.T"});
}

TEST_CASE("two diodes in a row are expected through each other; a second one the same way round, or both ways, cannot be told") {
  Profile p;
  p.nets = {{"a", contacts({"in.T"})}, {"m", contacts({"in.R"})}, {"k", contacts({"out.R"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {diode("D1", "a", "m"), diode("D2", "m", "k")};
  const auto problem = [&] {
    const Bench b(p, trs(), trs());
    return told(b.judged(b.expected().matrix()));
  };
  CHECK(problem() == "PASS");
  const Bench b(p, trs(), trs());
  CHECK(b.expected().matrix() == b.matrix({{"in.S", "out.S"}}, {"in.T>in.R", "in.R>out.R"}));
  CHECK(told(b.judged(b.matrix({{"in.S", "out.S"}}, {"in.R>in.T", "out.R>in.R"}))) == "FAIL | component a + m of D1 | component m + k of D2");
  p.parts = {diode("D1", "a", "k"), diode("D2", "a", "k")};
  CHECK(problem() == "ERROR part-looks-alike");
  p.parts = {diode("D1", "a", "k"), diode("D2", "k", "a")};
  CHECK(problem() == "ERROR part-looks-alike");
  p.parts = {diode("D1", "a", "m"), diode("D2", "m", "k"), diode("D3", "k", "a")};
  CHECK(problem() == "ERROR part-looks-alike");
  p.parts = {diode("D1", "a", "m"), diode("D2", "m", "k"), diode("D3", "a", "k")};
  CHECK(problem() == "ERROR part-looks-alike");
  p.parts = {diode("D1", "a", "m"), jumper("J1", "a", "m")};
  CHECK(problem() == "ERROR part-looks-alike");
  p.parts = {diode("D1", "a", "m"), resistor("R1", "a", "m", 470)};
  CHECK(problem() == "ERROR part-looks-alike");
}

TEST_CASE("a jumper makes one conductor of two nets, and its absence has its name") {
  Profile p;
  p.nets = {{"hot", contacts({"in.T", "out.T"})}, {"cold", contacts({"out.R"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {jumper("J1", "cold", "shield")};
  const Bench b(p, ts(), trs());
  CHECK(b.undecided().empty());
  const auto hot = std::vector<std::string>{"in.T", "out.T"};
  CHECK(told(b.judged(b.matrix({hot, {"in.S", "out.S", "out.R"}}))) == "PASS");
  const Verdict missing = b.judged(b.matrix({hot, {"in.S", "out.S"}}));
  CHECK(told(missing) == "FAIL | open cold + shield of J1");
  CHECK(words(missing) ==
        "Jumper J1 is missing or open: there is no path between out.R (cold) and in.S and out.S (shield). What it should join stays "
        "apart. Solder a wire between the two, or redo its joints.\n");
  CHECK(told(b.judged(b.matrix({hot, {"out.S", "out.R"}}))) == "FAIL | open cold=shield");
  p.parts.push_back(jumper("J2", "cold", "shield"));
  const Bench twice(p, ts(), trs());
  CHECK(told(twice.judged(twice.expected().matrix())) == "ERROR part-looks-alike");
}

TEST_CASE("of all wirings of five contacts with a jumper exactly one passes") {
  Profile p;
  p.nets = {{"hot", contacts({"in.T", "out.T"})}, {"cold", contacts({"out.R"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {jumper("J1", "cold", "shield")};
  const Bench b(p, ts(), trs());
  const std::vector<std::string> names = {"in.T", "in.S", "out.T", "out.R", "out.S"};
  const ScanMatrix good = b.matrix({{"in.T", "out.T"}, {"in.S", "out.R", "out.S"}});
  unsigned passed = 0, all = 0;
  for_each_partition(5, [&](const std::vector<PointSet>& sets) {
    std::vector<std::vector<std::string>> groups;
    for (PointSet set : sets) {
      groups.emplace_back();
      for (Point q : members(set)) groups.back().push_back(names[q]);
    }
    const ScanMatrix m = b.matrix(groups);
    const Verdict v = b.judged(m);
    ++all;
    passed += v.outcome == Outcome::pass;
    REQUIRE((v.outcome == Outcome::pass) == (m == good));
    REQUIRE(v.outcome != Outcome::error);
    if (v.outcome == Outcome::fail) REQUIRE(!v.diagnoses.empty());
  });
  CHECK(all == 52);
  CHECK(passed == 1);
}

namespace {

// Two channels summed into one.
Profile mono(double ohm) {
  Profile p;
  p.nets = {{"left", contacts({"in.T"})}, {"right", contacts({"in.R"})}, {"sum", contacts({"out.T"})}, {"shield", contacts({"in.S", "out.S"})}};
  p.parts = {resistor("R1", "left", "sum", ohm), resistor("R2", "right", "sum", ohm)};
  return p;
}

}  // namespace

TEST_CASE("what resistors read as by the worst of the data sheet: wires up to some hundred ohms, nothing above hundreds of kilohms") {
  const auto looks = [](double ohm) {
    const Bench b(mono(ohm), trs(), ts());
    return looks_linked(b.profile, b.profile.parts.front(), 3);
  };
  CHECK(looks(470) == LooksLinked::sure);
  CHECK(looks(1000) == LooksLinked::sure);
  CHECK(looks(1200) == LooksLinked::perhaps);
  CHECK(looks(10'000) == LooksLinked::perhaps);
  CHECK(looks(150'000) == LooksLinked::perhaps);
  CHECK(looks(160'000) == LooksLinked::never);
}

TEST_CASE("without ohms nothing passes against a profile with resistors or coils, whatever the matrix is") {
  for (const double ohm : {470.0, 22'000.0, 470'000.0}) {
    const Bench b(mono(ohm), trs(), ts());
    const Expectation expected = b.expected();
    const std::array<Point, 5> at = {b.point("in.T"), b.point("in.R"), b.point("in.S"), b.point("out.T"), b.point("out.S")};
    unsigned met = 0, errors = 0, all = 0;
    for_each_network(5, [&](const std::vector<PointSet>& rows) {
      ScanMatrix m = b.matrix({});
      for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t k = 0; k < 5; ++k)
          if (has(rows[i], static_cast<Point>(k))) m.rows[at[i]] |= only(at[k]);
      ++all;
      // The shield is joined and apart from the rest, in both directions.
      const PointSet shield = only(at[2]) | only(at[4]);
      const bool shield_right = m.rows[at[2]] == shield && m.rows[at[4]] == shield &&
                                ((m.rows[at[0]] | m.rows[at[1]] | m.rows[at[3]]) & shield) == 0;
      const PointSet rest = only(at[0]) | only(at[1]) | only(at[3]);
      const bool joined = m.rows[at[0]] == rest && m.rows[at[1]] == rest && m.rows[at[3]] == rest;
      const bool apart = m.rows[at[0]] == only(at[0]) && m.rows[at[1]] == only(at[1]) && m.rows[at[3]] == only(at[3]);
      const bool right = shield_right && (ohm < 1000 ? joined : ohm > 100'000 ? apart : true);
      REQUIRE(expected.met_by(m) == right);
      met += right;
      if (all % 16 != 0 && !right) return;
      const Verdict v = b.judged(m);
      REQUIRE(v.outcome != Outcome::pass);
      REQUIRE((v.outcome == Outcome::error) == right);
      if (right) REQUIRE(v.problem->code == "needs-ohms");
      errors += right;
    });
    CHECK(all == 6942);  // the preorders of five things
    CHECK(met == (ohm == 22'000 ? 29 : 1));  // the preorders of three
    CHECK(errors == met);
    CHECK(b.undecided().size() == 2);
  }
}

TEST_CASE("undecided links are those of the parts and of no other contact, and are never expected") {
  const Bench b(mono(22'000), trs(), ts());
  const Expectation e = b.expected();
  const PointSet network = only(b.point("in.T")) | only(b.point("in.R")) | only(b.point("out.T"));
  for (Point p = 0; p < 16; ++p) {
    CHECK(e.undecided(p) == (has(network, p) ? network & ~only(p) : 0));
    CHECK((e.row(p) & e.undecided(p)) == 0);
  }
  const Bench wire(mono(470), trs(), ts());
  for (Point p = 0; p < 16; ++p) CHECK(wire.expected().undecided(p) == 0);
}

TEST_CASE("what is wrong beside a resistor fails, and the resistor is in nobody's way") {
  const Bench b(mono(470), trs(), ts());
  const auto summed = std::vector<std::string>{"in.T", "in.R", "out.T"};
  CHECK(told(b.judged(b.matrix({summed, {"in.S", "out.S"}}))) == "ERROR needs-ohms");
  CHECK(told(b.judged(b.matrix({summed}))) == "FAIL | open shield");
  CHECK(told(b.judged(b.matrix({{"in.T", "in.R", "out.T", "in.S", "out.S"}}))) == "FAIL | short left=right=sum + shield");
  const Verdict off = b.judged(b.matrix({{"in.R", "out.T"}, {"in.S", "out.S"}}));
  CHECK(told(off) == "FAIL | component left + sum of R1");
  CHECK(words(off).starts_with("Resistor R1 (470 Ω ± 5 %) does not conduct: there is no path between in.T (left) and out.T (sum)."));
  const Bench ragged(mono(22'000), trs(), ts());
  CHECK(told(ragged.judged(ragged.matrix({{"in.R", "out.T"}, {"in.S", "out.S"}}))) == "ERROR needs-ohms");
  CHECK(told(ragged.judged(ragged.matrix({{"in.R", "out.T"}}))) == "FAIL | open shield");
  CHECK(told(ragged.judged(ragged.matrix({{"in.R", "out.T", "in.S", "out.S"}}))) == "FAIL | short right=sum + shield");
}

TEST_CASE("an undecided link that comes and goes is no break; a required one is") {
  const Bench b(mono(22'000), trs(), ts());
  const ScanMatrix with = b.matrix({{"in.R", "out.T"}, {"in.S", "out.S"}}), without = b.matrix({{"in.S", "out.S"}}), open = b.matrix({{"in.R", "out.T"}});
  Evidence e = evidence_of(with);
  e.scans.back().matrix = without;
  CHECK(judge({b.profile, b.fixture, b.map}, e, {}, 0).problem->code == "needs-ohms");
  e.scans.back().matrix = open;
  const Verdict v = judge({b.profile, b.fixture, b.map}, e, {}, 0);
  CHECK(told(v) == "FAIL | intermittent shield");
  const Bench d(diode_plug());
  Evidence flaky = evidence_of(d.expected().matrix());
  flaky.scans.back().matrix = d.matrix({{"in.S", "out.S"}});
  const Verdict lost = judge({d.profile, d.fixture, d.map}, flaky, {}, 0);
  CHECK(lost.outcome == Outcome::fail);
  CHECK(!lost.diagnoses.empty());
}

TEST_CASE("a diode's link that the quick scan alone sees, or the slow pass alone, is no diode") {
  const Bench b(diode_plug());
  Evidence quick = evidence_of(b.expected().matrix());
  quick.holds[b.point("out.T")].always_low &= ~only(b.point("in.T"));
  quick.holds[b.point("out.T")].ever_low &= ~only(b.point("in.T"));
  CHECK(judge({b.profile, b.fixture, b.map}, quick, {}, 0).outcome == Outcome::fail);
  Evidence slow = evidence_of(b.expected().matrix());
  for (auto& s : slow.scans) s.matrix.rows[b.point("out.T")] &= ~only(b.point("in.T"));
  CHECK(judge({b.profile, b.fixture, b.map}, slow, {}, 0).outcome == Outcome::fail);
}

TEST_CASE("an end that only a part joins is proved present by it, and one that only a jumper of its own joins is not") {
  Profile p;
  p.nets = {{"a", contacts({"in.T"})}, {"k", contacts({"out.T"})}};
  p.parts = {diode("D1", "a", "k")};
  const Bench b(p);
  CHECK(told(b.judged(b.expected().matrix())) == "PASS");
  CHECK(told(b.judged(b.matrix({}))) == "NO_CABLE");
  p.nets = {{"a", contacts({"in.T"})}, {"k", contacts({"in.S"})}, {"other", contacts({"out.T"})}, {"rest", contacts({"out.S"})}};
  p.parts = {diode("D1", "a", "k"), jumper("J1", "other", "rest")};
  const Bench own(p);
  CHECK(told(own.judged(own.expected().matrix())) == "ERROR unprovable-end");
}

TEST_CASE("the identity of a profile has its parts with their values, and one without parts is as it was") {
  Profile p = balanced();
  const std::string plain = canonical_form(p);
  CHECK(plain.find("\nparts\n") != std::string::npos);
  p.parts = {{"coil", PartKind::unknown, "L+", "L-", {}, "32 ohm"}};
  CHECK(canonical_form(p).find("\nparts coil\n") != std::string::npos);
  std::set<std::string> seen = {plain, canonical_form(p)};
  for (const Part& part : {resistor("R1", "L+", "L-", 470), resistor("R1", "L+", "L-", 471), resistor("R1", "L+", "R-", 470),
                           resistor("R2", "L+", "L-", 470), diode("R1", "L+", "L-"), diode("R1", "L-", "L+"), jumper("R1", "L+", "L-")}) {
    p.parts = {part};
    CHECK(seen.insert(canonical_form(p)).second);
  }
  p.parts = {resistor("R1", "L-", "L+", 470)};
  CHECK_FALSE(seen.insert(canonical_form(p)).second);
}

TEST_CASE("plugs with a part in one of them are not alike") {
  Profile p = balanced();
  CHECK(p.ends_are_alike(p.ends[1], p.ends[1]));
  p.ends = {{"a", ts()}, {"b", ts()}};
  p.nets = {{"hot", contacts({"a.T", "b.T"})}, {"shield", contacts({"a.S", "b.S"})}};
  CHECK(p.ends_are_alike(p.ends[0], p.ends[1]));
  p.nets = {{"hot", contacts({"a.T"})}, {"lit", contacts({"b.T"})}, {"shield", contacts({"a.S", "b.S"})}};
  p.parts = {resistor("R1", "hot", "lit", 470)};
  CHECK(p.ends_are_alike(p.ends[0], p.ends[1]));
  p.parts = {diode("D1", "hot", "lit")};
  CHECK_FALSE(p.ends_are_alike(p.ends[0], p.ends[1]));
}

TEST_CASE("parts in words") {
  CHECK(in_words(resistor("R1", "a", "b", 470)) == "resistor R1 (470 Ω ± 5 %)");
  CHECK(in_words(resistor("R1", "a", "b", 4700, 1)) == "resistor R1 (4.7 kΩ ± 1 %)");
  CHECK(in_words(Part{"L1", PartKind::coil, "a", "b", OhmWindow{28, 34, {}, "measured"}}) == "coil L1 (28 to 34 Ω)");
  CHECK(in_words(diode("D1", "a", "b")) == "diode D1");
  CHECK(in_words(Part{"R1", PartKind::unknown, "a", "b", {}, "33 ohm"}) == "part R1 (33 ohm)");
}
