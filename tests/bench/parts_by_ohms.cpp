// Cables with resistors and coils, on a jig that measures them.
#include "bench/bench_jig.hpp"

using namespace buzzout;

namespace {

struct Parted {
  const char* profile;
  const char* fixture;
  FixtureMap::Choices at;
  std::vector<const char*> wrong;     // states of its parts that must fail, each by the part's name
  std::vector<const char*> tolerated;  // within their windows
};

const std::vector<Parted> kCables = {
    {"mono-sum", "pro-audio-bench", {},
     {"part:R1:open", "part:R1:short", "part:R2:330", "part:R2:680", "part:R1:430", "part:R1:510", "part:R1:47k", "part:R2:4.7"},
     {"part:R1:455", "part:R2:485"}},
    {"terminator", "pro-audio-bench", {{"plug", "in-xlr3"}}, {"part:R1:short", "part:R1:100", "part:R1:150", "part:R1:1.2k"}, {"part:R1:118"}},
    {"attenuator", "line-bench", {{"in", "send"}, {"out", "return"}},
     {"part:series:open", "part:series:short", "part:series:470", "part:shunt:open", "part:shunt:short", "part:shunt:1k"}, {}},
    {"one-driver", "headphone-bench", {{"plug", "left"}}, {"part:driver:short", "part:driver:16", "part:driver:64", "part:driver:300"}, {"part:driver:30"}},
};

Profile parted(const std::string& name) { return shipped().profile(std::string(BUZZOUT_SOURCE_DIR) + "/tests/profiles/" + name + ".yaml"); }

std::string part_of(const std::string& edit) { return edit.substr(5, edit.find(':', 5) - 5); }

}  // namespace

TEST_CASE("resistors and coils pass within their windows, and fail by their names shorted, open and of another value") {
  for (const auto& cable : kCables) {
    CAPTURE(cable.profile);
    BenchJig jig(parted(cable.profile), cable.fixture, cable.at);
    const Verdict good = jig.test("good");
    CAPTURE(in_words(good));
    CHECK(good.outcome == Outcome::pass);
    CHECK(good.coverage == Coverage::continuity_and_ohms);
    for (const char* edit : cable.tolerated) {
      CAPTURE(edit);
      const Verdict v = jig.test(edit);
      CAPTURE(in_words(v));
      CHECK(v.outcome == Outcome::pass);
    }
    for (const char* edit : cable.wrong) {
      CAPTURE(edit);
      const Verdict v = jig.test(edit);
      CAPTURE(in_words(v));
      CHECK(v.outcome == Outcome::fail);
      CHECK(std::ranges::find(v.faults, part_of(edit), &Fault::part) != v.faults.end());
      CHECK_FALSE(v.diagnoses.empty());
    }
  }
}

TEST_CASE("an open part that is all a plug has is no cable") {
  BenchJig jig(parted("one-driver"), "headphone-bench", {{"plug", "left"}});
  CHECK(jig.test("part:driver:open").outcome == Outcome::no_cable);
}

TEST_CASE("a resistor on a jig without ohms is an error, whatever it measures") {
  BenchJig jig(parted("mono-sum"), "pro-audio-bench-uno", {});
  for (const char* edit : {"good", "part:R1:short", "part:R1:open", "part:R1:100"}) {
    CAPTURE(edit);
    CHECK(jig.test(edit).outcome != Outcome::pass);
  }
}

TEST_CASE("a part whose absence could hide in the tolerance of one beside it is not decided by ohms") {
  for (const double beside : {100.0, 4700.0}) {
    CAPTURE(beside);
    Profile p = parted("terminator");
    Part second = p.parts[0];
    second.name = "R2";
    second.ohm = OhmWindow{beside * 0.95, beside * 1.05, beside, ""};
    p.parts.push_back(second);
    BenchJig jig(p, "pro-audio-bench", {{"plug", "in-xlr3"}});
    const Verdict good = jig.test("good");
    CAPTURE(in_words(good));
    CHECK(good.outcome == (beside < 1000 ? Outcome::pass : Outcome::error));
    CHECK(jig.test("part:R2:open").outcome != Outcome::pass);
    CHECK(jig.test("part:R1:open").outcome != Outcome::pass);
  }
}

TEST_CASE("a part that is called as a net is not decided by the net's wire") {
  Profile p = parted("mono-sum");
  p.parts[0].name = "ground";
  BenchJig jig(p, "pro-audio-bench", {});
  CHECK(jig.test("good").outcome == Outcome::pass);
  for (const char* edit : {"part:ground:short", "part:ground:100", "part:ground:open"}) {
    CAPTURE(edit);
    CHECK(jig.test(edit).outcome == Outcome::fail);
  }
}
