#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bench/measure.hpp"
#include "catalog/catalog.hpp"
#include "core/error.hpp"
#include "simulation/simulated_channel.hpp"

template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static doctest::String convert(const std::vector<std::string>& list) {
    std::string out;
    for (const auto& line : list) out += "\n  " + line;
    return (list.empty() ? "(none)" : out).c_str();
  }
};

namespace buzzout {

inline const Catalog& shipped() {
  static const Catalog catalog({BUZZOUT_SOURCE_DIR});
  return catalog;
}

inline bool can_pass(const Profile& p) { return p.hazard.empty() && p.trust != Trust::template_only; }

// Every shipped profile that a cable can pass against, variants included, but for what takes a board of 64 points.
inline std::vector<std::string> shipped_profiles() {
  std::vector<std::string> out;
  for (const auto& name : shipped().profile_names()) {
    const Profile profile = shipped().profile(name);
    if (profile.end("db25") != nullptr) continue;
    if (can_pass(profile)) out.push_back(name);
    for (const auto& variant : profile.variants)
      if (can_pass(shipped().profile(name + ":" + variant))) out.push_back(name + ":" + variant);
  }
  return out;
}

inline bool fits(const std::string& profile, const std::string& fixture) {
  try {
    const Profile p = shipped().profile(profile);
    const Fixture f = shipped().fixture(fixture);
    return FixtureMap(p, f).points() > 0;
  } catch (const Error&) {
    return false;
  }
}

inline const std::vector<std::string> kHeadphoneBenches = {"headphone-bench", "headphone-bench-uno"};
// The shipped fixtures of an Uno and of a Mega.
inline const std::vector<std::string>& shipped_fixtures() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out = shipped().fixture_names();
    std::erase_if(out, [](const auto& name) { return find_board(shipped().fixture(name).board)->points > 16; });
    return out;
  }();
  return all;
}

// With cables of every number of nets and contacts; enough for what is about jigs more than about cables.
inline const std::vector<std::string> kUsualBenches = {"headphone-bench", "headphone-bench-uno", "adapter-bench",
                                                       "adapter-bench-uno"};

// Where every mistake is tried: the usual benches on both boards, the others on an Uno.
inline const std::vector<std::string>& enumerated_fixtures() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out = kUsualBenches;
    for (const auto& name : shipped_fixtures())
      if (name.ends_with("-uno") && std::ranges::find(out, name) == out.end()) out.push_back(name);
    return out;
  }();
  return all;
}

// Of the shipped profiles those that a fixture takes.
inline std::vector<std::string> profiles_for(const std::string& fixture) {
  std::vector<std::string> out = shipped_profiles();
  std::erase_if(out, [&](const std::string& profile) { return !fits(profile, fixture); });
  return out;
}

// The shipped fixture of an Uno that takes a profile.
inline std::string uno_bench_for(const std::string& profile) {
  for (const auto& fixture : shipped_fixtures())
    if (fixture.ends_with("-uno") && fits(profile, fixture)) return fixture;
  throw Error("no-fixture", "no fixture of an Uno takes " + profile);
}

inline constexpr std::int64_t kNow = 1'800'000'000;

// A simulated jig with a profile under test: the whole way from the electrical model through the
// firmware core and the protocol to the verdict.
struct BenchJig {
  BenchJig(const std::string& profile_name, const std::string& fixture_name, unsigned seed = 1)
      : BenchJig(shipped().profile(profile_name), fixture_name, {}, seed) {}
  BenchJig(Profile under_test, const std::string& fixture_name, const FixtureMap::Choices& choices, unsigned seed = 1)
      : BenchJig(std::move(under_test), shipped().fixture(fixture_name), choices, seed) {}
  BenchJig(Profile under_test, Fixture on, const FixtureMap::Choices& choices, unsigned seed = 1)
      : fixture(std::move(on)),
        profile(std::move(under_test)),
        map(profile, fixture, choices),
        job{profile, fixture, map},
        expected(profile, map),
        bench(*find_board(fixture.board), fixture, &profile, choices,
              [](const std::string& name) { return shipped().profile(name); }, seed),
        channel("sim:", *find_board(fixture.board), bench, clock),
        jig(channel, clock, 1000) {
    jig.connect();
    jig.fold_senses(fixture);
  }

  // As a person does it: in the meantime the idle jig's pull-ups bring every contact to rest.
  void plug(const std::string& cable) {
    bench.plug(parse_cable_edits(cable));
    bench.advance(0.1);
  }

  Verdict test() { return test_cable(jig, job, proofs, kNow, {}, ohm_task(jig.identity(), job)); }
  Verdict test(const std::string& cable) {
    plug(cable);
    return test();
  }

  // No pin fought another one, nothing was read before it had settled.
  void check_conduct() {
    CHECK(bench.violations() == std::vector<std::string>{});
    CHECK(channel.jig().early_readings() == 0);
  }

  Fixture fixture;
  Profile profile;
  FixtureMap map;
  Job job;
  Expectation expected;
  FixtureEvidence proofs;
  ManualClock clock;
  Workbench bench;
  SimulatedChannel channel;
  JigClient jig;
};

// Calls `body` with the name of every shipped profile and of every of these fixtures that takes it.
template <class Body>
void with_every_cable(Body body, const std::vector<std::string>& fixtures = enumerated_fixtures()) {
  for (const auto& fixture : fixtures)
    for (const auto& profile : profiles_for(fixture)) {
      CAPTURE(fixture);
      CAPTURE(profile);
      body(profile, fixture);
    }
}

inline std::vector<std::string> names(const std::vector<Contact>& contacts) {
  std::vector<std::string> out;
  for (const auto& c : contacts) out.push_back(c.name());
  return out;
}

inline std::string in_words(const Verdict& v) {
  std::string out(to_string(v.outcome));
  if (v.problem) out += " [" + v.problem->code + "] " + v.problem->message + " @ " + v.problem->where;
  for (const auto& f : v.faults) {
    out += "; " + std::string(to_string(f.kind)) + " " + f.net + ":";
    for (const auto& c : f.contacts) out += " " + c.name();
  }
  return out;
}

}  // namespace buzzout
