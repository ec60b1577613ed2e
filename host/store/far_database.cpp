#include "store/far_database.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/error_codes.hpp"

namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kBetweenQuestions{100};

std::string in_words(milliseconds time) {
  const auto seconds = time.count() / 1000;
  return seconds > 0 ? std::to_string(seconds) + " s" : std::to_string(time.count()) + " ms";
}

}  // namespace

// What the owner and the thread have in common. The thread keeps it alive if the owner has left.
struct FarDatabase::Shared {
  void live() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return work || over; });
      if (over) return;
      const Work now = std::exchange(work, {});
      lock.unlock();
      std::exception_ptr trouble;
      try {
        now(session);
      } catch (...) {
        trouble = std::current_exception();
      }
      lock.lock();
      problem = trouble;
      busy = false;
      changed.notify_all();
    }
  }

  std::mutex mutex;
  std::condition_variable changed;
  Work work;
  std::exception_ptr problem;
  bool busy = false, over = false;
  soci::session session;  // the thread's only
};

FarDatabase::FarDatabase(std::function<bool()> go_on)
    : shared_(std::make_shared<Shared>()), go_on_(std::move(go_on)), thread_([shared = shared_] { shared->live(); }) {}

FarDatabase::~FarDatabase() {
  bool left_behind = false;
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->over = true;
    left_behind = shared_->busy;
    shared_->changed.notify_all();
  }
  left_behind ? thread_.detach() : thread_.join();
}

void FarDatabase::run(Work work, milliseconds patience) {
  const auto until = steady_clock::now() + patience;
  std::unique_lock lock(shared_->mutex);
  shared_->work = std::move(work);
  shared_->busy = true;
  shared_->changed.notify_all();
  while (!shared_->changed.wait_for(lock, kBetweenQuestions, [this] { return !shared_->busy; })) {
    lock.unlock();
    if (go_on_ && !go_on_()) throw InterruptedError();
    if (steady_clock::now() >= until)
      throw Error(kDatabaseSilent, "the database did not answer within " + in_words(patience));
    lock.lock();
  }
  if (const auto problem = std::exchange(shared_->problem, nullptr)) std::rethrow_exception(problem);
}

}  // namespace buzzout
