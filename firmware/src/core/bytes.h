#pragma once

#include <stdint.h>

namespace buzzout {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "as AVRs are, and the hosts that run this code");

// Byte i of a number, the lowest is 0. Shifting 64 bits would cost an AVR more than sending a byte.
template <class T>
inline uint8_t byte_of(const T& number, uint8_t i) {
  return reinterpret_cast<const uint8_t*>(&number)[i];
}

}  // namespace buzzout
