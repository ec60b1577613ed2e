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

// Answers that have the same meaning in every prompt.
inline constexpr const char* kDone = "done";  // it has been done
inline constexpr const char* kSkip = "skip";  // it cannot be done: the plug is not at hand

// One of the answers that a person may choose.
struct PromptOption {
  std::string id;    // what is answered: kDone, a socket's name
  std::string text;  // what it means; may be empty: the id says it
};

// Something that a person at the bench is asked to do, or to say: one of the options, or a line of text. With neither,
// it ends when the jig sees that it was done.
struct Prompt {
  enum class Kind {
    unplug_everything,
    loop_back,
    loop_back_again,  // the plug of before
    link_lead,
    known_resistor,
    take_out,
    golden_cable,
    red_rabbit,
    touch_contact,
    lift_lead,
    take_off_head,
    which_person,
    which_socket,
    which_role,
    which_use,
  };
  Kind kind = Kind::unplug_everything;
  std::string text;                        // one sentence: what to do, or a question
  std::vector<PromptOption> options = {};  // those allowed
  bool takes_text = false;                 // instead of options
  std::string otherwise = {};              // what an empty answer means: an option, or a text; may be empty
  std::string care = {};                   // what to take care of, or what was wrong with the answer before; may be empty
  std::optional<Socket> socket = {};       // where, to be drawn
  std::string pin = {};                    // of the socket; empty: all of it
  std::uint64_t id = 0;                    // given by Prompts: no two prompts have the same
};

// Whether that is one of its options.
bool offers(const Prompt&, const std::string& option);

// What is asked of the person at one bench, and answered by whichever face is first. One prompt is open at a time.
// Faces may be on other threads than the one that asks.
class Prompts {
 public:
  // Called on the thread that asks, again and again while a prompt is open: a face without a thread of its own reads
  // its keyboard in it, and answers. What it throws ends the prompt and comes out of ask() or poll(). Without one,
  // the asking thread sleeps until an answer comes.
  using Wait = std::function<void(const Prompt&)>;
  explicit Prompts(Wait wait = {}) : wait_(std::move(wait)) {}

  // Is told of each prompt when it opens or changes, and of nothing when it is over; on the asking thread.
  using Watcher = std::function<void(const std::optional<Prompt>&)>;
  void watch(Watcher);

  // The first answer that is allowed: the id of an option, or a text. Throws InterruptedError once abandon() was
  // called.
  std::string ask(Prompt);
  // What is wrong with an answer; empty: nothing.
  using Objection = std::function<std::string(const std::string& answer)>;
  // Asks again until nothing is wrong with the answer; each time is a prompt of its own, whose care says what was.
  std::string ask(Prompt, const Objection&);

  // Opens a prompt and returns at once; withdraw() ends it.
  void begin(Prompt);
  // While one is open: lets faces act. Its answer, once there is one. Throws as ask() does.
  std::optional<std::string> poll();
  // The open prompt's care from now on.
  void warn(const std::string& care);
  void withdraw();

  // The prompt that is open.
  std::optional<Prompt> open() const;
  // Whether the answer counts. It does not if the prompt of that id is over, has been answered, or does not allow it.
  // Spaces around it are left out.
  bool answer(std::uint64_t id, const std::string& answer);
  // The person gives up: whatever is asked from now on ends at once.
  void abandon();
  // Throws InterruptedError once abandon() was called.
  void require_person() const;

 private:
  void tell(const std::optional<Prompt>&);

  Wait wait_;
  std::vector<Watcher> watchers_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Prompt> open_;
  std::optional<std::string> answer_;
  bool abandoned_ = false;
  std::uint64_t last_id_ = 0;
};

}  // namespace buzzout
