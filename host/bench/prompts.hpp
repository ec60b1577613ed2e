#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"

namespace buzzout {

// What a person may answer.
enum class Answer {
  done,  // it has been done
  skip,  // it cannot be done: the plug is not at hand
};

// Something that a person at the bench is asked to do.
struct Prompt {
  enum class Kind { unplug_everything, loop_back, take_out, golden_cable, red_rabbit };
  Kind kind = Kind::unplug_everything;
  std::string text;                // one sentence: what to do
  std::string care = {};           // another: what to take care of; may be empty
  std::optional<Socket> socket = {};  // where, to be drawn
  std::vector<Answer> answers = {Answer::done};  // those allowed; none: it ends when the jig sees that it was done
  std::uint64_t id = 0;            // given by Prompts: no two prompts have the same
};

// What is asked of the person at one bench, and answered by whichever face is first. One prompt is open at a time.
// Faces may be on other threads than the one that asks.
class Prompts {
 public:
  // Called on the thread that asks, again and again while a prompt is open: a face without a thread of its own reads
  // its keyboard in it, and answers. What it throws ends the prompt and comes out of ask() or poll(). Without one,
  // the asking thread sleeps until an answer comes.
  using Wait = std::function<void(const Prompt&)>;
  explicit Prompts(Wait wait = {}) : wait_(std::move(wait)) {}

  // Is told of each prompt when it opens, and of nothing when it is over; on the asking thread.
  using Watcher = std::function<void(const std::optional<Prompt>&)>;
  void watch(Watcher watcher) { watchers_.push_back(std::move(watcher)); }

  // The first answer that is allowed. Throws InterruptedError once abandon() was called.
  Answer ask(Prompt);
  // Opens a prompt that nobody answers, and returns at once; withdraw() ends it.
  void show_notice(Prompt);
  // While one is open: lets faces act.
  void poll();
  void withdraw();

  // The prompt that is open.
  std::optional<Prompt> open() const;
  // Whether the answer counts. It does not if the prompt of that id is over, has been answered, or does not allow it.
  bool answer(std::uint64_t id, Answer);
  // The person gives up.
  void abandon();

 private:
  void begin(Prompt);

  Wait wait_;
  std::vector<Watcher> watchers_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Prompt> open_;
  std::optional<Answer> answer_;
  bool abandoned_ = false;
  std::uint64_t last_id_ = 0;
};

}  // namespace buzzout
