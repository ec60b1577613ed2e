#pragma once

#include <stdint.h>

#include "protocol/vocabulary.h"

namespace buzzout {
namespace protocol {

// Bytes in, lines out. CR, LF and CRLF end a line; an empty line is nothing. Whatever arrives, the
// next line end makes a fresh start: a host that died in mid-line costs one line.
class LineDecoder {
 public:
  enum class Event : uint8_t { none, line, too_long, bad_byte };

  // The event that this byte completes. `line`: text() and length() hold it until the next push.
  // `too_long` and `bad_byte` (not printable ASCII) come at the end of the line they spoil, whose text
  // is then meaningless.
  Event push(uint8_t byte);

  // Forgets a line under way.
  void clear();

  const char* text() const { return text_; }
  uint8_t length() const { return length_; }
  // CRC-32 of everything before the last '*' of the line; 0 where it has none.
  uint32_t crc_before_star() const { return crc_before_star_; }
  // Where the last '*' stands; length() where the line has none.
  uint8_t star() const { return star_ == no_star ? length_ : star_; }

 private:
  static const uint8_t no_star = 0xFF;

  char text_[max_line];
  uint8_t length_ = 0;
  uint8_t star_ = no_star;
  uint32_t crc_ = 0;
  uint32_t crc_before_star_ = 0;
  Event spoiled_ = Event::none;
  bool fresh_ = true;  // the next byte begins a line
};

}  // namespace protocol
}  // namespace buzzout
