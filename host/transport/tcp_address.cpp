#include "transport/tcp_address.hpp"

#include <algorithm>
#include <charconv>

#include "core/error.hpp"

namespace buzzout {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  throw Error("bad-address", why, std::string(text.substr(0, 200)),
              "write tcp://HOST:PORT, for example tcp://192.168.1.20:9100 or tcp://[fe80::1]:9100");
}

bool may_be_in_a_host(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_';
}

std::uint16_t port_of(std::string_view text, std::string_view digits) {
  unsigned port = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size() || port < 1 || port > 65535)
    refuse(text, "the address has no port from 1 to 65535");
  return static_cast<std::uint16_t>(port);
}

}  // namespace

std::optional<TcpAddress> tcp_address(std::string_view text) {
  constexpr std::string_view kScheme = "tcp://";
  if (text.find("://") == std::string_view::npos) return std::nullopt;
  if (!text.starts_with(kScheme)) refuse(text, "the address is not of the kind tcp://");
  const std::string_view rest = text.substr(kScheme.size());
  const auto colon = rest.rfind(':');
  if (colon == std::string_view::npos) refuse(text, "the address has no port");
  std::string_view host = rest.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const auto good = [&](char c) { return may_be_in_a_host(c) || (bracketed && (c == ':' || c == '%')); };
  if (host.empty() || host.size() > 253 || !std::ranges::all_of(host, good))
    refuse(text, "the address has no good host name");
  return TcpAddress{std::string(host), port_of(text, rest.substr(colon + 1))};
}

std::string to_string(const TcpAddress& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return "tcp://" + (v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace buzzout
