#include "jig/pty.hpp"

#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

Pty::Pty() {
  termios raw{};
  ::cfmakeraw(&raw);
  raw.c_cflag |= CREAD;
  ::cfsetspeed(&raw, B9600);
  int slave = -1;
  char name[64];
  if (::openpty(&master_, &slave, name, &raw, nullptr) != 0) fail("openpty");
  slave_ = name;
  ::close(slave);
  std::string directory = std::filesystem::temp_directory_path() / "buzzout-XXXXXX";
  if (!::mkdtemp(directory.data())) fail("mkdtemp");
  directory_ = directory;
  ::chmod(directory_.c_str(), 0755);
  std::filesystem::create_symlink(slave_, directory_ + "/port");
  port_ = "/dev/../../.." + directory_ + "/port";
}

Pty::~Pty() {
  unplug();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string Pty::receive(std::size_t size) const {
  std::string got;
  while (got.size() < size) {
    pollfd p{master_, POLLIN, 0};
    char some[4096];
    if (::poll(&p, 1, 2000) <= 0) break;
    const auto n = ::read(master_, some, sizeof some);
    if (n <= 0) break;
    got.append(some, static_cast<std::size_t>(n));
  }
  return got;
}

void Pty::send(std::string_view bytes) const {
  if (::write(master_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    fail("write");
}

void Pty::unplug() {
  if (master_ >= 0) ::close(master_);
  master_ = -1;
}
