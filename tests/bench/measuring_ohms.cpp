// Resistances end to end on the simulated Kelvin jig: every profile of the library, every joint of it.
#include <cmath>
#include <random>

#include "bench/bench_jig.hpp"
#include "core/resistance_limits.hpp"
#include "core/wire_match.hpp"
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

namespace {

// Wires, an allowance or one limit for all, and a golden cable for some paths; different each time.
void give_limits(Profile& p, std::mt19937& random) {
  const auto between = [&](double least, double most) { return std::uniform_real_distribution(least, most)(random); };
  if (between(0, 1) < 0.7) {
    for (const auto& net : p.nets) {
      Wire& wire = p.wires[net.name];
      if (between(0, 1) < 0.5) wire.awg = static_cast<int>(between(20, 32));
      else wire.mm2 = between(0.05, 0.5);
      wire.length_m = between(0.3, 5);
    }
    p.allowance = Limit{between(0.7, 1.5), "by chance"};
  } else {
    p.continuity = {between(0.7, 3), "by chance"};
  }
  p.golden = GoldenLimit{between(0.3, 0.9), "by chance", {}};
  for (const auto& net : p.nets)
    for (std::size_t i = 0; i < net.contacts.size(); ++i)
      for (std::size_t j = i + 1; j < net.contacts.size(); ++j)
        if (between(0, 1) < 0.6) p.golden->paths.push_back({net.contacts[j], net.contacts[i], between(0.05, 1.5)});
}

double margin_of(const Profile& p, const std::optional<double>& golden) { return golden ? p.golden->margin_ohm : 0; }

}  // namespace

TEST_CASE("whatever limits a wire, a joint beyond that fails by its name, and one within passes") {
  std::mt19937 random(20260301);
  unsigned by_golden = 0, by_wire = 0, joints = 0, unmeasured = 0;
  for (const auto& name : shipped_profiles()) {
    const std::string fixture = kelvin_bench_for(name);
    if (fixture.empty()) continue;
    CAPTURE(name);
    Profile profile = shipped().profile(name);
    give_limits(profile, random);
    BenchJig jig(profile, fixture, {});
    const Verdict good = jig.test("good");
    REQUIRE(good.outcome == Outcome::pass);
    // A limit between two contacts that are not measured is said to be none.
    const bool all_measured = std::ranges::all_of(profile.golden->paths, [&](const GoldenLimit::Path& path) {
      return limits_of(profile, *profile.net_of(path.from), path.from, path.to).golden == std::nullopt ||
             std::ranges::any_of(good.resistances, [&](const Resistance& r) { return profile.golden->path(r.from, r.to) == &path; });
    });
    CHECK((good.coverage == Coverage::continuity_and_ohms) == all_measured);
    unmeasured += !all_measured;
    CHECK(std::ranges::any_of(good.not_tested, [](const NotTested& n) { return n.code == NotTestedCode::resistance_unmeasured; }) ==
          !all_measured);
    for (const auto& net : profile.nets) {
      const auto c = net.contacts[random() % net.contacts.size()];
      if (profile.is_ignored(c)) continue;
      CAPTURE(c.name());
      // Of the ways through this joint the one that is limited most.
      std::optional<double> limit, golden;
      for (const auto& r : good.resistances)
        if (r.from == c || r.to == c)
          if (const auto l = limits_of(profile, net, r.from, r.to); !limit || *l.max < *limit) {
            limit = l.max;
            golden = l.golden;
          }
      if (!limit) continue;
      CAPTURE(*limit);
      const double u = uncertainty_of(OhmMethod::kelvin, *limit, nullptr, 0, 1, {});
      if (*limit - 1.5 * u < 0.1) continue;
      REQUIRE(u <= (golden ? margin_of(profile, golden) : *limit / 3));
      ++joints;
      (golden ? by_golden : by_wire) += 1;
      const Verdict bad = jig.test(joint_of(c, *limit + 1.5 * u));
      CAPTURE(in_words(bad));
      CHECK(bad.outcome == Outcome::fail);
      CHECK(names_joint(bad, net, c));
      CHECK(std::ranges::any_of(bad.resistances, [&](const Resistance& r) {
        return r.status == ResistanceStatus::too_high && r.max == limit && r.golden.has_value() == golden.has_value() && !r.basis.empty();
      }));
      const Verdict within = jig.test(joint_of(c, *limit - 1.5 * u));
      CHECK(within.outcome == Outcome::pass);
      CHECK(within.coverage == good.coverage);
    }
  }
  CHECK(unmeasured > 0);
  CHECK(joints > 120);
  CHECK(by_golden > 40);
  CHECK(by_wire > 40);
}

