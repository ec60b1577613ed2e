#pragma once

#include <signal.h>

#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/terminal/key_reader.hpp"
#include "cli/terminal/typed_line.hpp"
#include "jig/clock.hpp"

namespace buzzout {

// Lines typed on standard input, without waiting for ever, as TypedLine and KeyReader have them; and Ctrl-C as a value. While one exists,
// SIGINT, SIGTERM, SIGHUP and SIGQUIT do not end the process but show in interrupted(), Ctrl-Z stops it, with `before_stop` only between two
// waits, and writing to a pipe that nobody reads fails instead of ending it. What the process was told to ignore when it
// began, it goes on ignoring, but for Ctrl-C.
class Keyboard {
 public:
  // `before_stop` is called before the process is stopped.
  explicit Keyboard(std::function<void()> before_stop = {});
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  // The next line, if one comes within `wait`.
  std::optional<std::string> line(Duration wait);
  // Waits for a line as long as it takes; nothing at the end of input or when interrupted.
  std::optional<std::string> line();
  bool ended() const { return ended_ && lines_.empty(); }
  static bool interrupted();

 private:
  static constexpr std::size_t kLongestLine = 4096;
  static constexpr std::array<int, 6> kSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE};

  std::optional<std::string> take();
  void add_bytes(std::string_view bytes);
  void stop_if_asked();

  std::function<void()> before_stop_;
  std::array<struct sigaction, kSignals.size()> actions_{};  // before
  KeyReader keys_;
  TypedLine typed_{kLongestLine};
  std::deque<std::string> lines_;
  bool ended_ = false;
};

}  // namespace buzzout
