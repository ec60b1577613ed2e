#include "bench/bench_jig.hpp"
#include "naming/identification.hpp"
#include "proving/prove.hpp"

// The wrong cable in the jig: known ones that go into the same sockets.
using namespace buzzout;

namespace {

PointSet points_of(const FixtureMap& map, const Fixture& fixture) {
  PointSet out = 0;
  for (const auto& p : map.placements()) out |= fixture.socket(p.socket)->points();
  return out;
}

bool is_dangerous(const std::vector<Diagnosis>& all) { return std::ranges::any_of(all, &Diagnosis::dangerous); }

bool dangerous_first(const std::vector<Diagnosis>& all) {
  return std::ranges::is_partitioned(all, &Diagnosis::dangerous);
}

}  // namespace

TEST_CASE("a known cable tested as another one is one finding wherever it would be more than two") {
  unsigned tried = 0, told_as_one = 0;
  for (const auto& fixture_name : shipped_fixtures()) {
    if (!fixture_name.ends_with("-uno")) continue;
    CAPTURE(fixture_name);
    const Fixture fixture = shipped().fixture(fixture_name);
    std::vector<Profile> known;
    for (const auto& name : profiles_for(fixture_name)) known.push_back(shipped().profile(name));
    const CableIndex index(known, fixture);
    for (const auto& wanted : known)
      for (const auto& plugged : known) {
        if (plugged.name == wanted.name) continue;
        const FixtureMap map(wanted, fixture), other_map(plugged, fixture);
        if ((points_of(other_map, fixture) & ~points_of(map, fixture)) != 0) continue;
        CAPTURE(wanted.name);
        CAPTURE(plugged.name);
        const ScanMatrix matrix = Cable(plugged).matrix(other_map);
        const Job job{wanted, fixture, map};
        const Verdict v = judge(job, ideal_evidence(job, matrix), {}, 0);
        if (v.outcome != Outcome::fail) continue;
        CHECK(dangerous_first(v.diagnoses));
        auto told = v.diagnoses;
        add_likeness(told, index.exact(matrix), wanted);
        CHECK(is_dangerous(told) == is_dangerous(v.diagnoses));
        CHECK(dangerous_first(told));
        CHECK(told.size() <= 3);
        ++tried;
        if (v.diagnoses.size() < 2) continue;
        ++told_as_one;
        REQUIRE(told.size() == 1);
        CHECK(told.front().code == DiagnosisCode::other_cable);
        CHECK(told.front().summary.find(plugged.name) != std::string::npos);
        for (const auto& d : v.diagnoses)
          for (const auto& c : d.contacts)
            CHECK(std::ranges::find(told.front().contacts, c) != told.front().contacts.end());
      }
  }
  MESSAGE(tried, " wrong cables, ", told_as_one, " of them with two findings or more");
  CHECK(tried > 50);
  CHECK(told_as_one >= 10);
}

TEST_CASE("another maker's order on 25 pins that somebody wrote down is told by its name, and nothing else is") {
  const Profile tascam = shipped().profile("db25-xlr");
  const Fixture fixture = shipped().fixture("db25-bench");
  Profile other = tascam;
  other.name = "my-yamaha";
  const auto pin = [](int n) { return Contact{"db25", std::to_string(n)}; };
  const int shields[] = {10, 11, 12, 13, 22, 23, 24, 25};
  for (int n = 1; n <= 8; ++n) {
    const std::string end = "ch" + std::to_string(n);
    other.nets[static_cast<std::size_t>(3 * n - 3)].contacts = {pin(n), {end, "2"}};
    other.nets[static_cast<std::size_t>(3 * n - 2)].contacts = {pin(13 + n), {end, "3"}};
    other.nets[static_cast<std::size_t>(3 * n - 1)].contacts = {pin(shields[n - 1]), {end, "1"}};
  }
  const std::vector<Profile> known = {tascam, other};
  const CableIndex index(known, fixture);
  const FixtureMap map(tascam, fixture);
  const Job job{tascam, fixture, map};
  const ScanMatrix matrix = Cable(other).matrix(map);
  auto told = judge(job, ideal_evidence(job, matrix), {}, 0).diagnoses;
  add_likeness(told, index.exact(matrix), tascam);
  REQUIRE(told.size() == 1);
  CHECK(told.front().summary == "This is another cable: it measures exactly as my-yamaha.");
  CHECK(told.front().repair == "Move no wire before you know which cable it is, and in which socket. If it is my-yamaha, test it as that.");
  CHECK(told.front().action == Action{ActionCode::test, {{"profile", "my-yamaha"}}});

  // With a joint off it measures as nothing known, and stays another cable.
  Cable broken(other);
  broken.open({"ch4", "2"});
  const ScanMatrix near = broken.matrix(map);
  told = judge(job, ideal_evidence(job, near), {}, 0).diagnoses;
  add_likeness(told, index.exact(near), tascam);
  REQUIRE(told.size() == 1);
  CHECK(told.front().code == DiagnosisCode::other_cable);
  CHECK(told.front().action == Action{ActionCode::identify});
}
