#include "cli/name_warnings.hpp"

#include <algorithm>
#include <ostream>

#include "cli/render.hpp"

namespace buzzout {

void warn_of_clashes(const std::vector<NameClash>& clashes, const Environment& env) {
  for (const auto& clash : clashes)
    print(env.err, {{{"warning: ", Ink::warn}, {clash.text, Ink::plain}}}, env.error_theme);
}

std::vector<Line> tell_name_clashes(const TestRecord& r, const Theme& t) {
  struct Kind {
    const char *code, *whose, *command;
  };
  constexpr Kind kinds[] = {{"profile-hides-another", "the profile", "buzzout profiles show"},
                            {"fixture-hides-another", "the fixture", "buzzout fixtures show"},
                            {"connector-hides-another", "a connector", "buzzout connectors show"}};
  std::string whose, commands;
  for (const auto& kind : kinds) {
    if (std::ranges::find(r.verdict.not_tested, kind.code, &NotTested::code) == r.verdict.not_tested.end()) continue;
    whose += (whose.empty() ? "" : ", ") + std::string(kind.whose);
    commands += (commands.empty() ? "" : ", ") + std::string(kind.command);
  }
  if (whose.empty()) return {};
  return wrapped("another file goes by the name of " + whose + ". Which one was read: " + commands, Ink::warn, 15, t,
                 {"  Name clash   ", Ink::warn});
}

}  // namespace buzzout
