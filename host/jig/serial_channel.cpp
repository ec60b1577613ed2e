#include "jig/serial_channel.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libserialport.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <new>
#include <system_error>

#include "core/error_codes.hpp"
#include "jig/port_errors.hpp"

namespace buzzout {
namespace {

using std::chrono::steady_clock;

constexpr short kGone = POLLHUP | POLLERR | POLLNVAL;

std::string reason(int error) {
  return std::generic_category().message(error);
}

bool is_unplugged(int error) { return error == EIO || error == ENXIO || error == ENODEV; }

// What to make of an error number from an operation on the open port.
JigError trouble(const std::string& path, const std::string& doing, int error) {
  if (is_unplugged(error)) return unplugged(path);
  return {"jig-io", doing + " " + path + ": " + reason(error), path};
}

// What to make of an error number from opening it.
JigError refusal(const std::string& path, int error) {
  struct stat s {};
  std::error_code ignored;
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
      if (std::filesystem::is_symlink(path, ignored))
        return no_such_port(path, "the link " + path + " leads to nothing", list_ports());
      return no_such_port(path, "there is no serial port " + path, list_ports());
    case EACCES:
    case EPERM: {
      const bool readable_by_group = ::stat(path.c_str(), &s) == 0 && (s.st_mode & S_IRGRP);
      const auto* g = readable_by_group && s.st_gid != 0 ? ::getgrgid(s.st_gid) : nullptr;
      return no_permission(path, g ? g->gr_name : "dialout");
    }
    case EBUSY:
    case EWOULDBLOCK:
      return port_busy(path);
    case ENXIO:
    case ENODEV:
    case EIO:
      return not_serial(path, "has no hardware behind it", list_ports());
    case ENOTTY:
    case EINVAL:
      return not_serial(path, "has no serial line behind it", list_ports());
    default:
      return {"jig-open", "cannot open " + path + ": " + reason(error), path};
  }
}

// libserialport knows ports by the names in /sys/class/tty, so not by udev's links.
sp_port* find_port(const std::string& path) {
  std::error_code failed;
  const auto canonical = std::filesystem::canonical(path, failed).string();
  sp_port* port = nullptr;
  sp_return r = failed ? SP_ERR_ARG : sp_get_port_by_name(canonical.c_str(), &port);
  if (r == SP_ERR_ARG) r = sp_get_port_by_name(path.c_str(), &port);
  if (r == SP_ERR_MEM) throw std::bad_alloc();
  if (r != SP_OK) throw not_serial(path, "is a terminal, not a serial port", list_ports());
  return port;
}

// What happened on `handle`, of POLLIN, POLLOUT and kGone; 0 at the deadline.
short await(int handle, short events, steady_clock::time_point deadline) {
  for (;;) {
    const auto left = std::max(deadline - steady_clock::now(), steady_clock::duration::zero());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    const timespec wait{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
    pollfd p{handle, events, 0};
    if (::ppoll(&p, 1, &wait, nullptr) >= 0) return p.revents;
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "ppoll");
  }
}

}  // namespace

struct SerialChannel::Port {
  Port(const std::string& path, Duration limit) : name(path), write_limit(limit) {}
  Port(const Port&) = delete;
  ~Port() {
    if (handle >= 0) {
      // The exclusive mark would stay while any other handle is open: the lock's, a pty's master.
      ::ioctl(handle, TIOCNXCL);
      sp_close(port);
    }
    sp_free_port(port);
    if (lock >= 0) ::close(lock);
  }

