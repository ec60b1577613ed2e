// Preloaded into a program: a serial port that does not do 1,000,000 baud. With
// BUZZOUT_BAUD_SHIM=refuse setting that speed fails; with =clamp it succeeds and sets 115,200, as some
// bridges' drivers do.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>

typedef int (*tcsetattr_function)(int, int, const struct termios*);

int tcsetattr(int fd, int actions, const struct termios* wanted) {
  tcsetattr_function real;
  *(void**)&real = dlsym(RTLD_NEXT, "tcsetattr");
  const char* mode = getenv("BUZZOUT_BAUD_SHIM");
  if (mode == NULL || cfgetospeed(wanted) != B1000000) return real(fd, actions, wanted);
  if (strcmp(mode, "refuse") == 0) {
    errno = EINVAL;
    return -1;
  }
  struct termios slower = *wanted;
  cfsetspeed(&slower, B115200);
  return real(fd, actions, &slower);
}
