#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace buzzout {

// A request as it goes over the wire, without line end: "@7 SCAN? *91F24A0C". The CRC-32 covers
// everything before the last '*'.
struct SealedRequest {
  std::uint32_t sequence = 0;
  std::uint32_t crc = 0;
  std::string line;
};
SealedRequest seal(std::uint32_t sequence, std::string_view command);

// What a reply to that very request says, in printable ASCII; nothing if the line is not one, or is
// damaged. The reply's CRC starts from the request's, so that no other request's reply can fit.
std::optional<std::string> open_reply(const SealedRequest&, std::string_view line);

}  // namespace buzzout