TEST_CASE("of two wires that are made alike the one with more fails, and what cannot be told is said") {
  std::mt19937 random(20260302);
  unsigned pairs = 0, small = 0;
  for (const auto& name : shipped_profiles()) {
    const std::string fixture = kelvin_bench_for(name);
    Profile profile = shipped().profile(name);
    const auto alike = wires_made_alike(profile);
    if (fixture.empty() || alike.empty()) continue;
    CAPTURE(name);
    const double percent = std::uniform_real_distribution(40.0, 120.0)(random), base = std::uniform_real_distribution(2.0, 4.0)(random);
    profile.match = MatchLimit{percent, "by chance"};
    profile.continuity = {100, "anything"};
    BenchJig jig(profile, fixture, {});
    // Every wire that has a like has so many ohms, and one has more.
    const auto cable = [&](const Net* odd, double odd_ohm) {
      std::string out;
      for (const auto& net : profile.nets)
        if (std::ranges::any_of(alike, [&](const WirePair& p) { return p.first->name == net.name || p.second->name == net.name; }))
          out += (out.empty() ? "" : ",") + joint_of(net.contacts[0], odd != nullptr && net.name == odd->name ? odd_ohm : base);
      return out;
    };
    const Verdict even = jig.test(cable(nullptr, 0));
    CAPTURE(in_words(even));
    CHECK(even.outcome == Outcome::pass);
    CHECK_FALSE(even.marginal);
    CHECK(even.matches.size() == alike.size());
    CHECK(even.coverage == Coverage::continuity_and_ohms);
    const Net* odd = alike[random() % alike.size()].first;
    CAPTURE(odd->name);
    const double most = base * (1 + percent / 100);
    const auto u_of = [](double ohm) { return uncertainty_of(OhmMethod::kelvin, ohm, nullptr, 0, 1, {}); };
    const double u = std::hypot(u_of(most), u_of(base) * (1 + percent / 100));
    ++pairs;
    const Verdict bad = jig.test(cable(odd, most + 1.5 * u));
    CAPTURE(in_words(bad));
    CHECK(bad.outcome == Outcome::fail);
    CHECK(bad.faults.size() == 1);
    CHECK(names_joint(bad, *odd, odd->contacts[0]));
    CHECK(bad.diagnoses[0].code == DiagnosisCode::high_resistance);
    CHECK(bad.diagnoses[0].repair.find("strands") != std::string::npos);
    const Verdict within = jig.test(cable(odd, most - 1.5 * u));
    CHECK(within.outcome == Outcome::pass);
    CHECK_FALSE(within.marginal);
    // Contacts of 25 mΩ are more than any match of a good short cable: nothing is claimed, and that is said.
    const Verdict shorter = jig.test("good");
    ++small;
    CHECK(shorter.outcome == Outcome::pass);
    CHECK(shorter.coverage == Coverage::continuity);
    CHECK(std::ranges::count(shorter.not_tested, NotTestedCode::resistance_undecided, [](const NotTested& n) { return n.code; }) ==
          static_cast<long>(alike.size()));
    CHECK(std::ranges::all_of(shorter.matches, [](const WireMatch& m) { return m.status == ResistanceStatus::undecided; }));
  }
  CHECK(pairs > 30);
  CHECK(small == pairs);
}

TEST_CASE("a break is named by the colour of its wire, where the profile knows it") {
  Profile profile = shipped().profile("4.4-ts");
  profile.wires["L-"].colour = "white";
  BenchJig jig(profile, "headphone-bench-uno", {});
  CHECK(jig.test("open:amp.R1").diagnoses.at(0).repair.find("the joints of the white wire at amp.R1") != std::string::npos);
  CHECK(jig.test("open:amp.T").diagnoses.at(0).repair.find("the joints at amp.T") != std::string::npos);
}
