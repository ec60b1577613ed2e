#pragma once

#include <stdint.h>

#include "protocol/vocabulary.h"

namespace buzzout {
namespace protocol {

// What a receiver passes on in place of bytes that it had to drop. No line contains it.
const uint8_t lost_bytes = 0xFF;

// Bytes in, lines out. CR, LF and CRLF end a line; an empty line is nothing. Whatever arrives, the
// next line end makes a fresh start: a host that died in mid-line costs one line.
class LineDecoder {
 public:
  enum class Event : uint8_t { none, line, too_long, bad_byte };

  // The event that this byte completes. `line`: text() and length() hold it until the next push.
  // `too_long` (or bytes were lost) and `bad_byte` (not printable ASCII) come at the end of the line they
  // spoil, whose text is then meaningless. Inline: a jig has 160 cycles for everything that it does with
  // a byte.
  Event push(uint8_t byte) {
    if (fresh_) clear();
    if (byte < ' ' || byte > '~') return push_unprintable(byte);
    if (length_ < max_line)
      text_[length_++] = static_cast<char>(byte);
    else
      spoil(Event::too_long);
    return Event::none;
  }

  // Forgets a line under way.
  void clear() {
    length_ = 0;
    spoiled_ = Event::none;
    fresh_ = false;
  }

  const char* text() const { return text_; }
  uint8_t length() const { return length_; }

 private:
  Event push_unprintable(uint8_t byte);
  void spoil(Event e) {
    if (spoiled_ == Event::none) spoiled_ = e;
  }

  char text_[max_line];
  uint8_t length_ = 0;
  Event spoiled_ = Event::none;
  bool fresh_ = true;  // the next byte begins a line
};

}  // namespace protocol
}  // namespace buzzout
