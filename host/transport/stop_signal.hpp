#pragma once

#include <atomic>
#include <chrono>

#include "transport/descriptor.hpp"

namespace buzzout {

using SteadyMoment = std::chrono::steady_clock::time_point;

// Tells a thread that waits for something outside to come to an end. One waits, any may stop.
class StopSignal {
 public:
  StopSignal();

  // Whatever is waited for may take until then, and no longer. Once for all.
  void stop_by(SteadyMoment);
  bool stopping() const { return last_.load() != SteadyMoment::max(); }

  // Until the descriptor can do what `events` says (poll(2)), or is broken: true. False if the time is over.
  bool wait(int fd, short events, SteadyMoment until = SteadyMoment::max()) const;

  // That long, but not beyond the moment of stop_by(); once stopping, that long and not beyond its time.
  void pause(std::chrono::milliseconds) const;

  // Whether the time of stop_by() has come.
  bool over() const { return std::chrono::steady_clock::now() >= last_.load(); }

 private:
  Descriptor bell_;
  std::atomic<SteadyMoment> last_{SteadyMoment::max()};
};

}  // namespace buzzout
