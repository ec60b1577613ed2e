#include "events/event_sink.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/error.hpp"
#include "events/line_queue.hpp"
#include "events/outlet.hpp"
#include "transport/quiet_thread.hpp"

namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirstPause{100}, kLongestPause{5000}, kPauseWhileClosing{20};

std::string lost_line(std::uint64_t count) {
  return R"({"event":"lost","count":)" + std::to_string(count) + "}\n";
}

}  // namespace

// What the owner and the thread have in common. The thread keeps it alive if the owner could not wait for it: a file
// system that hangs holds whoever writes.
struct EventSink::Shared {
  Shared(std::unique_ptr<Outlet> o, Room room) : outlet(std::move(o)), queue(room.lines, room.bytes) {}

  void run();
  bool next(std::string& line);
  bool deliver(const std::string& line);

  const std::unique_ptr<Outlet> outlet;
  StopSignal stop;
  std::uint64_t lost_to_tell = 0;  // only the thread's

  mutable std::mutex mutex;
  std::condition_variable changed;
  LineQueue queue;
  Status status;
  bool closing = false, ended = false;
};

// False when nothing is left to do.
bool EventSink::Shared::next(std::string& line) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return !queue.empty() || closing; });
  if (queue.empty()) return false;
  const std::uint64_t lost = queue.take_lost();
  status.lost += lost;
  lost_to_tell += lost;
  line = queue.take();
  return true;
}

// As often as it takes. False if the time is over.
bool EventSink::Shared::deliver(const std::string& line) {
  milliseconds pause = kFirstPause;
  for (std::size_t done = 0; !stop.over();) {
    const std::size_t before = done;
    try {
      outlet->send_line(line, done, stop);
      return true;
    } catch (const std::exception& e) {
      const std::lock_guard lock(mutex);
      status.trouble = e.what();
    }
    if (done > before) pause = kFirstPause;
    stop.pause(stop.stopping() ? kPauseWhileClosing : pause);
    pause = std::min(2 * pause, kLongestPause);
  }
  return false;
}

void EventSink::Shared::run() {
  for (std::string line; next(line);) {
    bool through = lost_to_tell == 0;
    if (!through && deliver(lost_line(lost_to_tell))) {
      lost_to_tell = 0;
      through = true;
    }
    through = through && deliver(line);
    const std::lock_guard lock(mutex);
    ++(through ? status.sent : status.lost);
  }
  const std::lock_guard lock(mutex);
  ended = true;
  changed.notify_all();
}

EventSink::EventSink(const std::string& target, Room room)
    : shared_(std::make_shared<Shared>(open_outlet(target), room)) {
  start_quiet_thread([shared = shared_] { shared->run(); }).detach();
}

EventSink::~EventSink() { close(); }

void EventSink::send(std::string json_line) {
  std::ranges::replace(json_line, '\n', ' ');
  std::ranges::replace(json_line, '\r', ' ');
  json_line += '\n';
  const std::lock_guard lock(shared_->mutex);
  if (shared_->closing) {
    ++shared_->status.lost;
    return;
  }
  shared_->queue.add_line(std::move(json_line));
  shared_->changed.notify_one();
}

void EventSink::close(milliseconds patience) {
  const auto last = steady_clock::now() + patience;
  std::unique_lock lock(shared_->mutex);
  if (shared_->closing) return;
  shared_->closing = true;
  shared_->stop.stop_by(last);
  shared_->changed.notify_all();
  // A little longer, for the thread to see that its time is over.
  const bool in_time = shared_->changed.wait_until(lock, last + milliseconds(100), [&] { return shared_->ended; });
  if (!in_time) shared_->status.lost += shared_->queue.take_lost() + shared_->queue.size() + 1;
}

EventSink::Status EventSink::status() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->status;
}

}  // namespace buzzout
