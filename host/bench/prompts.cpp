#include "bench/prompts.hpp"

#include <algorithm>
#include <chrono>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::chrono::milliseconds kPause{100};

}  // namespace

void Prompts::begin(Prompt prompt) {
  {
    const std::scoped_lock lock(mutex_);
    prompt.id = ++last_id_;
    open_ = std::move(prompt);
    answer_.reset();
  }
  for (const auto& watcher : watchers_) watcher(open_);
}

void Prompts::withdraw() {
  {
    const std::scoped_lock lock(mutex_);
    if (!open_) return;
    open_.reset();
  }
  for (const auto& watcher : watchers_) watcher({});
}

void Prompts::poll() {
  std::optional<Prompt> now;
  {
    std::unique_lock lock(mutex_);
    if (abandoned_) throw InterruptedError("nobody is there to answer");
    now = open_;
    if (!wait_) changed_.wait_for(lock, kPause);
  }
  if (wait_ && now) wait_(*now);
}

Answer Prompts::ask(Prompt prompt) {
  begin(std::move(prompt));
  // Whatever ends it, no face may go on showing it.
  const struct Over {
    Prompts& prompts;
    ~Over() { prompts.withdraw(); }
  } over{*this};
  for (;;) {
    {
      const std::scoped_lock lock(mutex_);
      if (answer_) return *answer_;
    }
    poll();
  }
}

void Prompts::show_notice(Prompt prompt) {
  prompt.answers.clear();
  begin(std::move(prompt));
}

std::optional<Prompt> Prompts::open() const {
  const std::scoped_lock lock(mutex_);
  return open_;
}

bool Prompts::answer(std::uint64_t id, Answer answer) {
  const std::scoped_lock lock(mutex_);
  if (!open_ || open_->id != id || answer_ || std::ranges::find(open_->answers, answer) == open_->answers.end()) return false;
  answer_ = answer;
  changed_.notify_all();
  return true;
}

void Prompts::abandon() {
  const std::scoped_lock lock(mutex_);
  abandoned_ = true;
  changed_.notify_all();
}

}  // namespace buzzout
