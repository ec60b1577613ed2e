// Preloaded into a program: the computer's clock is off by as many seconds as the file says that BUZZOUT_CLOCK_SHIM
// names. The clocks that nobody sets are as they are.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int (*gettime_function)(clockid_t, struct timespec*);

static long offset(void) {
  const char* file = getenv("BUZZOUT_CLOCK_SHIM");
  char text[32] = {0};
  const int fd = file == NULL ? -1 : open(file, O_RDONLY);
  if (fd < 0) return 0;
  const ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  return n > 0 ? strtol(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  gettime_function real;
  *(void**)&real = dlsym(RTLD_NEXT, "clock_gettime");
  const int status = real(clock, now);
  if (status == 0 && clock == CLOCK_REALTIME) now->tv_sec += offset();
  return status;
}

time_t time(time_t* into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into != NULL) *into = now.tv_sec;
  return now.tv_sec;
}
