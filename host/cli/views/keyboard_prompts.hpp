#pragma once

#include <optional>

#include "bench/prompts.hpp"
#include "cli/terminal/environment.hpp"
#include "cli/terminal/keyboard.hpp"
#include "core/error.hpp"

namespace buzzout {

// Thrown when the person gives up; run() makes exit status 130 of it.
struct Interrupted {};

// Whether somebody is there who can be asked for words: not in a pipe, nor where a document is wanted.
bool can_be_asked(bool json, const Environment&);

// Prompts as lines of text: Enter says that it was done, questions are answered in words. Another face may be faster.
class KeyboardPrompts {
 public:
  // `nobody` is thrown where the input ends without an answer; without one, and after Ctrl-C, Interrupted. The
  // references outlive it.
  KeyboardPrompts(Environment&, Keyboard&, bool silent, std::optional<Error> nobody = {});
  // With a keyboard only while a prompt is open: before and after, Ctrl-C ends the process.
  explicit KeyboardPrompts(Environment&);

  Prompts& prompts() { return prompts_; }

 private:
  void show_prompt(const Prompt&);
  void show_question(const Prompt&);
  void show_touch(const Prompt&);
  void ask(const Prompt&);
  void end();
  void wait(const Prompt&);
  void take(const Prompt&, const std::string& line);

  Environment& env_;
  Keyboard* keyboard_ = nullptr;
  std::optional<Keyboard> own_;
  bool silent_ = false;
  std::optional<Error> nobody_;
  Prompts prompts_;
  // What is left behind on a line that has no end yet, once the prompt is over; empty: there is no such line.
  std::string line_end_;
};

}  // namespace buzzout
