#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdio>
#include <string>

#include "protocol/crc32.h"
#include "protocol/request.h"

namespace buzzout {

inline std::uint32_t crc32_of(const std::string& bytes, std::uint32_t from = 0) {
  for (char c : bytes) from = crc32_update(from, static_cast<std::uint8_t>(c));
  return from;
}

// A request in its envelope, without line end, as docs and hosts write it.
inline std::string sealed(const std::string& sequence, const std::string& command) {
  const std::string covered = "@" + sequence + " " + command + " ";
  char seal[10];
  std::snprintf(seal, sizeof seal, "*%08X", static_cast<unsigned>(crc32_of(covered)));
  return covered + seal;
}

inline std::string header_of(const protocol::Request& r) { return {r.header, r.header_length}; }
inline std::string argument_of(const protocol::Request& r) { return {r.argument, r.argument_length}; }

}  // namespace buzzout
