#include "bench/prompts.hpp"

#include <algorithm>
#include <chrono>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::chrono::milliseconds kPause{30};

std::string without_spaces_around(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

bool offers(const Prompt& p, const std::string& option) {
  return std::ranges::find(p.options, option, &PromptOption::id) != p.options.end();
}

void Prompts::begin(Prompt prompt) {
  {
    const std::scoped_lock lock(mutex_);
    prompt.id = ++last_id_;
    open_ = std::move(prompt);
    answer_.reset();
  }
  tell(open_);
}

void Prompts::withdraw() {
  {
    const std::scoped_lock lock(mutex_);
    if (!open_) return;
    open_.reset();
  }
  tell({});
}

std::optional<std::string> Prompts::poll() {
  {
    std::unique_lock lock(mutex_);
    if (!wait_) changed_.wait_for(lock, kPause, [this] { return answer_ || abandoned_; });
    if (answer_) return answer_;
  }
  require_person();
  if (wait_ && open_) wait_(*open());
  const std::scoped_lock lock(mutex_);
  return answer_;
}

std::string Prompts::ask(Prompt prompt) {
  begin(std::move(prompt));
  // Whatever ends it, no face may go on showing it.
  const struct Over {
    Prompts& prompts;
    ~Over() { prompts.withdraw(); }
  } over{*this};
  for (;;)
    if (auto answer = poll()) return *answer;
}

std::string Prompts::ask(Prompt prompt, const Objection& objection) {
  for (;;) {
    std::string answer = ask(prompt);
    prompt.care = objection(answer);
    if (prompt.care.empty()) return answer;
  }
}

void Prompts::warn(const std::string& care) {
  {
    const std::scoped_lock lock(mutex_);
    if (!open_ || open_->care == care) return;
    open_->care = care;
  }
  tell(open_);
}

void Prompts::watch(Watcher watcher) {
  const std::scoped_lock lock(mutex_);
  watchers_.push_back(std::move(watcher));
}

// One that joins meanwhile hears of the next change.
void Prompts::tell(const std::optional<Prompt>& prompt) {
  std::vector<Watcher> all;
  {
    const std::scoped_lock lock(mutex_);
    all = watchers_;
  }
  for (const auto& watcher : all) watcher(prompt);
}

std::optional<Prompt> Prompts::open() const {
  const std::scoped_lock lock(mutex_);
  return open_;
}

bool Prompts::answer(std::uint64_t id, const std::string& said) {
  const std::scoped_lock lock(mutex_);
  if (!open_ || open_->id != id || answer_) return false;
  std::string answer = without_spaces_around(said);
  if (answer.empty()) answer = open_->otherwise;
  if (!open_->takes_text && !offers(*open_, answer)) return false;
  answer_ = std::move(answer);
  changed_.notify_all();
  return true;
}

void Prompts::require_person() const {
  const std::scoped_lock lock(mutex_);
  if (abandoned_) throw InterruptedError("nobody is there to answer");
}

void Prompts::abandon() {
  const std::scoped_lock lock(mutex_);
  abandoned_ = true;
  changed_.notify_all();
}

}  // namespace buzzout
