// What may lie beside a wire or a part, so that its ohms are not seen.
#include "bench/bench_jig.hpp"

using namespace buzzout;

namespace {

Profile with_parts(const std::string& name) { return shipped().profile(std::string(BUZZOUT_SOURCE_DIR) + "/tests/profiles/" + name + ".yaml"); }

bool says(const Verdict& v, NotTestedCode code) { return std::ranges::find(v.not_tested, code, &NotTested::code) != v.not_tested.end(); }

}  // namespace

TEST_CASE("capacitance between two wires, as of a long cable, does not hide a bad joint of either") {
  for (const char* fixture : {"headphone-bench", "headphone-bench-uno-ohms"}) {
    BenchJig jig("4.4-ts", fixture);
    for (const char* farad : {"300p", "1n", "3n", "10n", "47n", "100n", "470n", "1u"}) {
      const std::string cable = std::string("cap:amp.T:amp.R1:") + farad;
      CAPTURE(cable);
      const Verdict good = jig.test(cable);
      CAPTURE(in_words(good));
      if (good.outcome == Outcome::pass) CHECK(good.resistances.size() == 4);
      for (const char* joint : {"ohms:amp.R1:50", "ohms:left.T:900", "ohms:right.S:20"}) {
        CAPTURE(joint);
        CHECK(jig.test(cable + "," + joint).outcome == Outcome::fail);
      }
    }
  }
}

TEST_CASE("a contact that the profile ignores and that touches a wire does not hide the wire's ohms") {
  Profile p = shipped().profile("4.4-ts");
  p.ignored = {{"amp", "S"}};
  BenchJig jig(p, "headphone-bench", {});
  CHECK(jig.test("good").outcome == Outcome::pass);
  for (const char* wire : {"amp.T", "amp.R1", "amp.R2", "amp.R3"}) {
    const std::string touches = std::string("short:amp.S:") + wire;
    CAPTURE(touches);
    CHECK(jig.test(touches + ",ohms:" + wire + ":50").outcome != Outcome::pass);
  }
}

TEST_CASE("a jumper conducts as well as a wire does, or fails") {
  Profile p = with_parts("mono-sum");
  for (auto& part : p.parts) part.kind = PartKind::jumper, part.ohm.reset();
  BenchJig jig(p, "pro-audio-bench", {});
  const Verdict good = jig.test("part:R1:0.1,part:R2:0.1");
  CAPTURE(in_words(good));
  CHECK(good.outcome == Outcome::pass);
  CHECK(good.coverage == Coverage::continuity_and_ohms);
  for (const char* ohm : {"3", "50", "900", "5k"}) {
    const Verdict v = jig.test("part:R1:0.1,part:R2:" + std::string(ohm));
    CAPTURE(in_words(v));
    CHECK(v.outcome == Outcome::fail);
    CHECK(std::ranges::find(v.faults, "R2", &Fault::part) != v.faults.end());
  }
}

TEST_CASE("a resistor that nobody wants, between two nets that parts join by way of a third, is found") {
  const Profile p = with_parts("mono-sum");
  BenchJig jig(p, "pro-audio-bench", {});
  const Net &left = *p.net_named(p.parts[0].from), &right = *p.net_named(p.parts[1].from);
  const std::string between = "leak:" + left.contacts[0].name() + ":" + right.contacts[0].name() + ":";
  for (const char* ohm : {"10", "100", "470", "1k", "3k"}) {
    const Verdict v = jig.test(between + ohm);
    CAPTURE(in_words(v));
    CHECK(v.outcome == Outcome::fail);
  }
}

TEST_CASE("parts of which only the whole is measured are named, and others are not") {
  Profile p = with_parts("terminator");
  BenchJig alone(p, "pro-audio-bench", {{"plug", "in-xlr3"}});
  CHECK_FALSE(says(alone.test("good"), NotTestedCode::parts_side_by_side));
  Part second = p.parts[0];
  second.name = "R2";
  p.parts.push_back(second);
  BenchJig jig(p, "pro-audio-bench", {{"plug", "in-xlr3"}});
  const Verdict v = jig.test("part:R1:132,part:R2:110");
  CHECK(v.outcome == Outcome::pass);
  CHECK(says(v, NotTestedCode::parts_side_by_side));
}

TEST_CASE("a series capacitor is no wire to half Kelvin up to what its verdict says, and to Kelvin at no size") {
  for (const auto& [fixture, most_uf] : std::vector<std::pair<std::string, double>>{{"headphone-bench-uno-ohms", 200}, {"headphone-bench", 10000}}) {
    BenchJig jig("4.4-ts", fixture);
    for (double uf = 1; uf <= most_uf; uf *= 1.3) {
      CAPTURE(fixture);
      CAPTURE(uf);
      CHECK(jig.test("series:amp.R1:" + std::to_string(uf) + "u").outcome != Outcome::pass);
    }
  }
}

TEST_CASE("what leaks of a cable are too small to be seen is said on a jig with ohms too") {
  for (const char* fixture : {"headphone-bench", "headphone-bench-uno-ohms"}) {
    BenchJig jig("4.4-ts", fixture);
    CHECK(says(jig.test("good"), NotTestedCode::isolation));
  }
}
