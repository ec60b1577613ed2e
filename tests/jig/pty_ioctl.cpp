#include <asm/termbits.h>
#include <dlfcn.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstdarg>

#include "jig/pty.hpp"

namespace {

int lines = 0;

}  // namespace

int modem_lines() {
  return lines;
}

void set_modem_lines(int l) {
  lines = l;
}

unsigned line_speed(int terminal) {
  termios2 t{};
  return ::ioctl(terminal, TCGETS2, &t) == 0 ? t.c_ospeed : 0;
}

// Stands before the C library's for this program and for libserialport: a pseudo-terminal has no
// modem lines, so these are remembered for it.
extern "C" int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list arguments;
  va_start(arguments, request);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);

  using Ioctl = int (*)(int, unsigned long, ...);
  static const auto next = reinterpret_cast<Ioctl>(::dlsym(RTLD_NEXT, "ioctl"));
  const int result = next(fd, request, argument);
  if (result >= 0 || (errno != ENOTTY && errno != EINVAL)) return result;
  int* bits = static_cast<int*>(argument);
  switch (request) {
    case TIOCMGET:
      *bits = lines;
      return 0;
    case TIOCMSET:
      lines = *bits;
      return 0;
    case TIOCMBIS:
      lines |= *bits;
      return 0;
    case TIOCMBIC:
      lines &= ~*bits;
      return 0;
    default:
      return result;
  }
}
