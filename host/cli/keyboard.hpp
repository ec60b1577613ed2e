#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "cli/terminal/key_reader.hpp"
#include "cli/terminal/typed_line.hpp"
#include "jig/clock.hpp"

namespace buzzout {

// Lines typed on standard input, without waiting for ever, as TypedLine and KeyReader have them; and Ctrl-C as a value. While one exists,
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
  bool ended() const { return ended_ && lines_.empty(); }
  static bool interrupted();

 private:
  static constexpr std::size_t kLongestLine = 4096;

  std::optional<std::string> take();
  void put(std::string_view bytes);

  KeyReader keys_;
  TypedLine typed_{kLongestLine};
  std::deque<std::string> lines_;
  bool ended_ = false;
};

}  // namespace buzzout
