#pragma once

#include <string>
#include <vector>

#include "e2e/child.hpp"
#include "e2e/temp_folder.hpp"

namespace e2e {

// A terminal of 100 columns and 160 lines (tmux, with a server of its own) that runs a shell
// script.
class Terminal {
 public:
  Terminal(const std::string& script, const Child::Variables&);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  // A key by tmux's name: "Enter", "C-c", "q".
  void press(const std::string& key);
  std::string screen();
  // The screen as soon as the text is on it `times` times; the test fails if it never is.
  std::string await(const std::string& text, int times = 1);

 private:
  std::string tmux(std::vector<std::string> words);

  TempFolder folder_;
  Child::Variables variables_;
};

int count(const std::string& text, const std::string& of);

}  // namespace e2e
