#pragma once

#include <stdint.h>

// Constants that live in an AVR's flash and need their own load instructions; plain memory elsewhere.
#if defined(__AVR__)
#include <avr/pgmspace.h>
#define BUZZOUT_FLASH PROGMEM
namespace buzzout {
inline uint32_t flash_read(const uint32_t* p) { return pgm_read_dword(p); }
inline char flash_read(const char* p) { return static_cast<char>(pgm_read_byte(p)); }
}  // namespace buzzout
#else
#define BUZZOUT_FLASH
namespace buzzout {
inline uint32_t flash_read(const uint32_t* p) { return *p; }
inline char flash_read(const char* p) { return *p; }
}  // namespace buzzout
#endif
