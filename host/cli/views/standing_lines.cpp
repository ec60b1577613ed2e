#include "cli/views/standing_lines.hpp"

#include <algorithm>
#include <utility>

#include "cli/views/render.hpp"

namespace buzzout {
namespace {

std::string day(const CableEvent& e) { return e.started.substr(0, 10); }

// Null: there is none.
const CableEvent* newest_judgement(std::span<const CableEvent> events) {
  const CableEvent* out = nullptr;
  for (const auto& e : events)
    if (e.kind == CableEvent::Kind::passed || e.kind == CableEvent::Kind::failed) out = &e;
  return out;
}

}  // namespace

std::vector<Line> standing_lines(std::span<const CableEvent> events, const Theme& t) {
  const Standing s = standing_of(events);
  std::vector<Line> out;
  const auto say = [&](const std::string& text, Ink ink) {
    for (auto& line : wrapped(text, ink, 2, t, {"  ", ink})) out.push_back(std::move(line));
  };
  bool told = false;
  const auto tell_label = [&] {
    if (s.label && !std::exchange(told, true))
      say("Take the label off: one was printed for it on " + day(events[*s.label]) + ".", Ink::bad);
  };
  // Of a FAIL that has just been shown there is nothing to add.
  const CableEvent* newest = newest_judgement(events);
  if (s.state == Standing::State::failed && newest != nullptr && newest->kind == CableEvent::Kind::passed) {
    std::string which;
    for (const auto& f : s.fails)
      which += (which.empty() ? "" : "; ") + events[f.event].profile + ", " + day(events[f.event]);
    say("Still counts as failed: " + which + ".", Ink::bad);
    tell_label();
    say("Why: " + why_not_passed(s, events) + ". Remedy: " + what_lifts(s, events) + ".", Ink::plain);
  }
  // Nor of a marginal PASS.
  const bool just_shown = !s.marginal.empty() && &events[s.marginal.back().event] == newest;
  if (s.state == Standing::State::to_retest && !just_shown) say("To be tested again: " + why_not_passed(s, events) + ".", Ink::warn);
  if (s.state == Standing::State::failed || s.state == Standing::State::to_retest) tell_label();
  return out;
}

}  // namespace buzzout