  // Opens a handle of our own that holds the lock. Before libserialport touches anything, so that a
  // port in use is left alone and every refusal has its error number.
  void claim() {
    struct stat s {};
    if (::stat(name.c_str(), &s) != 0) throw refusal(name, errno);
    if (S_ISDIR(s.st_mode)) throw not_serial(name, "is a directory", list_ports());
    if (!S_ISCHR(s.st_mode)) throw not_serial(name, "is a file, not a serial port", list_ports());
    lock = ::open(name.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (lock < 0 || !::isatty(lock) || ::flock(lock, LOCK_EX | LOCK_NB) != 0)
      throw refusal(name, errno);
  }

  void open() {
    port = find_port(name);
    sp_return opened = sp_open(port, SP_MODE_READ_WRITE);
    if (opened != SP_OK && errno == EWOULDBLOCK && ::flock(lock, LOCK_UN) == 0) {
      // libserialport from 0.1.2 on takes the lock itself, as the first thing it does, and finds ours. Our
      // handle stays open: the last one to close would lower DTR and so restart the jig.
      sp_close(port);
      opened = sp_open(port, SP_MODE_READ_WRITE);
    }
    if (opened != SP_OK) throw refusal(name, errno);
    sp_get_port_handle(port, &handle);
    ::fcntl(handle, F_SETFD, FD_CLOEXEC);
    if (::ioctl(handle, TIOCEXCL) != 0) throw trouble(name, "locking", errno);
    correct_flags();
    configure();
  }

  // sp_open() turns HUPCL on, and libserialport 0.1.1 clears CRTSCTS in the wrong word.
  void correct_flags() {
    termios t{};
    if (::tcgetattr(handle, &t) != 0) throw trouble(name, "setting up", errno);
    t.c_cflag &= ~static_cast<tcflag_t>(HUPCL | CRTSCTS);
    if (::tcsetattr(handle, TCSANOW, &t) != 0) throw trouble(name, "setting up", errno);
  }

  void configure() {
    sp_port_config* c = nullptr;
    if (sp_new_config(&c) != SP_OK) throw std::bad_alloc();
    const std::unique_ptr<sp_port_config, decltype(&sp_free_config)> owner(c, sp_free_config);
    sp_set_config_baudrate(c, 115200);
    sp_set_config_bits(c, 8);
    sp_set_config_parity(c, SP_PARITY_NONE);
    sp_set_config_stopbits(c, 1);
    sp_set_config_flowcontrol(c, SP_FLOWCONTROL_NONE);
    sp_set_config_rts(c, SP_RTS_ON);
    sp_set_config_dtr(c, SP_DTR_ON);
    if (sp_set_config(port, c) != SP_OK) throw trouble(name, "setting up", errno);
  }

  std::string name;
  Duration write_limit;
  int lock = -1;
  sp_port* port = nullptr;
  int handle = -1;
};

SerialChannel::SerialChannel(const std::string& path, Duration write_limit)
    : port_(std::make_unique<Port>(path, write_limit)) {
  port_->claim();
  port_->open();
}
SerialChannel::SerialChannel(SerialChannel&&) noexcept = default;
SerialChannel& SerialChannel::operator=(SerialChannel&&) noexcept = default;
SerialChannel::~SerialChannel() = default;

std::string SerialChannel::name() const {
  return port_->name;
}

void SerialChannel::write(std::string_view bytes) {
  const auto deadline = steady_clock::now() + port_->write_limit;
  for (auto rest = bytes; !rest.empty();) {
    const short events = await(port_->handle, POLLOUT, deadline);
    if (events & kGone) throw unplugged(name());
    if (events == 0)
      throw JigError("jig-write-timeout",
                  name() + " took only " + std::to_string(bytes.size() - rest.size()) + " of " +
                      std::to_string(bytes.size()) + " bytes in time",
                  name(), "Unplug the jig, plug it in again, and run the command once more.");
    const auto most = std::min<std::size_t>(rest.size(), INT_MAX);
    const int n = sp_nonblocking_write(port_->port, rest.data(), most);
    if (n >= 0)
      rest.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR && errno != EAGAIN)
      throw trouble(name(), "writing to", errno);
  }
}

// Not sp_blocking_read(): after an unplugging it spins on reads of no bytes until its timeout.
std::size_t SerialChannel::read(char* into, std::size_t most, Duration wait) {
  if (most == 0) return 0;
  const auto deadline =
      steady_clock::now() + std::clamp<Duration>(wait, Duration::zero(), std::chrono::hours{24});
  for (;;) {
    const short events = await(port_->handle, POLLIN, deadline);
    if (events == 0) return 0;
    const int n = sp_nonblocking_read(port_->port, into, std::min<std::size_t>(most, INT_MAX));
    if (n > 0) return static_cast<std::size_t>(n);
    if (n < 0 && errno != EINTR) throw trouble(name(), "reading from", errno);
    termios alive{};
    if (n == 0 && ((events & kGone) || ::tcgetattr(port_->handle, &alive) != 0))
      throw unplugged(name());
  }
}

// libserialport takes any number: 0 would hang up, a negative one changes nothing.
void SerialChannel::set_baud(unsigned baud) {
  const bool sensible = baud > 0 && baud <= INT_MAX;
  if (sensible && sp_set_baudrate(port_->port, static_cast<int>(baud)) == SP_OK) return;
  if (sensible && is_unplugged(errno)) throw unplugged(name());
  throw JigError(kJigBaud, name() + " refuses " + std::to_string(baud) + " baud", name());
}

void SerialChannel::discard_input() {
  if (sp_flush(port_->port, SP_BUF_INPUT) != SP_OK) throw trouble(name(), "clearing", errno);
}

}  // namespace buzzout
