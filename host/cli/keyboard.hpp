#pragma once

#include <optional>
#include <string>

#include "jig/clock.hpp"

namespace buzzout {

// Lines typed on standard input, without waiting for ever; and Ctrl-C as a value. While one exists,
// SIGINT and SIGTERM do not end the process but show in interrupted().
class Keyboard {
 public:
  Keyboard();
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  // The next line, if one comes within `wait`.
  std::optional<std::string> line(Duration wait);
  // Waits for a line as long as it takes; nothing at the end of input or when interrupted.
  std::optional<std::string> line();
  bool ended() const { return ended_ && buffer_.find('\n') == std::string::npos; }
  static bool interrupted();

 private:
  std::optional<std::string> take();

  std::string buffer_;
  bool ended_ = false;
};

}  // namespace buzzout
