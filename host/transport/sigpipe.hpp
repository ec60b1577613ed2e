#pragma once

#include <signal.h>

namespace buzzout {

// While it lives, a write of this thread to a pipe that nobody reads fails with EPIPE, whatever the program does with
// SIGPIPE otherwise.
class SigpipeHeldBack {
 public:
  SigpipeHeldBack();
  ~SigpipeHeldBack();
  SigpipeHeldBack(const SigpipeHeldBack&) = delete;
  SigpipeHeldBack& operator=(const SigpipeHeldBack&) = delete;

 private:
  bool was_pending_ = false;
  sigset_t before_{};
};

}  // namespace buzzout
