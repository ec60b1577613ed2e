#include "events/hook.hpp"

#include <fcntl.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>

#include "core/error.hpp"
#include "transport/quiet_thread.hpp"
#include "transport/child_process.hpp"

namespace buzzout {
namespace {

Descriptor open_log(const std::string& path) {
  if (path.empty()) return Descriptor();
  // A pipe that nobody reads is refused, not waited for.
  Descriptor out(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666));
  if (out) ::fcntl(out.get(), F_SETFL, O_APPEND);
  if (!out)
    throw Error("hook-log", "the log of the command cannot be written: " + std::generic_category().message(errno),
                path, "name a file that can be written");
  return out;
}

}  // namespace

class Hook::Runner {
 public:
  Runner(std::string command, Limits limits)
      : command_(std::move(command)), limits_(std::move(limits)), log_(open_log(limits_.log)) {
    const bool blank = command_.find_first_not_of(" \t\n") == std::string::npos;
    if (blank || command_.find('\0') != std::string::npos)
      throw Error("hook-empty", "there is no command to run", command_.substr(0, command_.find('\0')),
                  "write it as you would in a shell");
    thread_ = start_quiet_thread([this] { work(); });
  }

  ~Runner() { close(std::chrono::milliseconds(0)); }

  void put(std::string document) {
    document += '\n';
    const std::lock_guard lock(mutex_);
    if (closing_ || waiting_.size() >= limits_.waiting || bytes_ + document.size() > limits_.waiting_bytes) {
      ++counts_.dropped;
      return;
    }
    bytes_ += document.size();
    waiting_.push_back(std::move(document));
    changed_.notify_one();
  }

  void close(std::chrono::milliseconds patience) {
    {
      const std::lock_guard lock(mutex_);
      if (!closing_) stop_.stop_by(std::chrono::steady_clock::now() + patience);
      closing_ = true;
      changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
  }

  Counts counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      if (stop_.over()) {
        counts_.dropped += waiting_.size();
        return;
      }
      const std::string document = std::move(waiting_.front());
      waiting_.pop_front();
      bytes_ -= document.size();
      lock.unlock();
      const auto [count, trouble] = run_one(document);
      lock.lock();
      ++(counts_.*count);
      if (!trouble.empty()) counts_.trouble = trouble;
    }
  }

  // What it counts as, and why.
  std::pair<std::uint64_t Counts::*, std::string> run_one(const std::string& document) const {
    try {
      const CommandEnd end = run_shell(command_, document, limits_.each, stop_, log_.get());
      if (end.well()) return {&Counts::done, ""};
      const bool late = end.how == CommandEnd::How::timed_out;
      return {late ? &Counts::timed_out : &Counts::failed, to_string(end)};
    } catch (const std::exception& e) {
      return {&Counts::failed, e.what()};
    }
  }

  const std::string command_;
  const Limits limits_;
  const Descriptor log_;
  StopSignal stop_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> waiting_;
  std::size_t bytes_ = 0;
  Counts counts_;
  bool closing_ = false;
  std::thread thread_;
};

Hook::Hook(std::string command, Limits limits)
    : runner_(std::make_unique<Runner>(std::move(command), std::move(limits))) {}

Hook::~Hook() { close(); }

void Hook::run(std::string document) { runner_->put(std::move(document)); }

void Hook::close(std::chrono::milliseconds patience) { runner_->close(patience); }

Hook::Counts Hook::counts() const { return runner_->counts(); }

}  // namespace buzzout
