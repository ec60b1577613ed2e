#include "protocol/line_decoder.h"

namespace buzzout {
namespace protocol {

LineDecoder::Event LineDecoder::push_unprintable(uint8_t byte) {
  if (byte == '\r' || byte == '\n') {
    fresh_ = true;
    if (spoiled_ != Event::none) return spoiled_;
    return length_ == 0 ? Event::none : Event::line;
  }
  spoil(byte == lost_bytes ? Event::too_long : Event::bad_byte);
  return Event::none;
}

}  // namespace protocol
}  // namespace buzzout
