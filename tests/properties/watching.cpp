#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

#include "bench/bench_jig.hpp"
#include "live/live.hpp"

using namespace buzzout;

namespace {

// For how long which wire of each cup is open: 0 none, 1 its +, 2 its -. Never both: that is a
// pulled plug.
struct Spell {
  int left = 0, right = 0;
  std::int64_t ms = 0;
};

void showValue(const Spell& s, std::ostream& to) {
  to << s.left << s.right << " " << s.ms << " ms";
}

rc::Gen<std::vector<Spell>> random_handling() {
  return rc::gen::container<std::vector<Spell>>(
      rc::gen::build<Spell>(rc::gen::set(&Spell::left, rc::gen::inRange(0, 3)),
                            rc::gen::set(&Spell::right, rc::gen::inRange(0, 3)),
                            rc::gen::set(&Spell::ms, rc::gen::inRange<std::int64_t>(250, 2500))));
}

const char* const kNets[] = {"L+", "L-", "R+", "R-"};

bool is_open(const Spell& s, int net) {
  return net < 2 ? s.left == net + 1 : s.right == net - 1;
}

}  // namespace

TEST_CASE(
    "whatever is done to a cable, what let go is counted once each time, and what bounced is not") {
  const Profile profile = shipped().profile("4.4-ts");
  const Fixture fixture = shipped().fixture("headphone-bench-uno");
  const FixtureMap map(profile, fixture);
  const Job job{profile, fixture, map};
  const ScanMatrix good = Expectation(profile, map).matrix();

  CHECK(rc::check("drop-outs", [&] {
    auto spells = *random_handling();
    spells.push_back({0, 0, 4000});
    LiveState state;
    std::int64_t now = 0;
    std::map<std::string, unsigned> wanted;
    std::map<int, std::int64_t> whole_since;
    std::map<int, bool> settled;
    for (const auto& spell : spells) {
      ScanMatrix m = good;
      for (int n = 0; n < 4; ++n) {
        if (!is_open(spell, n)) {
          whole_since.try_emplace(n, now);
          continue;
        }
        for (const auto& c : profile.net_of_role(kNets[n])->contacts) {
          const PointSet p = map.points_of(c);
          for (auto& row : m.rows) row &= ~p;
          m.rows[lowest(p)] = p;
        }
        if (whole_since.erase(n) == 1 && settled[n]) ++wanted[kNets[n]];
      }
      // At least one look at the beginning, and then whenever.
      std::int64_t last = now;
      for (const std::int64_t end = now + spell.ms; now < end;
           now += *rc::gen::inRange<std::int64_t>(5, 60)) {
        state = follow(std::move(state), {now, 0, 0, m}, job);
        last = now;
      }
      for (const auto& [n, since] : whole_since)
        if (last - since >= LiveState::kSettle) settled[n] = true;
    }
    std::map<std::string, unsigned> counted;
    for (const auto& u : all_upsets(state)) {
      RC_ASSERT(u.kind == Upset::Kind::lost);
      counted[u.net] += u.times;
    }
    RC_ASSERT(counted == wanted);
    RC_ASSERT(state.status == (wanted.empty() ? LiveStatus::right : LiveStatus::unsteady));
  }));
}

TEST_CASE("looks of any kind in any order never make a finding that passes") {
  const Profile profile = shipped().profile("4.4-ts");
  const Fixture fixture = shipped().fixture("headphone-bench-uno");
  const FixtureMap map(profile, fixture);
  const Job job{profile, fixture, map};
  const Expectation expected(profile, map);
  CHECK(rc::check("any looks", [&] {
    LiveState state;
    std::int64_t now = 0;
    const auto count = *rc::gen::inRange(1, 30);
    for (int i = 0; i < count; ++i) {
      now += *rc::gen::inRange<std::int64_t>(0, 3000);
      Look look{now, 0, 0, expected.matrix()};
      const int kind = *rc::gen::inRange(0, 4);
      if (kind == 1) look = {now, 0, *rc::gen::inRange<PointSet>(1, 0xFFFF), {}};
      if (kind == 2) look = {now, *rc::gen::inRange<PointSet>(1, 0xFFFF), 0, {}};
      if (kind == 3)
        for (Point p = 0; p < look.matrix.points(); ++p)
          look.matrix.rows[p] = only(p) | *rc::gen::inRange<PointSet>(0, 0xFFFF);
      state = follow(std::move(state), look, job);
      RC_ASSERT(finding(state, job).outcome != Outcome::pass);
      if (state.status == LiveStatus::right)
        RC_ASSERT(expected.met_by(state.matrix) && look.clean());
    }
  }));
}
