#include "bench/prompted_self_test.hpp"

#include "core/words.hpp"

namespace buzzout {
namespace {

// "3-pin XLR, male"; a jack is a plug anyway.
std::string plug_for(const Socket& socket) {
  return socket.type.shape == Shape::phone ? socket.type.title : titled(socket.type, opposite(socket.gender));
}

}  // namespace

void PromptedSelfTest::unplug_everything() {
  if (!session_.plug("none")) prompts_.ask({Prompt::Kind::unplug_everything, "Unplug everything from the fixture.", {{kDone, "done"}}});
}

bool PromptedSelfTest::plug_loop_back(const Socket& socket, const std::vector<std::string>& same_points) {
  end_still_in();
  if (!is_asked_for(socket.name)) return false;
  if (session_.plug("none,loop:" + socket.name)) return true;
  Prompt prompt{Prompt::Kind::loop_back,
                "Put a loop-back plug, " + plug_for(socket) + ", into " + socket.name + ", and nothing else.",
                {{kDone, "done"}, {kSkip, "no such plug"}}};
  if (!same_points.empty())
    prompt.care = "Take care that it is " + socket.name + ": the jig cannot tell it from " + list_of(same_points, ", ") + ".";
  prompt.socket = socket;
  return prompts_.ask(std::move(prompt)) == kDone;
}

void PromptedSelfTest::still_in() {
  if (session_.plug("none")) return;
  if (!waits_) prompts_.begin({Prompt::Kind::take_out, "Take the plug out."});
  waits_ = true;
  prompts_.poll();
}

void PromptedSelfTest::end_still_in() {
  if (waits_) prompts_.withdraw();
  waits_ = false;
}

void PromptedSelfTest::done(const SelfTestStep& step) {
  end_still_in();
  if (step.socket.empty() || is_asked_for(step.socket)) told_(step);
}

}  // namespace buzzout
