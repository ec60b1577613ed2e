#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace buzzout {

struct TcpAddress {
  std::string host;  // a name or an address; of IPv6 without its brackets
  std::uint16_t port = 0;
};

// "tcp://host:port". Whatever begins with another "scheme://" or is no good address is Error "bad-address"; nothing
// if there is no "://": it may be a file.
std::optional<TcpAddress> tcp_address(std::string_view text);

std::string to_string(const TcpAddress&);

}  // namespace buzzout
