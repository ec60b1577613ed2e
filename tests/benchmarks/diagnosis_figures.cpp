#include <chrono>

#include "benchmarks/host_figures.hpp"
#include "catalog/catalog.hpp"
#include "core/error.hpp"
#include "proving/score.hpp"

namespace buzzout::benchmarks {
namespace {

// Each profile of the library that something can pass against, on the first fixture that takes it.
template <class Body>
void with_every_job(Body body) {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  for (const auto& name : catalog.profile_names()) {
    const Profile profile = catalog.profile(name);
    if (!profile.hazard.empty() || profile.trust == Trust::template_only) continue;
    for (const auto& fixture_name : catalog.fixture_names()) {
      const Fixture fixture = catalog.fixture(fixture_name);
      try {
        const FixtureMap map(profile, fixture);
        body(Job{profile, fixture, map});
        break;
      } catch (const Error&) {
        continue;
      }
    }
  }
}

Figure percent(const std::string& what, const Score::Count& count, double target) {
  return {what + ", " + std::to_string(count.tried) + " tried", {100.0 * count.first / count.tried}, " %", 1,
          at_least(target)};
}

}  // namespace

Table diagnosis_figures() {
  Table t{"Injected mistakes that the diagnosis ranks first, or declares equal to the first", {"told"}, {}};
  Score singles, pairs;
  const auto begun = std::chrono::steady_clock::now();
  with_every_job([&](const Job& job) {
    singles.add(score_of_singles(job));
    if (job.profile.wiring == Wiring::balanced && job.profile.use == Use::headphone) pairs.add(score_of_pairs(job));
  });
  const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - begun;
  for (const auto& [kind, count] : singles.by_kind) t.figures.push_back(percent("one " + kind, count, 100));
  t.figures.push_back(percent("two of open, short, swap", pairs.all(), 95));
  t.figures.push_back({"of these that measure as one mistake does", {static_cast<double>(pairs.as_a_single.size())}});
  t.figures.push_back({"passed, though bad",
                       {static_cast<double>(singles.not_failed.size() + pairs.not_failed.size())}, "", 0, at_most(0)});
  t.figures.push_back({"judged and looked for, each", {taken.count() / (singles.all().tried + pairs.all().tried)}, " µs", 0});
  t.notes = {"singles over every shipped cable, pairs over the balanced headphone cables"};
  return t;
}

}  // namespace buzzout::benchmarks
