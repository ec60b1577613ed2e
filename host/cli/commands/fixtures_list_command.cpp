#include <algorithm>
#include <optional>
#include <ostream>

#include "bench/choose_fixture.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/list_all.hpp"
#include "cli/commands/searched_words.hpp"

namespace buzzout {
namespace {

struct FixturesListOptions : Common {
  std::optional<std::string> takes;  // a cable

  void declare(OptionList& list) override { list.text("for", "PROFILE", "those that take this cable", takes); }
};

// Everything that somebody may look for in a fixture, a line each.
std::string searched(const Fixture& f) {
  std::string out = f.name + "\n" + f.title + "\n" + f.board + "\n";
  for (const auto& s : f.sockets) out += s.name + "\n" + s.label + "\n" + s.type.name + "\n" + s.type.title + "\n";
  return out;
}

void show(const std::vector<Fixture>& all, Environment& env) {
  std::size_t name = 0, board = 0;
  for (const auto& f : all) name = std::max(name, f.name.size()), board = std::max(board, f.board.size());
  std::vector<Line> out = {{}};
  for (const auto& f : all) {
    std::string left = f.name, on = f.board;
    left.resize(name + 2, ' ');
    on.resize(board + 2, ' ');
    const auto lines = wrapped(f.title, Ink::plain, static_cast<int>(2 + left.size() + on.size()), env.theme,
                               {"  " + left + on, Ink::bold});
    out.insert(out.end(), lines.begin(), lines.end());
  }
  out.push_back({});
  out.push_back({{"  " + std::to_string(all.size()) + (all.size() == 1 ? " fixture" : " fixtures") +
                      ". More of one: buzzout fixtures show NAME", Ink::dim}});
  out.push_back({});
  print(env.out, out, env.theme);
}

int run_fixtures_list(const FixturesListOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  std::optional<Profile> cable;
  if (options.takes) cable = catalog.profile(*options.takes);
  std::vector<Fixture> wanted;
  const int status = list_all("fixtures", catalog.fixture_names(), env, [&](const std::string& name) {
    Fixture f = catalog.fixture(name);
    if (has_words(searched(f), options.words) && (!cable || takes(f, *cable))) wanted.push_back(std::move(f));
  });
  return show_found(wanted, status, options, env, "No fixture matches. All: buzzout fixtures list", [&] { show(wanted, env); });
}

}  // namespace

constinit const Command fixtures_list_command = {
    "fixtures list", "[WORD]...", 0, kMaxWords, "the jig fixtures that Buzzout knows",
    "With words, those that have all of them in their name, title, board or sockets. With --for, those whose sockets\n"
    "take every end of that cable.\n"
    "\n"
    "  buzzout fixtures list uno xlr\n"
    "  buzzout fixtures list --for db25-xlr\n"
    "\n"
    "Exit status: 0 some are listed, 1 none, or a file is broken, 2 error.",
    action<FixturesListOptions, run_fixtures_list>()};

}  // namespace buzzout
