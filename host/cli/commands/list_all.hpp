#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "text/printable.hpp"
#include "cli/commands/commands.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "report/library_json.hpp"

namespace buzzout {

// A list of what the library holds, which goes on past a broken file and says so at the end. Throws Error
// "empty-library".
template <class Names, class Show>
int list_all(const std::string& what, const Names& names, Environment& env, Show show) {
  if (names.empty()) {
    std::string folders;
    for (const auto& root : env.places.library) folders += (folders.empty() ? "" : ", ") + printable(root.string());
    throw Error("empty-library", "there are no " + what + " at all", folders,
                "install buzzout with its library, or name the folder that has them: --library DIR");
  }
  int status = kExitDone;
  for (const auto& name : names) {
    try {
      show(name);
    } catch (const Error& e) {
      status = kExitFail;
      print(env.err, render(e, env.error_theme), env.error_theme);
    }
  }
  return status;
}

// The same on one line each, by name and title: `load` gets it, `after` says what there is to say of it.
template <class Load, class After>
int list_titles(const std::string& what, const std::vector<std::string>& names, std::size_t width, const Common& options,
                Environment& env, Load load, After after) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  const int status = list_all(what, names, env, [&](const std::string& name) {
    const auto thing = load(name);
    all.push_back(to_json(thing));
    if (options.json) return;
    std::string left = thing.name;
    left.resize(std::max(width, left.size()), ' ');
    env.out << to_ansi({{"  " + left, Ink::bold}, {"  " + thing.title, Ink::plain}}, env.theme) << "\n";
    after(thing);
  });
  if (options.json) env.out << json_text(all, 2) << "\n";
  return status;
}

// Those of a list that somebody looked for, as documents or as `show` has them; `none`: what to say where there are
// none, which is a failure. `status`: that of list_all().
template <class Thing, class Show>
int show_found(const std::vector<Thing>& found, int status, const Common& options, Environment& env, const std::string& none,
               Show show) {
  if (options.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const auto& thing : found) all.push_back(to_json(thing));
    env.out << json_text(all, 2) << "\n";
  } else if (found.empty()) {
    env.out << "\n  " << none << "\n\n";
  } else {
    show();
  }
  return status != kExitDone || !found.empty() ? status : kExitFail;
}

}  // namespace buzzout
