#include "avr/pty_link.hpp"

#include <asm/termbits.h>  // termios2 has the rate as a number; excludes <termios.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr unsigned kFirstBaud = 1'000'000;

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw Error("pty", what + ": " + std::strerror(errno), where);
}

}  // namespace

PtyLink::PtyLink(const std::filesystem::path& link)
    : link_(std::filesystem::absolute(link).lexically_normal()) {
  master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master_ < 0) fail("no pseudo-terminal", {});
  char name[64];
  termios2 settings{};
  if (::grantpt(master_) != 0 || ::unlockpt(master_) != 0 ||
      ::ptsname_r(master_, name, sizeof name) != 0 ||
      (slave_ = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0 ||
      ::ioctl(slave_, TCGETS2, &settings) != 0) {
    close();
    fail("no pseudo-terminal", {});
  }
  settings.c_iflag = 0;
  settings.c_oflag = 0;
  settings.c_lflag = 0;
  settings.c_cflag = CS8 | CREAD | CLOCAL | BOTHER;
  settings.c_ospeed = settings.c_ispeed = kFirstBaud;
  ::ioctl(slave_, TCSETS2, &settings);

  std::error_code ignored;
  if (std::filesystem::is_symlink(link_, ignored)) std::filesystem::remove(link_, ignored);
  if (::symlink(name, link_.c_str()) != 0) {
    close();
    fail("cannot make the link", link_.string());
  }
}

PtyLink::~PtyLink() {
  std::error_code ignored;
  std::filesystem::remove(link_, ignored);
  close();
}

void PtyLink::close() {
  const int error = errno;
  if (slave_ >= 0) ::close(slave_);
  if (master_ >= 0) ::close(master_);
  errno = error;
}

std::string PtyLink::port_name() const {
  return "/dev/../../.." + link_.string();
}

std::vector<std::uint8_t> PtyLink::read() {
  std::vector<std::uint8_t> bytes(4096);
  const ssize_t n = ::read(master_, bytes.data(), bytes.size());
  bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return bytes;
}

std::size_t PtyLink::write(std::span<const std::uint8_t> bytes) {
  const ssize_t n = ::write(master_, bytes.data(), bytes.size());
  return n > 0 ? static_cast<std::size_t>(n) : 0;
}

unsigned PtyLink::baud() const {
  termios2 settings{};
  return ::ioctl(slave_, TCGETS2, &settings) == 0 ? settings.c_ospeed : kFirstBaud;
}

}  // namespace buzzout
