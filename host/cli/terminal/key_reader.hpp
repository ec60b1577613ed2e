#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jig/clock.hpp"

namespace buzzout {

// What a terminal or a scanner sends, as keys. Enter is '\n', whether it came as CR, LF or CRLF. What a terminal sends
// for an arrow or a function key (ECMA-48, 5.4: ESC [ ... final byte; ESC O and a letter) is no key, in however many
// pieces it comes, and takes nothing of what stands before or behind it. Where typed text could as well be a part of
// such a sequence, kDoubt stands before it: no serial number has that, so what is unclear is refused and never
// guessed.
class KeyReader {
 public:
  static constexpr char kDoubt = '\x1b';

  // `at` is the time on a clock that never goes back.
  void add_bytes(std::string_view bytes, Duration at);
  // The next key, if there is one.
  std::optional<char> take();

 private:
  enum class State { text, escape, control, letter };

  void add_byte(char byte, Duration at);
  void start_text(char byte);
  void continue_control(char byte);
  void end_letter(char byte);
  void give_up_late(char byte);

  State state_ = State::text;
  Duration last_{};         // when the last byte came
  std::string sequence_;    // behind ESC [
  char letter_ = 0;         // of ESC O, until it is clear that no text follows at once; 0: none
  bool after_return_ = false;
  std::string keys_;
};

}  // namespace buzzout
