#include "cli/commands/headphone_option.hpp"

#include "bench/headphones_off.hpp"
#include "cli/views/keyboard_prompts.hpp"

namespace buzzout {

void HeadphoneOption::declare(OptionList& list) {
  list.flag("headphone", "headphones are on the far end: measure their coils", wanted);
  list.flag("not-worn", "with --headphone: nobody wears them, so do not ask", not_worn);
}

void HeadphoneOption::require_off_the_head(bool json, Environment& env) const {
  if (not_worn) return;
  const Error nobody("headphones-worn", "nobody said that the headphones are on nobody's head, and their coils will be loud", "",
                     "take them off, and say so: --not-worn");
  if (json) throw nobody;
  Keyboard keyboard;
  KeyboardPrompts person(env, keyboard, false, nobody);
  ask_for_headphones_off(person.prompts());
}

}  // namespace buzzout
