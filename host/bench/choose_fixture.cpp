#include "bench/choose_fixture.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/board.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "naming/seating.hpp"

namespace buzzout {
namespace {

// Throws what keeps the cable from its sockets.
void place(const FixtureWish& wish, const Fixture& fixture) {
  [[maybe_unused]] const FixtureMap map(*wish.profile, fixture, wish.at);
}

bool takes(const Fixture& fixture, const FixtureWish& wish) {
  if (wish.profile == nullptr) return true;
  try {
    place(wish, fixture);
    return true;
  } catch (const Error&) {
    return false;
  }
}

// A fixture with sense wires is another jig than one without: whoever has it names it. Without it the choice is what it
// would be if there were no such fixtures.
void prefer_unsensed(std::vector<Fixture>& fitting) {
  const auto sensed = [](const Fixture& f) { return !f.senses.empty(); };
  if (!std::ranges::all_of(fitting, sensed)) std::erase_if(fitting, sensed);
}

// Those of a board that take the cable. A fixture takes no connector that its file does not name.
std::vector<Fixture> fitting_of(const Catalog& catalog, std::string_view board, const FixtureWish& wish) {
  std::vector<std::string> connectors;
  if (wish.profile != nullptr)
    for (const auto& end : wish.profile->ends) connectors.push_back(end.type.name);
  std::vector<Fixture> out = catalog.fixtures_of(board, connectors);
  std::erase_if(out, [&](const Fixture& f) { return !takes(f, wish); });
  return out;
}

std::string named(const std::vector<Fixture>& fixtures) {
  std::vector<std::string> names;
  for (const auto& f : fixtures) names.push_back(f.name);
  return list_of(names, ", ");
}

// A fixture of the board that takes the cable if somebody says where its ends go, with one way to say it.
std::optional<Advice> placed_by_hand(const Catalog& catalog, const Profile& profile, std::string_view board) {
  for (const auto& f : catalog.fixtures_of(board)) {
    const Seatings found = seatings_of(profile, f, 1);
    if (found.all.empty()) continue;
    Advice out{f.name + " takes it if you say where its ends go", Action{ActionCode::place_ends}};
    for (const auto& [end, socket] : found.all.front().choices(profile, f)) out.action->operands[end] = socket;
    return out;
  }
  return {};
}

void refuse_unfit(const Catalog& catalog, const Fixture& fixture, const FixtureWish& wish) {
  if (wish.profile == nullptr) return;
  try {
    place(wish, fixture);
  } catch (Error& e) {
    if (e.code != kNoSocket && e.code != kSocketTaken) throw;
    const auto advise = [&](const std::string& board, const std::vector<Fixture>& fixtures) {
      e.remedy = board + " these take the whole cable: " + named(fixtures) + "; choose one";
      e.action = Action{ActionCode::choose_fixture, {{"fixture", fixtures.front().name}}};
    };
    if (const auto same = fixtures_that_take(catalog, *wish.profile, fixture.board); !same.empty()) advise("for a " + fixture.board, same);
    else if (const auto any = fixtures_that_take(catalog, *wish.profile); !any.empty()) advise("on another board", any);
    throw;
  }
}

void refuse_unknown_sockets(const std::vector<Fixture>& fixtures, const FixtureWish& wish, std::string_view board) {
  std::vector<std::string> known;
  for (const auto& f : fixtures)
    for (const auto& s : f.sockets) known.push_back(s.name);
  for (const auto& [end, socket] : wish.at) {
    const auto near = nearest(socket, known);
    if (!fixtures.empty() && std::ranges::find(known, socket) == known.end())
      throw Error("unknown-socket", "no fixture for a " + std::string(board) + " has a socket `" + socket + "`",
                  end_in_socket(end, socket), near ? "did you mean `" + *near + "`?" : "see which there are",
                  near ? std::nullopt : std::optional(Action{ActionCode::list_files, {{"kind", "fixture"}}}));
  }
}

}  // namespace

bool takes(const Fixture& fixture, const Profile& profile) { return takes(fixture, FixtureWish{"", &profile, {}}); }

std::vector<Fixture> fixtures_that_take(const Catalog& catalog, const Profile& profile, std::string_view board) {
  std::vector<Fixture> out;
  for (const auto& name : catalog.fixture_names()) {
    try {
      Fixture fixture = catalog.fixture(name);
      if ((board.empty() || fixture.board == board) && takes(fixture, profile)) out.push_back(std::move(fixture));
    } catch (const Error&) {
      // Whoever asks for it is told what is wrong with it.
    }
  }
  std::ranges::stable_partition(out, [](const Fixture& f) { return f.senses.empty(); });
  return out;
}

Fixture choose_fixture(const Catalog& catalog, const Config& config, const FixtureWish& wish,
                       std::string_view board) {
  const std::string asked = !wish.name.empty() ? wish.name : config.value("fixture");
  if (!asked.empty()) {
    Fixture fixture = catalog.fixture(asked);
    refuse_unfit(catalog, fixture, wish);
    return fixture;
  }
  if (!wish.at.empty()) refuse_unknown_sockets(catalog.fixtures_of(board), wish, board);
  std::vector<Fixture> fitting = fitting_of(catalog, board, wish);
  if (fitting.empty() && wish.on_any_board)
    for (const auto& other : boards())
      if (other.name != board) std::ranges::move(fitting_of(catalog, other.name, wish), std::back_inserter(fitting));
  prefer_unsensed(fitting);
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) {
    const std::vector<Fixture> of_board = catalog.fixtures_of(board);
    if (of_board.empty())
      throw Error("no-fixture", "there is no fixture for a " + std::string(board), "",
                  "write one (docs/writing-a-fixture.md) and choose it", Action{ActionCode::choose_fixture});
    if (of_board.size() == 1) place(wish, of_board.front());
    // Where they take it without --at, that is what is wrong.
    for (const auto& f : fixtures_that_take(catalog, *wish.profile, board)) place(wish, f);
    if (const auto by_hand = placed_by_hand(catalog, *wish.profile, board))
      throw Error("no-fixture", "no fixture for a " + std::string(board) + " takes this cable by itself", "", by_hand->text, by_hand->action);
    const std::string others = named(fixtures_that_take(catalog, *wish.profile));
    throw Error("no-fixture", "no fixture for a " + std::string(board) + " takes this cable", "",
                others.empty() ? "choose one, and say which end goes into which socket" : "those of other boards that do: " + others,
                others.empty() ? std::optional(Action{ActionCode::list_files, {{"kind", "fixture"}}}) : std::nullopt);
  }
  for (const auto& f : fitting)
    if (f.name == wish.of_several) return f;
  throw Error("ambiguous-fixture", "several fixtures would do: " + named(fitting), "",
              "set `fixture:` in config.yaml, or choose one", Action{ActionCode::choose_fixture, {{"fixture", fitting.front().name}}});
}

}  // namespace buzzout
