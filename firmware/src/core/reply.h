#pragma once

#include <stdint.h>

#include "core/bytes.h"
#include "protocol/crc32.h"
#include "protocol/flash.h"
#include "protocol/request.h"
#include "protocol/vocabulary.h"

namespace buzzout {

// Streams one reply to a board's serial line: bare for a bare request, sealed for a sealed one.
template <class Board>
class Reply {
 public:
  Reply(Board& board, const protocol::Request& request)
      : board_(board), sealed_(request.kind == protocol::Request::Kind::sealed), crc_(request.crc) {
    if (!sealed_) return;
    put('@');
    for (uint8_t i = 0; i < request.sequence_length; ++i) put(request.sequence[i]);
    put(' ');
  }

  void put(char c) {
    if (sealed_) crc_ = protocol_crc(c);
    const uint8_t byte = static_cast<uint8_t>(c);
    if (at_full_rate_ == 0) return board_.write_byte_spaced(byte);
    --at_full_rate_;
    board_.write_byte(byte);
  }

  void flash_text(const char* text) {
    for (char c = flash_read(text); c != 0; c = flash_read(++text)) put(c);
  }

  void text(const char* s) {
    while (*s != 0) put(*s++);
  }

  // The low 4·digits bits in hexadecimal, most significant first.
  template <class T>
  void hex(T value, uint8_t digits) {
    while (digits-- > 0) {
      const uint8_t b = byte_of(value, digits / 2);
      const uint8_t d = (digits % 2 != 0 ? b >> 4 : b) & 0xFu;
      put(static_cast<char>(d < 10 ? '0' + d : 'A' + d - 10));
    }
  }

  void decimal(uint32_t value) {
    char digits[10];
    uint8_t n = 0;
    do {
      digits[n++] = static_cast<char>('0' + value % 10);
      value /= 10;
    } while (value != 0);
    while (n > 0) put(digits[--n]);
  }

  void signed_decimal(int16_t value) {
    if (value < 0) put('-');
    decimal(static_cast<uint32_t>(value < 0 ? -value : value));
  }

  void end() {
    if (sealed_) {
      put(' ');
      sealed_ = false;
      put('*');
      hex(crc_, 8);
    }
    put('\r');
    put('\n');
  }

 private:
  uint32_t protocol_crc(char c) const { return crc32_update(crc_, static_cast<uint8_t>(c)); }

  Board& board_;
  bool sealed_;
  uint8_t at_full_rate_ = protocol::full_rate_bytes;  // how many bytes may still follow one another at once
  uint32_t crc_;
};

}  // namespace buzzout
