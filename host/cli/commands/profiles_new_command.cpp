#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/new_profile.hpp"
#include "catalog/names.hpp"
#include "catalog/profile_skeleton.hpp"
#include "catalog/source_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/skipped_files.hpp"
#include "cli/views/render.hpp"
#include "core/words.hpp"
#include "report/json_text.hpp"
#include "store/text_file.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMaxEnds = 32;  // of a cable

struct ProfilesNewOptions : Common {
  std::optional<std::string> out;

  void declare(OptionList& list) override { profile_file_option(list, out); }
};

// Two ends are `in` and `out`, more are `in`, `out-1`, `out-2`, … unless they are named.
std::string default_name(std::size_t index, std::size_t count) {
  if (index == 0) return "in";
  return count == 2 ? "out" : "out-" + std::to_string(index);
}

std::vector<End> ends_of(const std::vector<std::string>& words, const Catalog& catalog) {
  std::vector<End> out;
  for (const auto& word : words) {
    const auto equals = word.find('=');
    const std::string name = equals == std::string::npos ? default_name(out.size(), words.size()) : word.substr(0, equals);
    if (!follows(kEndName, name))
      throw Error("bad-name", "an end cannot be called " + printable(name), "", "allowed: " + std::string(kEndName.allowed));
    if (std::ranges::find(out, name, &End::name) != out.end())
      throw Error("usage", "two ends are called `" + name + "`", "", "give each a name of its own: amp=pentaconn-4.4");
    out.push_back({name, catalog.connector(equals == std::string::npos ? word : word.substr(equals + 1))});
  }
  return out;
}

std::vector<std::string> connectors(const std::vector<End>& ends) {
  std::vector<std::string> out;
  for (const auto& end : ends) out.push_back(end.type.name);
  std::ranges::sort(out);
  return out;
}

// Known cables with the same connectors, as they are typed.
std::vector<std::string> with_same_connectors(const std::vector<End>& ends, const std::vector<Profile>& known) {
  std::vector<std::string> out;
  for (const auto& p : known)
    if (connectors(p.ends) == connectors(ends)) out.push_back(typed_name(p));
  return out;
}

int run_profiles_new(const ProfilesNewOptions& options, Environment& env) {
  const std::string& name = options.words[0];
  const Catalog catalog(env.places.library);
  std::vector<Error> broken;
  const std::vector<Profile> known = catalog.profiles(broken);
  warn_of_skipped_files(broken, env);
  refuse_taken_name(name, catalog, known);
  const auto file = new_profile_file(name, options.out, env.places);
  const std::vector<End> ends = ends_of({options.words.begin() + 1, options.words.end()}, catalog);
  const std::string text = "# Fill in what is marked, then: buzzout profiles check " + name + ".yaml\n" + profile_skeleton(name, ends);
  catalog.profile_of(SourceText(file.string(), text));
  write_new_file(file, text);
  if (options.json) {
    env.out << json_text(nlohmann::ordered_json{{"profile", name}, {"file", file.string()}}, 2) << "\n";
    return kExitDone;
  }
  std::vector<Line> out = {{}};
  const auto say = [&](const std::string& words, Ink ink) {
    append(out, wrapped(words, ink, 4, env.theme, {"  ", ink}));
  };
  say("Written: " + file.string(), Ink::bold);
  say("Fill in what is marked there. Until you say who says so it is a template, and nothing passes.", Ink::plain);
  if (const auto same = with_same_connectors(ends, known); !same.empty())
    say("With these connectors there is already: " + list_of(same, ", ") + ". See `buzzout profiles show " + same.front() + "`.", Ink::warn);
  say("Then: buzzout profiles check " + file.string(), Ink::dim);
  out.push_back({});
  print(env.out, out, env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command profiles_new_command = {
    "profiles new", "NAME CONNECTOR...", 2, 1 + kMaxEnds, "write the skeleton of a profile, to be filled in",
    "A file with comments: its ends, what is known about such plugs, and a net for each contact. It is a\n"
    "template, which can never pass, until you say who says so. An end may be named.\n"
    "\n"
    "  buzzout profiles new my-cable pentaconn-4.4 ts-3.5 ts-3.5\n"
    "  buzzout profiles new my-cable amp=pentaconn-4.4 left=ts-3.5 right=ts-3.5",
    action<ProfilesNewOptions, run_profiles_new>()};

}  // namespace buzzout
