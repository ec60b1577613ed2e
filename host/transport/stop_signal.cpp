#include "transport/stop_signal.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// For poll(2), rounded up: who waits until a moment must not wake before it.
int milliseconds_to(SteadyMoment moment) {
  if (moment == SteadyMoment::max()) return -1;
  const auto left = std::chrono::ceil<milliseconds>(moment - steady_clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, 3'600'000));
}

}  // namespace

StopSignal::StopSignal() : bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!bell_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void StopSignal::stop_by(SteadyMoment last) {
  last_.store(last);
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(bell_.get(), &one, sizeof one);
}

bool StopSignal::wait(int fd, short events, SteadyMoment until) const {
  for (;;) {
    const bool stopping_now = stopping();
    const SteadyMoment end = std::min(until, last_.load());
    pollfd waits[] = {{fd, events, 0}, {bell_.get(), POLLIN, 0}};
    const int ready = ::poll(waits, stopping_now ? 1 : 2, milliseconds_to(end));
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0 && waits[0].revents != 0) return true;
    if (steady_clock::now() >= std::min(until, last_.load())) return false;
  }
}

void StopSignal::pause(milliseconds length) const {
  const SteadyMoment end = std::min(steady_clock::now() + length, last_.load());
  pollfd bell{bell_.get(), POLLIN, 0};
  const bool stopping_now = stopping();
  while (steady_clock::now() < end) {
    const int ready = ::poll(&bell, stopping_now ? 0 : 1, milliseconds_to(end));
    if (ready > 0 || (ready < 0 && errno != EINTR)) return;
  }
}

}  // namespace buzzout
