#pragma once

#include <optional>

#include "bench/prompts.hpp"
#include "cli/terminal/environment.hpp"
#include "cli/terminal/keyboard.hpp"
#include "core/error.hpp"

namespace buzzout {

// Thrown when the person gives up; becomes exit status 130.
struct Interrupted {};

// Prompts as lines of text, answered with Enter.
class KeyboardPrompts {
 public:
  // `nobody` is thrown where the input ends without an answer; without one, and after Ctrl-C, Interrupted. The
  // references outlive it.
  KeyboardPrompts(Environment&, Keyboard&, bool silent, std::optional<Error> nobody = {});

  Prompts& prompts() { return prompts_; }

 private:
  void show_prompt(const Prompt&);
  void wait(const Prompt&);

  Environment& env_;
  Keyboard& keyboard_;
  bool silent_;
  std::optional<Error> nobody_;
  Prompts prompts_;
};

}  // namespace buzzout
