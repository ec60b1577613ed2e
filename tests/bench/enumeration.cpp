#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>

#include "bench_jig.hpp"
#include "soldered_cable.hpp"

using namespace buzzout;

namespace {

// Counts what was tried, and says so with the time it took.
class Tally {
 public:
  explicit Tally(std::string what) : what_(std::move(what)) {}
  ~Tally() {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start_;
    MESSAGE(what_, ": ", tried, " cables, ", taken.count(), " s");
  }
  unsigned tried = 0;

 private:
  std::string what_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class Body>
void on_every_bench(const std::string& what, Body body) {
  Tally tally(what);
  for (const auto& fixture : enumerated_fixtures())
    for (const auto& profile : profiles_for(fixture)) {
      CAPTURE(fixture);
      CAPTURE(profile);
      BenchJig jig(profile, fixture);
      const SolderedCable good(jig.profile);
      body(jig, good, tally.tried);
      CHECK(jig.test("good").outcome == Outcome::pass);
      jig.check_conduct();
    }
  CHECK(tally.tried >= 2 * shipped_profiles().size());
}

// Fails with exactly the faults of the cable as it is soldered now.
void must_find(BenchJig& jig, const std::string& edit, const SolderedCable& cable) {
  CAPTURE(edit);
  const Verdict v = jig.test(edit);
  REQUIRE(v.outcome == Outcome::fail);
  REQUIRE(SolderedCable::in_words(v.faults) == cable.faults());
  REQUIRE_FALSE(v.diagnoses.empty());
  REQUIRE_FALSE(v.problem.has_value());
}

template <class Body>
void for_each_pair(const std::vector<Contact>& contacts, Body body) {
  for (std::size_t a = 0; a < contacts.size(); ++a)
    for (std::size_t b = a + 1; b < contacts.size(); ++b) body(contacts[a], contacts[b]);
}

}  // namespace

TEST_CASE("every good cable passes on every fixture, and no other cable passes for it") {
  Tally tally("good cables");
  for (const auto& fixture : shipped_fixtures())
    for (const auto& profile : profiles_for(fixture)) {
      CAPTURE(fixture);
      CAPTURE(profile);
      BenchJig jig(profile, fixture);
      const Verdict v = jig.test("good");
      CHECK(v.outcome == Outcome::pass);
      CHECK(v.faults.empty());
      CHECK(v.diagnoses.empty());
      CHECK(v.nets.size() == jig.profile.nets.size());
      CHECK(jig.test("none").outcome == Outcome::no_cable);
      jig.check_conduct();
      tally.tried += 2;
    }
}

TEST_CASE("nothing passes against a template or a cable that is known to be bad, not even that very cable") {
  unsigned templates = 0, hazards = 0;
  for (const auto& name : shipped().profile_names()) {
    const Profile file = shipped().profile(name);
    std::vector<std::string> all{name};
    for (const auto& variant : file.variants) all.push_back(name + ":" + variant);
    for (const auto& profile : all) {
      if (can_pass(shipped().profile(profile))) continue;
      CAPTURE(profile);
      BenchJig jig(profile, uno_bench_for(profile));
      const bool pattern = jig.profile.trust == Trust::template_only;
      ++(pattern ? templates : hazards);
      const Verdict v = jig.test("good");
      CHECK(v.outcome == (pattern ? Outcome::error : Outcome::fail));
      CHECK(jig.test("none").outcome != Outcome::pass);
      for (const auto& net : jig.profile.nets)
        for (const auto& c : net.contacts) CHECK(jig.test("open:" + c.name()).outcome != Outcome::pass);
    }
  }
  CHECK(templates == 8);
  CHECK(hazards == 5);
}

TEST_CASE("every single open joint of every cable fails and is named") {
  on_every_bench("opens", [](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    for (const auto& c : good.contacts()) {
      if (!good.in_a_net(c)) continue;
      must_find(jig, "open:" + c.name(), good.with_open(c));
      ++tried;
    }
  });
}

TEST_CASE("every short between two nets of every cable fails and is named") {
  on_every_bench("shorts", [](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    for_each_pair(good.contacts(), [&](const Contact& a, const Contact& b) {
      if (good.same_net(a, b)) return;
      must_find(jig, "short:" + a.name() + ":" + b.name(), good.with_short(a, b));
      ++tried;
    });
  });
}

TEST_CASE("every swap of two wires of one plug fails and is named, unless it changes nothing") {
  unsigned without_effect = 0;
  on_every_bench("swaps", [&](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    for_each_pair(good.contacts(), [&](const Contact& a, const Contact& b) {
      if (a.end != b.end) return;
      const std::string edit = "swap:" + a.name() + ":" + b.name();
      const SolderedCable swapped = good.with_swap(a, b);
      ++tried;
      if (!swapped.is_as_wanted()) return must_find(jig, edit, swapped);
      CAPTURE(edit);
      CHECK(jig.test(edit).outcome == Outcome::pass);
      ++without_effect;
    });
  });
  MESSAGE("of these swaps without effect: ", without_effect);
}

TEST_CASE("every diode between two nets of every cable fails as a one-way link, named by both nets") {
  on_every_bench("one-way links", [](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    for (const auto& anode : good.contacts())
      for (const auto& cathode : good.contacts()) {
        if (anode == cathode || good.same_net(anode, cathode)) continue;
        const std::string edit = "diode:" + anode.name() + ":" + cathode.name();
        CAPTURE(edit);
        const Verdict v = jig.test(edit);
        REQUIRE(v.outcome == Outcome::fail);
        REQUIRE(SolderedCable::in_words(v.faults) == std::multiset<std::string>{good.one_way(anode, cathode)});
        ++tried;
      }
  });
}

TEST_CASE("a diode in a wire fails either way round, whatever capacitor lies across it") {
  on_every_bench("diodes beside capacitors", [](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    for (const auto& net : jig.profile.nets)
      for (const auto& c : net.contacts) {
        const Contact& rest = net.contacts[net.contacts.front() == c ? 1 : 0];
        REQUIRE(good.in_a_net(c));
        for (const char* farad : {"300p", "1n", "10n", "100n", "330n"})
          for (const bool outward : {true, false}) {
            const std::string edit = "series:" + c.name() + ":" + farad + ",diode:" +
                                     (outward ? c : rest).name() + ":" + (outward ? rest : c).name();
            CAPTURE(edit);
            REQUIRE(jig.test(edit).outcome == Outcome::fail);
            ++tried;
          }
      }
  });
}

// Of all pairs each fifth, unless BUZZOUT_ALL_PAIRS is set (tests/long).
TEST_CASE("no two mistakes together make a cable pass, unless they undo each other") {
  const unsigned step = std::getenv("BUZZOUT_ALL_PAIRS") != nullptr ? 1 : 5;
  struct Mistake {
    std::string edit;
    bool at_joint;  // an open or a swap; in the cable language these come before what joins contacts
    std::function<SolderedCable(const SolderedCable&)> apply;
  };
  unsigned undone = 0, number = 0;
  on_every_bench("pairs of mistakes", [&](BenchJig& jig, const SolderedCable& good, unsigned& tried) {
    if (jig.fixture.board != "uno") return;  // the fixtures differ in their board only
    std::vector<Mistake> mistakes;
    for (const auto& c : good.contacts())
      if (good.in_a_net(c))
        mistakes.push_back({"open:" + c.name(), true, [c](const auto& w) { return w.with_open(c); }});
    for_each_pair(good.contacts(), [&](const Contact& a, const Contact& b) {
      const std::string pair = a.name() + ":" + b.name();
      if (a.end == b.end)
        mistakes.push_back({"swap:" + pair, true, [=](const auto& w) { return w.with_swap(a, b); }});
    });
    for_each_pair(good.contacts(), [&](const Contact& a, const Contact& b) {
      const std::string pair = a.name() + ":" + b.name();
      mistakes.push_back({"short:" + pair, false, [=](const auto& w) { return w.with_short(a, b); }});
    });
    for (std::size_t i = 0; i < mistakes.size(); ++i)
      for (std::size_t k = i; k < mistakes.size(); ++k) {
        if (number++ % step != 0) continue;
        const SolderedCable cable = mistakes[k].apply(mistakes[i].apply(good));
        const std::string edit = mistakes[i].edit + "," + mistakes[k].edit;
        CAPTURE(edit);
        const Outcome outcome = jig.test(edit).outcome;
        if (cable.joins_nothing())
          REQUIRE((outcome == Outcome::no_cable || outcome == Outcome::fail));
        else
          REQUIRE(outcome == (cable.is_as_wanted() ? Outcome::pass : Outcome::fail));
        undone += outcome == Outcome::pass;
        ++tried;
      }
  });
  MESSAGE("of these pairs without effect: ", undone);
  CHECK(undone > 0);
}

TEST_CASE("of a thousand cables wired at random only the right one passes") {
  std::mt19937 random(7);
  BenchJig jig("4.4-ts", "headphone-bench");
  const SolderedCable good(jig.profile);
  std::string all_open;
  SolderedCable loose = good;
  for (const auto& c : good.contacts()) {
    all_open += (all_open.empty() ? "open:" : ",open:") + c.name();
    loose = loose.with_open(c);
  }
  unsigned failed = 0;
  for (int trial = 0; trial < 1000; ++trial) {
    SolderedCable cable = loose;
    std::string edits = all_open;
    const auto joints = 1 + random() % 7;
    for (unsigned long n = 0; n < joints; ++n) {
      const auto& a = good.contacts()[random() % good.contacts().size()];
      const auto& b = good.contacts()[random() % good.contacts().size()];
      if (a == b) continue;
      edits += ",short:" + a.name() + ":" + b.name();
      cable = cable.with_short(a, b);
    }
    CAPTURE(edits);
    const Outcome outcome = jig.test(edits).outcome;
    if (edits == all_open)
      REQUIRE(outcome == Outcome::no_cable);
    else
      REQUIRE(outcome == (cable.is_as_wanted() ? Outcome::pass : Outcome::fail));
    failed += outcome == Outcome::fail;
  }
  CHECK(failed > 900);
  CHECK(jig.test(all_open + ",short:amp.T:left.T,short:amp.R1:left.S,short:right.T:amp.R2,"
                            "short:right.S:amp.R3").outcome == Outcome::pass);
  jig.check_conduct();
}
