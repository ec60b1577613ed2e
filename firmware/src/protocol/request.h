#pragma once

#include <stdint.h>

#include "protocol/line_decoder.h"

namespace buzzout {
namespace protocol {

// One received line, taken apart. The pointers are into the decoder's text.
struct Request {
  // bare: typed by a person or sent by a foreign client. sealed: an envelope that checks. broken: begins
  // or ends like an envelope and does not check; never executed.
  enum class Kind : uint8_t { bare, sealed, broken };

  Kind kind;
  const char* sequence;  // sealed: its decimal digits, no leading zero
  uint8_t sequence_length;
  uint32_t crc;  // sealed: the request's CRC, from which the reply's CRC starts
  const char* header;  // "SCAN:HOLD?"
  uint8_t header_length;
  const char* argument;  // "20,00FF"; length 0 where there is none
  uint8_t argument_length;
};

Request parse_request(const LineDecoder& line);

// The value of a hexadecimal digit in either case; 0xFF for another character.
uint8_t hex_value(char c);

// Reads decimal digits (`digits` of them) as a number that fits 32 bits. False if it is none.
bool parse_decimal(const char* text, uint8_t digits, uint32_t* value);

}  // namespace protocol
}  // namespace buzzout
