#pragma once

#include <pthread.h>
#include <signal.h>

#include <thread>
#include <utility>

namespace buzzout {

// A thread that no signal is delivered to: Ctrl-C belongs to the program's own.
template <typename Work>
std::thread start_quiet_thread(Work work) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread out(std::move(work));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return out;
  } catch (...) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
}

}  // namespace buzzout
