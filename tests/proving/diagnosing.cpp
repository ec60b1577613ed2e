#include "bench/bench_jig.hpp"
#include "proving/score.hpp"

using namespace buzzout;

namespace {

using Strings = std::vector<std::string>;

template <class ScoreOf>
Score score_on(const std::string& fixture_name, const std::string& profile_name, ScoreOf score_of) {
  const Profile profile = shipped().profile(profile_name);
  const Fixture fixture = shipped().fixture(fixture_name);
  const FixtureMap map(profile, fixture);
  return score_of(Job{profile, fixture, map});
}

}  // namespace

TEST_CASE("of every shipped cable every single mistake is ranked first, or declared equal to the first") {
  Score all;
  for (const auto& fixture : shipped_fixtures())
    for (const auto& name : profiles_for(fixture)) {
      if (fixture.ends_with("-uno")) continue;  // the boards differ in nothing that is diagnosed
      CAPTURE(name);
      const Score score = score_on(fixture, name, score_of_singles);
      CHECK(score.missed == Strings{});
      CHECK(score.not_failed == Strings{});
      CHECK(score.unnamed == Strings{});
      all.add(score);
    }
  for (const auto& [kind, count] : all.by_kind) MESSAGE(kind, ": ", count.first, " of ", count.tried);
  CHECK(all.by_kind.size() == 7);
  CHECK(all.all().tried > 1500);
}

TEST_CASE("so it is of the cable with most contacts, on 64 points") {
  const Score score = score_on("db25-bench", "d-sub-25-to-8-xlr-3", score_of_singles);
  CHECK(score.missed == Strings{});
  CHECK(score.not_failed == Strings{});
  CHECK(score.unnamed == Strings{});
  CHECK(score.by_kind.at("crossed-pairs").tried == 28);
  CHECK(score.all().tried > 500);
}

TEST_CASE("of the balanced headphone cables two mistakes at once never pass, and are told unless one measures the same") {
  Score all;
  for (const auto& name : profiles_for("headphone-bench")) {
    if (shipped().profile(name).wiring != Wiring::balanced) continue;
    CAPTURE(name);
    const Score score = score_on("headphone-bench", name, score_of_pairs);
    CHECK(score.missed == Strings{});
    CHECK(score.not_failed == Strings{});
    CHECK(score.unnamed == Strings{});
    all.add(score);
  }
  const auto [tried, first] = all.all();
  MESSAGE(first, " of ", tried, " pairs told (", 100.0 * first / tried, " %); ", all.as_a_single.size(),
          " measure as one mistake");
  CHECK(tried > 4000);
  CHECK(first * 100 >= tried * 95);
}
