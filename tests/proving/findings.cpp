#include <algorithm>
#include <map>
#include <set>

#include "bench/bench_jig.hpp"
#include "proving/prove.hpp"

using namespace buzzout;

namespace {

struct Proved {
  Proved(const std::string& profile_name, const std::string& fixture_name)
      : profile(shipped().profile(profile_name)), fixture(shipped().fixture(fixture_name)) {}
  Proof proof() const {
    const FixtureMap map(profile, fixture);
    return prove({profile, fixture, map});
  }
  Profile profile;
  Fixture fixture;
};

std::size_t tried(const Proof& p, MistakeKind kind) {
  return static_cast<std::size_t>(std::ranges::count(p.trials, kind, &Trial::kind));
}

// The contact loses its test point.
void unwire(Fixture& fixture, const std::string& socket, const std::string& pin) {
  for (auto& s : fixture.sockets)
    if (s.name == socket) std::erase_if(s.wires, [&](const auto& w) { return w.first == pin; });
}

}  // namespace

TEST_CASE("of the shipped cables nothing escapes on any fixture that takes them, and nothing good is refused") {
  for (const auto& fixture : shipped_fixtures())
    for (const auto& name : profiles_for(fixture)) {
      CAPTURE(fixture);
      CAPTURE(name);
      const Proof p = Proved(name, fixture).proof();
      CHECK(p.holds());
      CHECK(p.count(Finding::caught) > 50);  // of two wires between two plugs: 55
      for (auto kind : {MistakeKind::open, MistakeKind::short_, MistakeKind::unplugged, MistakeKind::one_way})
        CHECK(p.count(kind, Finding::caught) == tried(p, kind));
    }
}

TEST_CASE("nor does anything escape on 64 points") {
  const Proof p = Proved("d-sub-25-to-8-xlr-3", "db25-bench").proof();
  CHECK(p.holds());
  for (auto kind : {MistakeKind::open, MistakeKind::short_, MistakeKind::unplugged, MistakeKind::one_way})
    CHECK(p.count(kind, Finding::caught) == tried(p, kind));
  CHECK(p.count(Finding::caught) > 10'000);
}

TEST_CASE("every mistake is there once") {
  const Proof p = Proved("4.4-ts", "headphone-bench").proof();
  std::set<std::string> edits;
  for (const auto& t : p.trials) CHECK(edits.insert(t.edits).second);
  CHECK(tried(p, MistakeKind::open) == 8);
  CHECK(tried(p, MistakeKind::short_) == 9 * 8 / 2 - 4);
  CHECK(tried(p, MistakeKind::swap) + tried(p, MistakeKind::reversed_pair) == 10 + 1 + 1);
  CHECK(tried(p, MistakeKind::reversed_pair) == 4);
  CHECK(tried(p, MistakeKind::crossed_pairs) == 1);
  // All 119 orders of five wires but the ten swaps and the crossed pairs, which are there already.
  CHECK(tried(p, MistakeKind::order) == 119 - 10 - 1);
  CHECK(tried(p, MistakeKind::exchanged_plugs) == 1);
  CHECK(tried(p, MistakeKind::unplugged) == 3);
  CHECK(tried(p, MistakeKind::one_way) == 9 * 8 - 8 + 16);
}

TEST_CASE("a plug in the other's socket hides the channels crossed at the amplifier's plug, and nothing else") {
  const Proof p = Proved("4.4-ts", "headphone-bench").proof();
  REQUIRE(p.hidden.size() == 1);
  CHECK(p.hidden[0].edits == "swap:amp.T:amp.R2,swap:amp.R1:amp.R3");
  CHECK(p.hidden[0].exchange == "swap:left.T:right.T,swap:left.S:right.S");
  BenchJig jig("4.4-ts", "headphone-bench");
  CHECK(jig.test(p.hidden[0].edits).outcome == Outcome::fail);
  CHECK(jig.test(p.hidden[0].edits + "," + p.hidden[0].exchange).outcome == Outcome::pass);
}

TEST_CASE("mistakes that measure the same are told together, and really do") {
  BenchJig jig("4.4-ts", "headphone-bench");
  const Proof p = prove(jig.job);
  std::map<Alike::Kind, unsigned> groups;
  for (const auto& a : p.alike) {
    ++groups[a.kind];
    REQUIRE(a.trials.size() > 1);
    const ScanMatrix first = jig.test(p.trials[a.trials[0]].edits).matrix;
    for (std::size_t i : a.trials) CHECK(jig.test(p.trials[i].edits).matrix == first);
  }
  CHECK(groups[Alike::Kind::open] == 4);      // one a wire
  CHECK(groups[Alike::Kind::exchange] == 3);  // L, R, and the two cups
}

TEST_CASE("a contact without a test point lets a short escape, and the proof says so") {
  Proved p("4.4-ts", "headphone-bench");
  unwire(p.fixture, "amp-4.4", "S");
  const Proof proof = p.proof();
  CHECK_FALSE(proof.holds());
  CHECK(proof.count(MistakeKind::short_, Finding::escaped) == 8);
  CHECK(proof.summary().find("escaped") != std::string::npos);
}

TEST_CASE("what the profile ignores is no mistake; what passes differs in nothing else") {
  Proved p("xlr-mic", "headphone-bench");
  p.profile.ignored = {{"in", "shell"}};
  const Proof proof = p.proof();
  CHECK(proof.holds());
  CHECK(proof.count(MistakeKind::short_, Finding::no_difference) == 7);
}

TEST_CASE("what the profile ignores is a mistake where it shorts an amplifier") {
  Proved p("4.4-ts", "headphone-bench");
  p.profile.ignored = {{"amp", "S"}};
  const Proof proof = p.proof();
  CHECK(proof.holds());
  CHECK(proof.count(MistakeKind::short_, Finding::no_difference) == 0);
}

TEST_CASE("where the good cable cannot pass there is nothing to prove") {
  Proved p("4.4-ts", "headphone-bench");
  p.profile.trust = Trust::template_only;
  CHECK_THROWS_AS(p.proof(), Error);
}
