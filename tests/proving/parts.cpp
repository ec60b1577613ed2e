#include <chrono>
#include <map>
#include <set>

#include "bench/bench_jig.hpp"
#include "proving/prove.hpp"

using namespace buzzout;

// The cables of tests/profiles: diodes and jumpers are judged on a board without ohms, resistors are not.

namespace {

struct PartedCable {
  std::string profile, fixture;
  FixtureMap::Choices at;
};

const std::vector<PartedCable> kDecided = {
    {"diode-lead", "line-bench-uno", {{"pedal", "send"}, {"amp", "return"}}},
    {"bridged-input", "pro-audio-bench-uno", {{"out", "left-xlr3"}}},
};
const std::vector<PartedCable> kUndecided = {
    {"mono-sum", "pro-audio-bench-uno", {}},
    {"attenuator", "line-bench-uno", {{"in", "send"}, {"out", "return"}}},
    {"terminator", "pro-audio-bench-uno", {{"plug", "in-xlr3"}}},
};

Profile cable(const std::string& name) { return shipped().profile(std::string(BUZZOUT_SOURCE_DIR) + "/tests/profiles/" + name + ".yaml"); }

}  // namespace

TEST_CASE("every mistake with a cable of diodes and jumpers is caught, on paper and on the simulated jig alike") {
  for (const auto& it : kDecided) {
    CAPTURE(it.profile);
    BenchJig jig(cable(it.profile), it.fixture, it.at);
    CHECK(in_words(jig.test("good")) == "PASS");
    CHECK(in_words(jig.test("none")) == "NO_CABLE");
    const Proof proof = prove(jig.job);
    CHECK(proof.holds());
    CHECK(proof.count(MistakeKind::part, Finding::caught) == (it.profile == "diode-lead" ? 3 : 1));
    const auto mistakes = mistakes_of(jig.profile);
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
      const auto& m = mistakes[i];
      CAPTURE(m.edits);
      const Verdict v = jig.test(m.edits);
      REQUIRE(v.matrix == m.cable.matrix(jig.map));
      REQUIRE(v.outcome == proof.trials[i].outcome);
      if (v.outcome == Outcome::fail) REQUIRE(!v.diagnoses.empty());
    }
    jig.check_conduct();
  }
}

TEST_CASE("what is wrong with a part is told by its name") {
  BenchJig diode(cable("diode-lead"), "line-bench-uno", {{"pedal", "send"}, {"amp", "return"}});
  for (const char* edit : {"part:D1:open", "part:D1:short", "part:D1:reversed", "part:D1:100", "part:D1:1M"}) {
    CAPTURE(edit);
    CHECK(in_words(diode.test(edit)) == "FAIL; component in + out: pedal.T amp.T");
  }
  // Between a wire and nothing: it conducts one way or another, or badly, and never as a diode does.
  for (const char* ohms : {"2k", "5k", "8k", "12k", "15k", "20k", "30k"}) {
    CAPTURE(ohms);
    CHECK(diode.test("part:D1:" + std::string(ohms)).outcome == Outcome::fail);
  }
  BenchJig jumper(cable("bridged-input"), "pro-audio-bench-uno", {{"out", "left-xlr3"}});
  CHECK(in_words(jumper.test("part:J1:open")) == "FAIL; open cold + shield: out.3 in.S out.1");
  CHECK(in_words(jumper.test("part:J1:short")) == "PASS");
}

TEST_CASE("without ohms a cable with resistors is an ERROR, whatever they have, and a FAIL where a wire is wrong") {
  for (const auto& it : kUndecided) {
    CAPTURE(it.profile);
    BenchJig jig(cable(it.profile), it.fixture, it.at);
    const Verdict good = jig.test("good");
    REQUIRE(good.problem.has_value());
    CHECK(good.problem->code == "needs-ohms");
    CHECK(jig.expected.met_by(good.matrix));
    for (const auto& part : jig.profile.parts)
      for (const char* state : {"open", "short", "1", "100", "1k", "3k", "10k", "33k", "100k", "1M"}) {
        CAPTURE(part.name);
        CAPTURE(state);
        CHECK(jig.test("part:" + part.name + ":" + state).outcome != Outcome::pass);
      }
    try {
      prove(jig.job);
      FAIL("it is proved");
    } catch (const Error& e) {
      CHECK(e.code == "needs-ohms");
    }
  }
  BenchJig mono(cable("mono-sum"), "pro-audio-bench-uno", {});
  CHECK(in_words(mono.test("open:mixer.S")) == "FAIL; open ground: player.S mixer.S");
  CHECK(in_words(mono.test("part:R1:open")) == "FAIL; component L + mono: player.T mixer.T");
}

TEST_CASE("resistors of every value read as their profile lets them read, and those that must be seen are seen") {
  BenchJig jig(cable("mono-sum"), "pro-audio-bench-uno", {});
  unsigned met = 0;
  for (const double ohm : {1.0, 47.0, 470.0, 1000.0, 2200.0, 4700.0, 10e3, 15e3, 22e3, 33e3, 47e3, 100e3, 220e3, 470e3, 1e6}) {
    CAPTURE(ohm);
    Profile p = jig.profile;
    for (auto& part : p.parts) part.ohm = OhmWindow{ohm * 0.95, ohm * 1.05, ohm, "tolerance"};
    BenchJig same(p, "pro-audio-bench-uno", {});
    const Verdict v = same.test("good");
    CHECK(same.expected.met_by(v.matrix));
    met += same.expected.met_by(v.matrix);
    CHECK(v.problem->code == "needs-ohms");
  }
  CHECK(met == 15);
}
