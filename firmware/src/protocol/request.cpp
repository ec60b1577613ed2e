#include "protocol/request.h"

#include "protocol/crc32.h"

namespace buzzout {
namespace protocol {

uint8_t hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint8_t>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<uint8_t>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<uint8_t>(c - 'a' + 10);
  return 0xFF;
}

bool parse_decimal(const char* text, uint8_t digits, uint32_t* value) {
  if (digits == 0 || digits > 10) return false;
  const uint32_t most = 0xFFFFFFFF;
  uint32_t n = 0;
  for (uint8_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    const uint8_t d = static_cast<uint8_t>(text[i] - '0');
    if (n > most / 10 || (n == most / 10 && d > most % 10)) return false;
    n = n * 10u + d;
  }
  *value = n;
  return true;
}

namespace {

const uint8_t seal_length = 9;  // '*' and eight hex digits

bool ends_like_envelope(const char* text, uint8_t length, uint32_t* crc) {
  if (length < seal_length) return false;
  const char* const seal = text + length - seal_length;
  if (seal[0] != '*') return false;
  uint32_t value = 0;
  for (uint8_t i = 1; i < seal_length; ++i) {
    const uint8_t digit = hex_value(seal[i]);
    if (digit == 0xFF) return false;
    value = (value << 4) | digit;
  }
  *crc = value;
  return true;
}

uint32_t crc_of(const char* text, uint8_t length) {
  uint32_t crc = 0;
  for (uint8_t i = 0; i < length; ++i) crc = crc32_update(crc, static_cast<uint8_t>(text[i]));
  return crc;
}

uint8_t count_until_space(const char* text, uint8_t length) {
  uint8_t n = 0;
  while (n < length && text[n] != ' ') ++n;
  return n;
}

void split_command(const char* text, uint8_t length, Request* request) {
  while (length > 0 && text[length - 1] == ' ') --length;
  request->header = text;
  request->header_length = count_until_space(text, length);
  uint8_t at = request->header_length;
  while (at < length && text[at] == ' ') ++at;
  request->argument = text + at;
  request->argument_length = static_cast<uint8_t>(length - at);
}

}  // namespace

Request parse_request(const LineDecoder& line) {
  Request request = Request();
  const char* text = line.text();
  const bool opens = text[0] == '@';
  uint32_t crc = 0;
  const bool closes = ends_like_envelope(text, line.length(), &crc);
  if (!opens && !closes) {
    uint8_t at = 0;
    while (at < line.length() && text[at] == ' ') ++at;
    split_command(text + at, static_cast<uint8_t>(line.length() - at), &request);
    return request;
  }

  request.kind = Request::Kind::broken;
  if (!opens || !closes) return request;
  const uint8_t star = static_cast<uint8_t>(line.length() - seal_length);
  if (crc != crc_of(text, star)) return request;
  const uint8_t inside = static_cast<uint8_t>(star - 1);
  const uint8_t digits = count_until_space(text + 1, inside);
  uint32_t sequence = 0;
  if (!parse_decimal(text + 1, digits, &sequence) || (digits > 1 && text[1] == '0') ||
      digits >= inside)
    return request;
  request.kind = Request::Kind::sealed;
  request.sequence = text + 1;
  request.sequence_length = digits;
  request.crc = crc;
  split_command(text + 2 + digits, static_cast<uint8_t>(inside - digits - 1), &request);
  return request;
}

}  // namespace protocol
}  // namespace buzzout
