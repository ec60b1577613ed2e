#include "transport/sigpipe.hpp"

#include <cerrno>
#include <ctime>

namespace buzzout {
namespace {

sigset_t only_sigpipe() {
  sigset_t out;
  sigemptyset(&out);
  sigaddset(&out, SIGPIPE);
  return out;
}

bool pending() {
  sigset_t waiting;
  sigpending(&waiting);
  return sigismember(&waiting, SIGPIPE) == 1;
}

}  // namespace

SigpipeHeldBack::SigpipeHeldBack() : was_pending_(pending()) {
  const sigset_t set = only_sigpipe();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
}

SigpipeHeldBack::~SigpipeHeldBack() {
  const int error = errno;
  const sigset_t set = only_sigpipe();
  const timespec now{};
  if (!was_pending_ && pending())
    while (sigtimedwait(&set, nullptr, &now) < 0 && errno == EINTR) {
    }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  errno = error;
}

}  // namespace buzzout
