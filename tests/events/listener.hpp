#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "transport/descriptor.hpp"

namespace buzzout {

using std::chrono::milliseconds;

// Somebody who listens on this computer, does what a test says, and nothing else.
class Listener {
 public:
  // A port of the system's choice, or that one again.
  explicit Listener(std::uint16_t port = 0) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int yes = 1;
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    here.sin_port = htons(port);
    REQUIRE(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&here), sizeof here) == 0);
    REQUIRE(::listen(socket_.get(), 4) == 0);
    socklen_t size = sizeof here;
    ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
  }

  std::uint16_t port() const { return port_; }
  std::string address() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

  void accept() {
    REQUIRE(ready(socket_.get(), milliseconds(10'000)));
    caller_ = Descriptor(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    heard_.clear();
    REQUIRE(caller_);
  }

  // The next line without its end; empty if none comes in time.
  std::string line(milliseconds patience = milliseconds(10'000)) {
    for (;;) {
      if (const auto end = heard_.find('\n'); end != std::string::npos) {
        std::string out = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        return out;
      }
      std::array<char, 65536> piece{};
      if (!ready(caller_.get(), patience)) return "";
      const ssize_t n = ::recv(caller_.get(), piece.data(), piece.size(), 0);
      if (n <= 0) return "";
      heard_.append(piece.data(), static_cast<std::size_t>(n));
    }
  }

  void read_only() { ::shutdown(caller_.get(), SHUT_WR); }
  void hang_up() { caller_.reset(); }

 private:
  static bool ready(int fd, milliseconds patience) {
    pollfd it{fd, POLLIN, 0};
    return ::poll(&it, 1, static_cast<int>(patience.count())) > 0;
  }

  Descriptor socket_, caller_;
  std::uint16_t port_ = 0;
  std::string heard_;
};

}  // namespace buzzout
