#include "protocol/line_decoder.h"

#include "protocol/crc32.h"

namespace buzzout {
namespace protocol {

void LineDecoder::clear() {
  length_ = 0;
  star_ = no_star;
  crc_ = 0;
  crc_before_star_ = 0;
  spoiled_ = Event::none;
  fresh_ = false;
}

LineDecoder::Event LineDecoder::push(uint8_t byte) {
  if (fresh_) clear();
  if (byte == '\r' || byte == '\n') {
    fresh_ = true;
    if (spoiled_ != Event::none) return spoiled_;
    return length_ == 0 ? Event::none : Event::line;
  }
  if (spoiled_ != Event::none) return Event::none;
  if (byte < ' ' || byte > '~') {
    spoiled_ = Event::bad_byte;
    return Event::none;
  }
  if (length_ == max_line) {
    spoiled_ = Event::too_long;
    return Event::none;
  }
  if (byte == '*') {
    star_ = length_;
    crc_before_star_ = crc_;
  }
  crc_ = crc32_update(crc_, byte);
  text_[length_++] = static_cast<char>(byte);
  return Event::none;
}

}  // namespace protocol
}  // namespace buzzout
