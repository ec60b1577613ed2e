#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/config_yaml.hpp"
#include "core/fixture_map.hpp"

namespace buzzout {

// The board of a simulated jig whose fixture nobody named.
inline constexpr std::string_view kSimulatedBoard = "mega";
// The fixture of a simulated jig where several would do.
inline constexpr std::string_view kSimulatedFixture = "headphone-bench";

// What a command asks of a fixture.
struct FixtureWish {
  std::string name;                  // empty: config, else the one that fits
  const Profile* profile = nullptr;  // null: any fixture of the board will do
  FixtureMap::Choices at;
  std::string_view of_several = {};  // the one to take where several would do; empty: "ambiguous-fixture"
  bool on_any_board = false;  // where none of the board takes the cable, one of another board will do
};

// Whether every end of the cable has a socket, where it falls by itself.
bool takes(const Fixture&, const Profile&);

// Every fixture of that board, of any board if it is empty, that takes the cable. Those with sense
// wires come last; files that do not load are passed over.
std::vector<Fixture> fixtures_that_take(const Catalog&, const Profile&, std::string_view board = {});

// The fixture asked for; or the only one of this board that takes the cable. Throws Error "no-fixture" or
// "ambiguous-fixture"; "no-socket" or "socket-taken" of a fixture asked for that does not take the cable, naming those
// of its board that do; and what the catalog throws.
Fixture choose_fixture(const Catalog&, const Config&, const FixtureWish&, std::string_view board);

}  // namespace buzzout
