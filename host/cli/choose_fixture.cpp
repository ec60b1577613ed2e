#include "cli/choose_fixture.hpp"

#include <algorithm>
#include <vector>

#include "core/error.hpp"

namespace buzzout {
namespace {

enum class Fit { none, with_plugs_on_plugs, good };

Fit fit_of(const Fixture& fixture, const FixtureWish& wish) {
  if (wish.profile == nullptr) return Fit::good;
  try {
    const FixtureMap map(*wish.profile, fixture, wish.at);
    return map.plugs_sit_in_sockets() ? Fit::good : Fit::with_plugs_on_plugs;
  } catch (const Error&) {
    return Fit::none;
  }
}

// Of all that are added, those that take the cable best.
struct BestFitting {
  std::vector<Fixture> all;
  Fit fit = Fit::with_plugs_on_plugs;

  void add(const Fixture& fixture, Fit its) {
    if (its < fit) return;
    if (its > fit) all.clear();
    all.push_back(fixture);
    fit = its;
  }
};

}  // namespace

Fixture choose_fixture(const Catalog& catalog, const Config& config, const FixtureWish& wish,
                       std::string_view board) {
  const std::string asked = !wish.name.empty() ? wish.name : config.value("fixture");
  if (!asked.empty()) return catalog.fixture(asked);
  std::vector<Fixture> of_board;
  BestFitting best, elsewhere;
  for (const auto& name : catalog.fixture_names()) {
    Fixture f = catalog.fixture(name);
    (f.board == board ? best : elsewhere).add(f, fit_of(f, wish));
    if (f.board == board) of_board.push_back(std::move(f));
  }
  if (best.all.empty() && wish.on_any_board) best = std::move(elsewhere);
  const std::vector<Fixture>& fitting = best.all;
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
