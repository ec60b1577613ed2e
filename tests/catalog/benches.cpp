#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalog/catalog.hpp"
#include "core/error.hpp"
#include "core/fixture_map.hpp"

using namespace buzzout;

namespace {

using Strings = std::vector<std::string>;

const Catalog kShipped({BUZZOUT_SOURCE_DIR});

Strings every_cable() {
  Strings out;
  for (const auto& name : kShipped.profile_names()) {
    out.push_back(name);
    for (const auto& variant : kShipped.profile(name).variants) out.push_back(name + ":" + variant);
  }
  return out;
}

bool measures_ohms(const std::string& bench) { return !kShipped.fixture(bench).senses.empty(); }

// The shipped fixtures of a board that take a cable without being told where its ends go; those with sense wires, or
// those without.
Strings benches_for(const Profile& profile, const std::string& board, bool sensed = false) {
  Strings out;
  for (const auto& name : kShipped.fixture_names()) {
    const Fixture fixture = kShipped.fixture(name);
    if (fixture.board != board || fixture.senses.empty() == sensed) continue;
    try {
      FixtureMap(profile, fixture);
      out.push_back(name);
    } catch (const Error&) {
    }
  }
  return out;
}

// Everything that a fixture says but its name, title and board.
auto wiring(const Fixture& fixture) {
  std::vector<std::tuple<std::string, std::string, std::string, Gender, int, std::vector<std::pair<std::string, Point>>,
                         std::size_t>>
      out;
  for (const auto& s : fixture.sockets)
    out.emplace_back(s.name, s.label, s.type.name, s.gender, s.life, s.wires, s.accepts.size());
  return out;
}

}  // namespace

TEST_CASE("Every shipped cable goes onto one bench of each board, and there is no doubt which socket each end takes") {
  for (const auto& name : every_cable()) {
    CAPTURE(name);
    const Profile profile = kShipped.profile(name);
    // An Uno and a Mega have as many points; more than they have takes a board of 64.
    const bool large = profile.end("db25") != nullptr;
    for (const std::string board : {"uno", "mega"}) {
      const Strings benches = benches_for(profile, board);
      CAPTURE(benches.size());
      CHECK(benches.size() == (large ? 0U : 1U));
    }
    CHECK(benches_for(profile, "uno", true).size() <= 1);
    if (large && find_board("mega64") != nullptr) CHECK(benches_for(profile, "mega64") == Strings{"db25-bench"});
  }
}

TEST_CASE("Each bench of an Uno is there for a Mega, with the same sockets") {
  unsigned pairs = 0;
  for (const auto& name : kShipped.fixture_names()) {
    CAPTURE(name);
    const Fixture fixture = kShipped.fixture(name);
    if (name.ends_with("-uno-ohms")) {
      CHECK((fixture.board == "uno" && measures_ohms(name)));
      continue;
    }
    const bool uno = name.ends_with("-uno");
    CHECK_FALSE(measures_ohms(name));
    CHECK((fixture.board == "uno") == uno);
    if (!uno) continue;
    const Fixture mega = kShipped.fixture(name.substr(0, name.size() - 4));
    CHECK(mega.board == "mega");
    CHECK(wiring(mega) == wiring(fixture));
    ++pairs;
  }
  CHECK(pairs == 12);
}

// docs/half-kelvin.md says which.
TEST_CASE("An Uno with sense wires takes 14 of the cables, and of each every contact of the amplifier or the source is read") {
  Strings taken;
  for (const auto& name : kShipped.profile_names()) {
    const Profile profile = kShipped.profile(name);
    for (const auto& bench : benches_for(profile, "uno", true)) {
      CAPTURE(name);
      CAPTURE(bench);
      taken.push_back(name);
      const Fixture fixture = kShipped.fixture(bench);
      const FixtureMap map(profile, fixture);
      for (const auto& net : profile.nets) {
        PointSet unread = 0;
        for (const auto& c : net.contacts)
          if (!fixture.senses.contains(lowest(map.points_of(c)))) unread |= map.points_of(c);
        CHECK(size(unread) <= 1);  // so that one of any two contacts is read
      }
    }
  }
  CHECK(taken.size() == 14);
}

TEST_CASE("Every socket of a bench is there for some cable, and for one that is a socket itself there is a plug") {
  std::map<std::string, std::set<std::string>> used;
  for (const auto& name : every_cable()) {
    CAPTURE(name);
    const Profile profile = kShipped.profile(name);
    Strings benches = benches_for(profile, "uno");
    for (const auto& bench : benches_for(profile, "uno", true)) benches.push_back(bench);
    for (const auto& bench : benches) {
      const Fixture fixture = kShipped.fixture(bench);
      const FixtureMap map(profile, fixture);
      for (const auto& at : map.placements()) {
        CAPTURE(at.end);
        used[bench].insert(at.socket);
        const End& end = *profile.end(at.end);
        const Gender jig = fixture.socket(at.socket)->gender;
        const bool alike = end.type.shape == Shape::coaxial || end.type.shape == Shape::two_pin;
        CHECK(jig == (alike ? Gender::unsaid : opposite(end.gender)));
      }
    }
  }
  for (const auto& [bench, sockets] : used)
    for (const auto& s : kShipped.fixture(bench).sockets) {
      CAPTURE(bench);
      CAPTURE(s.name);
      // Amplifier sockets cost no points: more of them are there than the shipped cables need.
      CHECK((sockets.contains(s.name) || s.label == "amp"));
    }
}
