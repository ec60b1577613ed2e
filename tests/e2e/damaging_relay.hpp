#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "jig/pty.hpp"
#include "link/past_replies.hpp"
#include "link/witness.hpp"

namespace e2e {

// Stands between two pseudo-terminals, a host's and a jig's, and damages what passes, in a thread of its
// own. The same seed plans the same damage; which bytes meet it is a matter of time.
class DamagingRelay {
 public:
  // `kinds` are done to `rate` of the exchanges; one listed twice is twice as frequent. `reset` resets the
  // jig. `stall` is how long the host waits for a reply, at least.
  struct Options {
    std::vector<buzzout::Damage> kinds;
    double rate = 0;
    unsigned seed = 1;
    std::chrono::milliseconds stall{0};
    std::function<void()> reset;
  };
  // `jig` is the path of the jig's port.
  DamagingRelay(const std::string& jig, Options);
  DamagingRelay(const DamagingRelay&) = delete;
  DamagingRelay& operator=(const DamagingRelay&) = delete;
  ~DamagingRelay();

  // What the host opens.
  const std::string& port() const { return host_.port(); }

  void good_cable_is_in(bool);
  void new_session();

  // What the relay and the host's side know together; under a lock.
  template <class Use>
  auto with_witness(Use use) {
    const std::lock_guard lock(mutex_);
    return use(witness_);
  }

  struct Figures {
    std::uint64_t exchanges = 0, damaged = 0;
    std::array<std::uint64_t, static_cast<std::size_t>(buzzout::Damage::count_)> by_kind{};
  };
  Figures figures();

 private:
  using Time = std::chrono::steady_clock;
  struct Parcel {
    Time::time_point at;
    std::string bytes;
  };

  void run();
  void follow_speed();
  void from_host(std::string bytes);
  void from_jig(const std::string& bytes);
  void reply(std::string line);
  void did(buzzout::Damage);
  void end_exchange();
  void to_jig(std::string bytes, std::chrono::milliseconds late = {});
  void to_host(std::string bytes, std::chrono::milliseconds late = {});
  void deliver();

  Pty host_;
  int jig_ = -1;
  Options options_;
  buzzout::Random random_;
  unsigned speed_ = 0;

  std::mutex mutex_;
  buzzout::Witness witness_;
  buzzout::PastReplies past_;
  Figures figures_;
  std::vector<buzzout::Damage> reply_plan_, done_;
  std::deque<Parcel> to_jig_, to_host_;
  std::string said_, held_back_;
  bool reset_due_ = false;

  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace e2e
