#include "bench/jig_owner.hpp"

#include <exception>
#include <memory>
#include <utility>

namespace buzzout {

JigOwner::JigOwner(std::size_t jigs) : owners_(jigs) {
  for (auto& owner : owners_) owner.thread = std::thread([this, &owner] { serve(owner); });
}

JigOwner::~JigOwner() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (auto& owner : owners_) owner.thread.join();
}

std::future<void> JigOwner::post(std::size_t jig, Task task) {
  std::packaged_task<void()> posted(std::move(task));
  std::future<void> done = posted.get_future();
  {
    const std::lock_guard lock(mutex_);
    owners_.at(jig).posted.push_back(std::move(posted));
  }
  changed_.notify_all();
  return done;
}

// The change is made on the jig's thread, between two steps.
std::future<void> JigOwner::work(std::size_t jig, Work work) {
  std::promise<void> worked;
  std::future<void> over = worked.get_future();
  Owner& owner = owners_.at(jig);
  post(jig, [&owner, work = std::move(work), worked = std::make_shared<std::promise<void>>(std::move(worked))]() mutable {
    const bool replaces = std::exchange(owner.work, std::move(work)) != nullptr;  // what the old one held is gone by now
    std::promise<void> old = std::exchange(owner.worked, std::move(*worked));
    if (replaces) old.set_value();
    owner.next_step = Clock::now();
  });
  return over;
}

void JigOwner::serve(Owner& owner) {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (!owner.posted.empty()) {
      std::packaged_task<void()> task = std::move(owner.posted.front());
      owner.posted.pop_front();
      lock.unlock();
      task();
      task = {};  // what it holds may post, and goes before the lock comes
      lock.lock();
    } else if (!owner.work) {
      changed_.wait(lock);
    } else if (Clock::now() < owner.next_step) {
      changed_.wait_until(lock, owner.next_step);
    } else {
      lock.unlock();
      step(owner);
      lock.lock();
    }
  }
}

void JigOwner::step(Owner& owner) {
  std::exception_ptr thrown;
  try {
    if (const auto pause = owner.work()) {
      owner.next_step = Clock::now() + *pause;
      return;
    }
  } catch (...) {
    thrown = std::current_exception();
  }
  owner.work = nullptr;  // before anybody is told: what it holds may refer to what they free
  if (thrown) owner.worked.set_exception(thrown);
  else owner.worked.set_value();
}

}  // namespace buzzout
