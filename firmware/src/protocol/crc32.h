#pragma once

#include <stdint.h>

#include "protocol/flash.h"

namespace buzzout {

// CRC-32 as in zlib (reflected 0xEDB88320, initial and final complement): crc32_of("123456789") is
// 0xCBF43926. `crc32_update(crc, byte)` continues a finished CRC by one byte, so a CRC may be started
// from another one's value: crc32_update is zlib's crc32(crc, &byte, 1).

// Entry n is the remainder of byte n: a kibibyte of flash, for less than a third of the bitwise form's
// cycles.
extern const uint32_t crc32_table[256];

inline uint32_t crc32_update(uint32_t crc, uint8_t byte) {
  crc = ~crc;
  crc = flash_read(&crc32_table[static_cast<uint8_t>(crc ^ byte)]) ^ (crc >> 8);
  return ~crc;
}

}  // namespace buzzout
