// Resistances end to end on the simulated Kelvin jig: every profile of the library, every joint of it.
#include <cmath>

#include "bench/bench_jig.hpp"
#include "ohms/uncertainty.hpp"

using namespace buzzout;

namespace {

// The shipped fixture of a Mega that takes a profile; empty if none does.
std::string kelvin_bench_for(const std::string& profile) {
  for (const auto& fixture : shipped_fixtures())
    if (!fixture.ends_with("-uno") && fits(profile, fixture)) return fixture;
  return "";
}

double limit_of(const Profile& p) { return p.continuity.ohm; }

// A joint, so that a path through it and a good one has so many ohms.
std::string joint_of(const Contact& c, double path_ohm) {
  constexpr double kGoodJoint = 0.05;
  return "ohms:" + c.name() + ":" + std::to_string(path_ohm - kGoodJoint);
}

bool names_joint(const Verdict& v, const Net& net, const Contact& c) {
  return std::ranges::any_of(v.faults, [&](const Fault& f) {
    return f.kind == FaultKind::high_resistance && f.net == net.name && f.ohm && f.limit &&
           std::ranges::find(f.contacts, c) != f.contacts.end();
  });
}

// Where three readings tell, the one joint and no other.
bool places_joint(const Verdict& v, const Contact& c) {
  return v.diagnoses.size() == 1 && v.diagnoses[0].code == DiagnosisCode::high_resistance && v.diagnoses[0].contacts == std::vector{c};
}

}  // namespace

TEST_CASE("every cable of the library passes with ohms, and fails by each of its joints that has too many") {
  unsigned profiles = 0, joints = 0;
  for (const auto& name : shipped_profiles()) {
    const std::string fixture = kelvin_bench_for(name);
    if (fixture.empty()) continue;
    CAPTURE(name);
    CAPTURE(fixture);
    BenchJig jig(name, fixture);
    ++profiles;
    const Verdict good = jig.test("good");
    CAPTURE(in_words(good));
    REQUIRE(good.outcome == Outcome::pass);
    REQUIRE(good.coverage == Coverage::continuity_and_ohms);
    REQUIRE_FALSE(good.marginal);
    for (const auto& r : good.resistances) REQUIRE(r.status == ResistanceStatus::ok);
    const double limit = limit_of(jig.profile), u = uncertainty_of(OhmMethod::kelvin, limit, nullptr, 0, 1, {});
    for (const auto& net : jig.profile.nets)
      for (const auto& c : net.contacts) {
        if (jig.profile.is_ignored(c)) continue;
        CAPTURE(c.name());
        ++joints;
        const Verdict bad = jig.test(joint_of(c, limit + 1.5 * u));
        CAPTURE(in_words(bad));
        CHECK(bad.outcome == Outcome::fail);
        CHECK(names_joint(bad, net, c));
        if (net.contacts.size() > 2) CHECK(places_joint(bad, c));
        CHECK(jig.test(joint_of(c, limit - 1.5 * u)).outcome == Outcome::pass);
      }
  }
  CHECK(profiles > 50);
  CHECK(joints > 250);
}
