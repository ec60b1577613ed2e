#include "bench/prompted_trace.hpp"

namespace buzzout {
namespace {

constexpr int kMostPolls = 10;  // of a simulated lead: it is there at once, or never

}  // namespace

void PromptedTrace::touch(const Contact& c, Point) {
  prompts_.withdraw();
  polls_ = 0;
  by_itself_ = session_.plug("none,touch:" + c.name());
  if (by_itself_) return;
  Prompt prompt{Prompt::Kind::touch_contact, "Touch " + c.name() + ".", {{kSkip, "skip it"}}};
  prompt.socket = *session_.fixture().socket(c.end);
  prompt.pin = c.pin;
  prompts_.begin(std::move(prompt));
}

bool PromptedTrace::keep_waiting(PointSet touched) {
  if (by_itself_) return ++polls_ < kMostPolls;
  const auto now = prompts_.open();
  if (!now)
    prompts_.begin({Prompt::Kind::lift_lead, "Take the lead away.", {{kSkip, "go on"}}});
  else if (now->kind == Prompt::Kind::touch_contact)
    prompts_.warn(size(touched) > 1 ? "Several points answer: touch one contact only." : "");
  return !prompts_.poll();
}

void PromptedTrace::answered(const TraceStep& step) {
  prompts_.withdraw();
  polls_ = 0;
  if (by_itself_) session_.plug("none");
  told_(step);
}

}  // namespace buzzout
