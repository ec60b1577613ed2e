// Preloaded into a program: a serial port that does not do 1,000,000 baud. With
// BUZZOUT_BAUD_SHIM=refuse setting that speed fails; with =clamp it succeeds and sets 115,200, as some
// bridges' drivers do. libserialport sets that speed by TCSETS2, as an arbitrary one.
#define _GNU_SOURCE
#include <asm/termbits.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <asm/ioctls.h>

typedef int (*ioctl_function)(int, unsigned long, ...);

int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void* argument = va_arg(list, void*);
  va_end(list);

  ioctl_function real;
  *(void**)&real = dlsym(RTLD_NEXT, "ioctl");
  const char* mode = getenv("BUZZOUT_BAUD_SHIM");
  if (mode == NULL || request != TCSETS2) return real(fd, request, argument);
  struct termios2 wanted = *(const struct termios2*)argument;
  if (wanted.c_ospeed != 1000000) return real(fd, request, argument);
  if (strcmp(mode, "refuse") == 0) {
    errno = EINVAL;
    return -1;
  }
  wanted.c_ispeed = wanted.c_ospeed = 115200;
  return real(fd, request, &wanted);
}
