#pragma once

#include <signal.h>
#include <termios.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal/key_reader.hpp"
#include "drawing/style.hpp"
#include "jig/clock.hpp"

namespace buzzout {

// The whole terminal: the alternate screen, without cursor, keys as they are typed. While one
// exists, SIGINT, SIGTERM, SIGHUP and SIGQUIT do not end the process but show in interrupted(); the terminal
// is given back when it is destroyed, and for as long as the process is stopped (Ctrl-Z). At most
// one exists at a time.
class Screen {
 public:
  // What was written to standard output before is flushed by the caller.
  // `before_stop` is called before the process is stopped.
  explicit Screen(const Theme&, std::function<void()> before_stop = {});
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  // Columns and rows now; 80 by 24 where the terminal does not say.
  struct Size {
    int columns = 80, rows = 24;
    bool operator==(const Size&) const = default;
  };
  static Size size();

  // The whole picture, a line a row from the top; only what differs from the last one is written,
  // in one go. A line is at most as wide as the screen.
  void show_lines(const std::vector<Line>&);
  void bell();

  // The next key, as KeyReader has it, if one comes within `wait`. A signal, too, ends the waiting.
  std::optional<char> key(Duration wait);
  static bool interrupted();

 private:
  void enter();
  void leave();
  void stop_if_asked();
  void write(const std::string&);

  static constexpr std::array<int, 8> kSignals = {SIGINT,  SIGTERM, SIGHUP,   SIGQUIT,
                                                  SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE};

  const Theme& theme_;
  std::function<void()> before_stop_;
  bool entered_ = false, has_settings_ = false;
  termios settings_{};                                       // before
  std::array<struct sigaction, kSignals.size()> actions_{};  // before
  std::vector<std::string> shown_;
  Size shown_size_;
  KeyReader keys_;
  bool input_ended_ = false;
};

}  // namespace buzzout
