#pragma once

#include <ostream>
#include <string>

#include "catalog/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/views/render.hpp"

namespace buzzout {

// A list of what the library holds, which goes on past a broken file and says so at the end. Throws Error
// "empty-library".
template <class Names, class Show>
int list_all(const std::string& what, const Names& names, Environment& env, Show show) {
  if (names.empty()) {
    std::string folders;
    for (const auto& root : env.places.library) folders += (folders.empty() ? "" : ", ") + printed_safely(root.string());
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

}  // namespace buzzout
