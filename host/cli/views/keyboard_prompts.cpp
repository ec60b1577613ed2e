#include "cli/views/keyboard_prompts.hpp"

#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "cli/views/render.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr const char* kErase = "\r\x1b[K";  // the line

bool is_question(const Prompt& p) {
  switch (p.kind) {
    case Prompt::Kind::which_person:
    case Prompt::Kind::which_socket:
    case Prompt::Kind::which_role:
    case Prompt::Kind::which_use: return true;
    case Prompt::Kind::unplug_everything:
    case Prompt::Kind::loop_back:
    case Prompt::Kind::loop_back_again:
    case Prompt::Kind::link_lead:
    case Prompt::Kind::known_resistor:
    case Prompt::Kind::take_off_head:
    case Prompt::Kind::take_out:
    case Prompt::Kind::golden_cable:
    case Prompt::Kind::red_rabbit:
    case Prompt::Kind::touch_contact:
    case Prompt::Kind::lift_lead: break;
  }
  return false;
}

// Whether its options stand below each other, with what they mean.
bool has_list(const Prompt& p) {
  return std::ranges::any_of(p.options, [](const PromptOption& o) { return !o.text.empty(); });
}

std::string without(const std::string& text, char mark) { return text.substr(0, text.find_last_not_of(mark) + 1); }

// "Unplug everything." with the key that says that it was done.
std::string with_keys(const Prompt& p) {
  if (p.options.empty()) return p.text;
  const auto skip = std::ranges::find(p.options, kSkip, &PromptOption::id);
  return without(p.text, '.') +
         (skip != p.options.end() ? "; then press Enter (s and Enter: " + skip->text + ")." : ", then press Enter.");
}

// "touch amp.T": a sentence that goes on.
std::string opened(const std::string& sentence) {
  std::string out = without(sentence, '.');
  if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] + 32);
  return out;
}

}  // namespace

bool can_be_asked(bool json, const Environment& env) { return !json && env.interactive && isatty(STDIN_FILENO) == 1; }

KeyboardPrompts::KeyboardPrompts(Environment& env, Keyboard& keyboard, bool silent, std::optional<Error> nobody)
    : KeyboardPrompts(env) {
  keyboard_ = &keyboard;
  silent_ = silent;
  nobody_ = std::move(nobody);
}

KeyboardPrompts::KeyboardPrompts(Environment& env) : env_(env), prompts_([this](const Prompt& p) { wait(p); }) {
  prompts_.watch([this](const std::optional<Prompt>& p) { p ? show_prompt(*p) : end(); });
}

void KeyboardPrompts::show_prompt(const Prompt& p) {
  if (keyboard_ == nullptr) keyboard_ = &own_.emplace();
  if (silent_ || p.kind == Prompt::Kind::lift_lead) return;
  if (is_question(p)) return show_question(p);
  if (p.kind == Prompt::Kind::touch_contact) return show_touch(p);
  for (const std::string& sentence : {with_keys(p), p.care}) {
    if (env_.interactive)
      print(env_.out, wrapped(sentence, Ink::plain, 2, env_.theme, {"  ", Ink::plain}), env_.theme);
    else if (!sentence.empty())
      env_.out << "  " << sentence << "\n";
  }
  env_.out.flush();
}

void KeyboardPrompts::show_question(const Prompt& p) {
  if (!p.care.empty()) env_.out << "  " << printable(p.care) << "\n";
  if (has_list(p))
    for (const auto& o : p.options) env_.out << "    " << printable(o.id + "  " + o.text) << "\n";
  ask(p);
}

void KeyboardPrompts::ask(const Prompt& p) {
  std::string question = without(p.text, '?');
  if (!has_list(p))
    for (const auto& o : p.options) question += (&o == &p.options.front() ? ": " : ", ") + o.id;
  if (!p.otherwise.empty()) question += " [" + p.otherwise + "]";
  env_.out << "  " << printable(question) << ": " << std::flush;
  line_end_ = "\n";
}

void KeyboardPrompts::show_touch(const Prompt& p) {
  if (!env_.interactive) return;
  const std::string what =
      p.care.empty() ? opened(p.text) + "   (point " + std::to_string(point_number(p.socket->point_of(p.pin))) +
                           ")  Enter: skip it; Ctrl-C: end"
                     : opened(p.care);
  env_.out << line_end_ << "  " << what << std::flush;
  line_end_ = kErase;
}

void KeyboardPrompts::end() {
  env_.out << std::exchange(line_end_, "") << std::flush;
  if (!own_) return;
  keyboard_ = nullptr;
  own_.reset();
}

void KeyboardPrompts::wait(const Prompt& p) {
  if (const auto line = keyboard_->line(30ms)) return take(p, *line);
  if (!Keyboard::interrupted() && !keyboard_->ended()) return;
  line_end_.clear();  // it is left as it is
  if (nobody_ && !p.options.empty() && !Keyboard::interrupted()) throw *nobody_;
  throw Interrupted();
}

void KeyboardPrompts::take(const Prompt& p, const std::string& line) {
  if (is_question(p)) {
    line_end_.clear();  // Enter ended it
    if (prompts_.answer(p.id, line)) return;
    if (has_list(p)) env_.out << "  That is none of them.\n";
    return ask(p);
  }
  const bool skips = !offers(p, kDone) || (line == "s" && offers(p, kSkip));
  prompts_.answer(p.id, skips ? kSkip : kDone);  // Enter means nothing where the jig must see it
}

}  // namespace buzzout
