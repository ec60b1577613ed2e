#pragma once

#include <ostream>

#include "cli/commands.hpp"
#include "cli/render.hpp"

namespace buzzout {

// A list that goes on past a broken file and says so at the end.
template <class Names, class Show>
int list_all(const Names& names, Environment& env, Show show) {
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
