#include "e2e/terminal.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>

namespace e2e {

int count(const std::string& text, const std::string& of) {
  int n = 0;
  for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + of.size())) ++n;
  return n;
}

Terminal::Terminal(const std::string& script, const Child::Variables& variables, Size size)
    : variables_(variables) {
  const auto file = folder_.path() / "script";
  std::ofstream(file) << script;
  variables_["TMUX"] = "";
  variables_["TERM"] = "xterm-256color";
  variables_.erase("LD_PRELOAD");
  tmux({"-f", "/dev/null", "new-session", "-d", "-x", std::to_string(size.columns), "-y",
        std::to_string(size.lines), "sh " + file.string()});
}

Terminal::~Terminal() {
  std::vector<std::string> argv = {BUZZOUT_TMUX, "-S", (folder_.path() / "tmux").string(),
                                   "kill-server"};
  Child(argv, variables_).wait();
}

std::string Terminal::tmux(std::vector<std::string> words) {
  words.insert(words.begin(), {BUZZOUT_TMUX, "-u", "-S", (folder_.path() / "tmux").string()});
  Child child(words, variables_);
  const auto end = child.wait();
  INFO("tmux: " << child.err());
  REQUIRE(end.has_value());
  REQUIRE(end->status == 0);
  return child.out();
}

void Terminal::press(const std::string& key) {
  tmux({"send-keys", key});
}

void Terminal::resize(Size size) {
  tmux({"resize-window", "-x", std::to_string(size.columns), "-y", std::to_string(size.lines)});
}

std::string Terminal::ask(const std::string& variable) {
  std::string out = tmux({"display-message", "-p", "#{" + variable + "}"});
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

std::string Terminal::settings() {
  Child stty({"/bin/stty", "-g", "-F", ask("pane_tty")}, variables_);
  REQUIRE(stty.wait().has_value());
  return stty.out();
}

std::string Terminal::screen() {
  return tmux({"capture-pane", "-p"});
}

std::string Terminal::await(const std::string& text, int times) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const std::string now = screen();
    if (count(now, text) >= times) return now;
    INFO("waiting for: " << text << "\n" << now);
    REQUIRE(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(milliseconds(50));
  }
}

}  // namespace e2e
