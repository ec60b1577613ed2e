#include "cli/terminal/key_reader.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

// The next piece of a sequence comes within this time, over a slow line too; an Esc that was pressed alone is older.
constexpr auto kTogether = 1s;
// A scanner's text follows at once. Nobody presses a function key so shortly before it, so ESC O and a letter were
// then an Esc and the beginning of the text.
constexpr auto kAtOnce = 50ms;
constexpr std::size_t kLongestSequence = 32;

bool is_text(char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; }

// Arrows, Home, End, Enter of the keypad, F1 to F4, and the keypad's other keys.
bool is_key_letter(char c) {
  return std::string_view("ABCDEFHMPQRS").find(c) != std::string_view::npos || (c >= 'j' && c <= 'y');
}

}  // namespace

void KeyReader::add_bytes(std::string_view bytes, Duration at) {
  for (const char byte : bytes) add_byte(byte, at);
}

std::optional<char> KeyReader::take() {
  if (keys_.empty()) return {};
  const char out = keys_.front();
  keys_.erase(0, 1);
  return out;
}

void KeyReader::add_byte(char byte, Duration at) {
  if (letter_ != 0) {
    if (at - last_ <= kAtOnce && (is_text(byte) || byte == '\r' || byte == '\n')) {
      keys_ += kDoubt;
      keys_ += 'O';
      keys_ += letter_;
    }
    letter_ = 0;
  }
  if (state_ != State::text && at - last_ > kTogether) give_up_late(byte);
  last_ = at;
  switch (state_) {
    case State::text:
      return start_text(byte);
    case State::escape:
      if (byte == '\x1b') return;
      if (byte == '[') {
        state_ = State::control;
        sequence_.clear();
      } else if (byte == 'O') {
        state_ = State::letter;
      } else {  // Esc, and then a key
        state_ = State::text;
        start_text(byte);
      }
      return;
    case State::control:
      return continue_control(byte);
    case State::letter:
      return end_letter(byte);
  }
}

void KeyReader::start_text(char byte) {
  const bool second = byte == '\n' && after_return_;
  after_return_ = byte == '\r';
  if (byte == '\x1b')
    state_ = State::escape;
  else if (!second)
    keys_ += byte == '\r' ? '\n' : byte;
}

void KeyReader::continue_control(char byte) {
  const bool of_console = sequence_ == "[";  // ESC [ [ A: F1 on the Linux console
  if (byte >= '@' && byte <= '~' && !(byte == '[' && sequence_.empty())) {
    state_ = State::text;
  } else if (is_text(byte) && static_cast<unsigned char>(byte) < 0x80 && !of_console && sequence_.size() < kLongestSequence) {
    sequence_ += byte;
  } else {  // it was cut off
    keys_ += kDoubt;
    state_ = State::text;
    start_text(byte);
  }
}

void KeyReader::end_letter(char byte) {
  state_ = State::text;
  if (is_key_letter(byte)) {
    letter_ = byte;
    return;
  }
  keys_ += 'O';  // Esc, and then text
  start_text(byte);
}

// An Esc alone is no key. Of anything longer the end is missing, or comes now.
void KeyReader::give_up_late(char byte) {
  if (state_ == State::letter) keys_ += 'O';
  if (state_ == State::control || (state_ == State::escape && byte == '[')) keys_ += kDoubt;
  state_ = State::text;
}

}  // namespace buzzout
