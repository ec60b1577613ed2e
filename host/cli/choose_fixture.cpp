#include "cli/choose_fixture.hpp"

#include <algorithm>
#include <vector>

#include "core/board.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

bool takes(const Fixture& fixture, const FixtureWish& wish) {
  if (wish.profile == nullptr) return true;
  try {
    FixtureMap(*wish.profile, fixture, wish.at);
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::vector<Fixture> fitting_of(std::vector<Fixture> fixtures, const FixtureWish& wish) {
  std::erase_if(fixtures, [&](const Fixture& f) { return !takes(f, wish); });
  return fixtures;
}

std::vector<Fixture> fixtures_of_others(const Catalog& catalog, std::string_view board) {
  std::vector<Fixture> out;
  for (const auto& other : boards()) {
    if (other.name == board) continue;
    for (auto& fixture : catalog.fixtures_of(other.name)) out.push_back(std::move(fixture));
  }
  return out;
}

}  // namespace

Fixture choose_fixture(const Catalog& catalog, const Config& config, const FixtureWish& wish,
                       std::string_view board) {
  const std::string asked = !wish.name.empty() ? wish.name : config.value("fixture");
  if (!asked.empty()) return catalog.fixture(asked);
  const std::vector<Fixture> of_board = catalog.fixtures_of(board);
  std::vector<Fixture> fitting = fitting_of(of_board, wish);
  if (fitting.empty() && wish.on_any_board) fitting = fitting_of(fixtures_of_others(catalog, board), wish);
  if (fitting.size() == 1) return fitting.front();
  if (of_board.empty())
    throw Error("no-fixture", "there is no fixture for a " + std::string(board), "",
                "write one (docs/writing-a-fixture.md) and name it with -f");
  if (fitting.empty()) {
    if (of_board.size() == 1) FixtureMap(*wish.profile, of_board.front(), wish.at);
    throw Error("no-fixture", "no fixture for a " + std::string(board) + " takes this cable", "",
                "choose one with -f and place the ends with --at; see `buzzout fixtures list`");
  }
  for (const auto& f : fitting)
    if (f.name == wish.of_several) return f;
  std::string names;
  for (const auto& f : fitting) names += (names.empty() ? "" : ", ") + f.name;
  throw Error("ambiguous-fixture", "several fixtures would do: " + names, "",
              "choose one with -f, or set `fixture:` in config.yaml");
}

}  // namespace buzzout
