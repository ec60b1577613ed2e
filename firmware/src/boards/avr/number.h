#pragma once

#include <avr/eeprom.h>
#include <stdint.h>

namespace buzzout {
namespace avr {

// The jig's own number, in the first eight bytes of EEPROM: the number and its complement, so that
// neither an erased nor a damaged EEPROM passes for a number. 0 where there is none.
inline uint32_t read_number() {
  uint32_t* const cell = 0;
  const uint32_t number = eeprom_read_dword(cell);
  return eeprom_read_dword(cell + 1) == ~number ? number : 0;
}

// Once only. False if there is a number already or the EEPROM did not take it.
inline bool write_number(uint32_t number) {
  if (read_number() != 0) return false;
  uint32_t* const cell = 0;
  eeprom_update_dword(cell, number);
  eeprom_update_dword(cell + 1, ~number);
  return read_number() == number;
}

}  // namespace avr
}  // namespace buzzout
