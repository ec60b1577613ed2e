#pragma once

#include <string>
#include <vector>

#include "e2e/child.hpp"
#include "e2e/temp_folder.hpp"

namespace e2e {

// A terminal (tmux, with a server of its own) that runs a shell script.
class Terminal {
 public:
  struct Size {
    int columns = 100, lines = 160;
  };
  Terminal(const std::string& script, const Child::Variables& variables)
      : Terminal(script, variables, Size{}) {}
  Terminal(const std::string& script, const Child::Variables&, Size);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  // A key by tmux's name: "Enter", "C-c", "q".
  void press(const std::string& key);
  void resize(Size);
  std::string screen();
  // The screen as soon as the text is on it `times` times; the test fails if it never is.
  std::string await(const std::string& text, int times = 1);
  // What tmux says of the terminal: "alternate_on", "cursor_flag", "pane_tty".
  std::string ask(const std::string& variable);
  // The settings of its line, as `stty -g` prints them.
  std::string settings();

 private:
  std::string tmux(std::vector<std::string> words);

  TempFolder folder_;
  Child::Variables variables_;
};

int count(const std::string& text, const std::string& of);

}  // namespace e2e
