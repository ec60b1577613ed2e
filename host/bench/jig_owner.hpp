#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace buzzout {

// The threads that own the jigs of a station, one each. Nothing but a jig's own thread talks to it: faces post what is
// to be done from threads of their own, and go on. What is posted to one jig is done in that order.
class JigOwner {
 public:
  using Task = std::function<void()>;
  // One step of a run, a watch, a live look; how long to wait before the next one, or nothing where it is over.
  using Work = std::function<std::optional<std::chrono::milliseconds>()>;

  explicit JigOwner(std::size_t jigs = 1);
  // Ends what is being worked at, once the step or the task that runs is over. What was posted and has not begun is
  // dropped: whoever waits for it gets std::future_error.
  ~JigOwner();

  std::size_t jigs() const { return owners_.size(); }

  // Jigs count from 0. The future is ready when the task is done, and has what it threw.
  std::future<void> post(std::size_t jig, Task);
  // What this jig is worked with from now on, step by step, in place of what it was before; tasks come between two
  // steps. The future is ready when it is over or has been replaced, and has what a step threw.
  std::future<void> work(std::size_t jig, Work);

 private:
  using Clock = std::chrono::steady_clock;

  struct Owner {
    std::deque<std::packaged_task<void()>> posted;
    Work work;
    std::promise<void> worked;
    Clock::time_point next_step;
    std::thread thread;
  };

  void serve(Owner&);
  void step(Owner&);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::vector<Owner> owners_;
};

}  // namespace buzzout
