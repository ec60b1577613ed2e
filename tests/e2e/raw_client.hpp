#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "e2e/child.hpp"

namespace e2e {

// A program that is not Buzzout, on the jig's port: termios and bytes.
class RawClient {
 public:
  explicit RawClient(const std::string& path, speed_t speed = B1000000)
      : fd_(::open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    REQUIRE(fd_ >= 0);
    set_speed(speed);
    tcflush(fd_, TCIOFLUSH);
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(fd_); }

  void set_speed(speed_t speed) {
    termios t{};
    REQUIRE(tcgetattr(fd_, &t) == 0);
    cfmakeraw(&t);
    t.c_cflag |= CLOCAL | CREAD;
    t.c_cflag &= ~static_cast<tcflag_t>(HUPCL);
    cfsetspeed(&t, speed);
    REQUIRE(tcsetattr(fd_, TCSANOW, &t) == 0);
  }

  void send(const std::string& bytes) {
    REQUIRE(::write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }

  // The next line without its end; empty if none comes in time.
  std::string line(milliseconds patience = kPatience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
      if (const auto end = received_.find('\n'); end != std::string::npos) {
        std::string out = received_.substr(0, end);
        received_.erase(0, end + 1);
        if (out.ends_with('\r')) out.pop_back();
        return out;
      }
      const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
      pollfd p{fd_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&p, 1, static_cast<int>(left.count())) <= 0) return "";
      char bytes[512];
      const ssize_t n = ::read(fd_, bytes, sizeof bytes);
      if (n <= 0) return "";
      received_.append(bytes, static_cast<std::size_t>(n));
    }
  }

  std::string ask(const std::string& request) {
    send(request + "\n");
    return line();
  }

 private:
  int fd_;
  std::string received_;
};

}  // namespace e2e
