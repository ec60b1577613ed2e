// Preloaded into a program that opens a pseudo-terminal as if it were a serial port: libserialport
// will not open a port that has no modem lines, and a pseudo-terminal has none. This ioctl remembers
// them, for every descriptor whose kernel end says it has none.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/ioctl.h>

typedef int (*ioctl_function)(int, unsigned long, ...);

static atomic_int lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CAR;

int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void* argument = va_arg(list, void*);
  va_end(list);

  ioctl_function real;
  *(void**)&real = dlsym(RTLD_NEXT, "ioctl");
  const int result = real(fd, request, argument);
  if (result >= 0 || (errno != ENOTTY && errno != EINVAL && errno != EIO)) return result;

  switch (request) {
    case TIOCMGET: *(int*)argument = atomic_load(&lines); return 0;
    case TIOCMSET: atomic_store(&lines, *(const int*)argument); return 0;
    case TIOCMBIS: atomic_fetch_or(&lines, *(const int*)argument); return 0;
    case TIOCMBIC: atomic_fetch_and(&lines, ~*(const int*)argument); return 0;
    default: return result;
  }
}
