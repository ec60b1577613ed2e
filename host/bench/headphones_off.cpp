#include "bench/headphones_off.hpp"

namespace buzzout {

void ask_for_headphones_off(Prompts& prompts) {
  Prompt p{Prompt::Kind::take_off_head, "Take the headphones off your head."};
  p.options = {{kDone, ""}};
  p.care = "Up to 10 mA flow through each coil: that is loud at the ear.";
  prompts.ask(std::move(p));
}

Error headphones_worn(const std::string& profile) {
  return Error("headphones-worn", "nobody said that the headphones are on nobody's head, and their coils will be loud", "",
               "test them alone, where somebody can say so", Action{ActionCode::test, {{"profile", profile}}});
}

}  // namespace buzzout
