#include "jig/locking_open.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <libserialport.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace {

bool locks = false, steals = false;
int thief = -1;

int handle_on(const sp_port* port) {
  return ::open(sp_get_port_name(port), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

bool take_lock(int handle) { return ::flock(handle, LOCK_EX | LOCK_NB) == 0; }

}  // namespace

LockingOpen::LockingOpen(bool stolen) {
  locks = true;
  steals = stolen;
}

LockingOpen::~LockingOpen() {
  locks = steals = false;
  if (thief >= 0) ::close(thief);
  thief = -1;
}

// Stands before libserialport's for this program.
extern "C" sp_return sp_open(sp_port* port, sp_mode mode) {
  using Open = sp_return (*)(sp_port*, sp_mode);
  static const auto next = reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "sp_open"));
  if (!locks) return next(port, mode);
  const int probe = handle_on(port);
  bool free = take_lock(probe);
  if (free && steals) {
    ::flock(probe, LOCK_UN);
    thief = handle_on(port);
    take_lock(thief);
    free = take_lock(probe);
  }
  if (!free) {
    ::close(probe);
    errno = EWOULDBLOCK;
    return SP_ERR_FAIL;
  }
  ::close(probe);
  const sp_return opened = next(port, mode);
  int handle = -1;
  if (opened == SP_OK && sp_get_port_handle(port, &handle) == SP_OK) take_lock(handle);
  return opened;
}
