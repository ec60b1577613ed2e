#include "cli/views/keyboard_prompts.hpp"

#include <algorithm>
#include <ostream>

#include "cli/views/render.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

bool allows(const Prompt& p, Answer a) { return std::ranges::find(p.answers, a) != p.answers.end(); }

// "Unplug everything." with the key that says that it was done.
std::string with_keys(const Prompt& p) {
  if (p.answers.empty()) return p.text;
  std::string out = p.text.substr(0, p.text.find_last_not_of('.') + 1);
  out += allows(p, Answer::skip) ? "; then press Enter (s and Enter: no such plug)." : ", then press Enter.";
  return out;
}

}  // namespace

KeyboardPrompts::KeyboardPrompts(Environment& env, Keyboard& keyboard, bool silent, std::optional<Error> nobody)
    : env_(env),
      keyboard_(keyboard),
      silent_(silent),
      nobody_(std::move(nobody)),
      prompts_([this](const Prompt& p) { wait(p); }) {
  prompts_.watch([this](const std::optional<Prompt>& p) {
    if (p) show_prompt(*p);
  });
}

void KeyboardPrompts::show_prompt(const Prompt& p) {
  if (silent_) return;
  for (const std::string& sentence : {with_keys(p), p.care}) {
    if (env_.interactive)
      print(env_.out, wrapped(sentence, Ink::plain, 2, env_.theme, {"  ", Ink::plain}), env_.theme);
    else if (!sentence.empty())
      env_.out << "  " << sentence << "\n";
  }
  env_.out.flush();
}

void KeyboardPrompts::wait(const Prompt& p) {
  if (p.answers.empty()) {
    keyboard_.line(30ms);  // an Enter now means nothing yet
    if (keyboard_.ended() || Keyboard::interrupted()) throw Interrupted();
    return;
  }
  const auto line = keyboard_.line();
  if (!line) {
    if (nobody_ && !Keyboard::interrupted()) throw *nobody_;
    throw Interrupted();
  }
  prompts_.answer(p.id, *line == "s" && allows(p, Answer::skip) ? Answer::skip : Answer::done);
}

}  // namespace buzzout
