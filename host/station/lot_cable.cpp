#include "station/lot_cable.hpp"

#include <algorithm>

namespace buzzout {

std::string_view to_string(LotCable::Counts c) {
  switch (c) {
    case LotCable::Counts::passed: return "passed";
    case LotCable::Counts::failed: return "failed";
    case LotCable::Counts::to_retest: return "to-retest";
    case LotCable::Counts::not_judged: break;
  }
  return "not-judged";
}

namespace {

// Tested as the wrong kind by mistake, which was taken back; and it has passed as another kind since, never as that one.
bool is_settled_mistake(const CableEvent& e, const Standing& s, std::span<const CableEvent> events) {
  if (e.kind != CableEvent::Kind::failed || s.state != Standing::State::passed) return false;
  const auto correction = std::ranges::find(s.corrections, e.record, [&](std::size_t i) { return events[i].of; });
  if (correction == s.corrections.end()) return false;
  return std::ranges::any_of(s.passes, [&](std::size_t i) { return i > *correction && events[i].content != e.content; }) &&
         std::ranges::none_of(events, [&](const CableEvent& p) {
           return p.kind == CableEvent::Kind::passed && p.simulated == e.simulated && p.content == e.content;
         });
}

}  // namespace

LotCable lot_cable(std::span<const CableEvent> events, const std::string& lot, bool simulated) {
  using Kind = CableEvent::Kind;
  const Standing s = standing_of(events, simulated);
  LotCable out;
  std::set<std::string> wanted;
  for (const auto& e : events) {
    const bool is_test = e.kind == Kind::passed || e.kind == Kind::failed || e.kind == Kind::unjudged;
    if (!is_test || e.lot != lot || e.simulated != simulated || is_settled_mistake(e, s, events)) continue;
    ++out.attempts;
    wanted.insert(e.content);
    if (e.kind == Kind::unjudged) continue;
    out.last_passed = e.kind == Kind::passed;
    if (!out.judged) out.passed_first = out.last_passed;
    out.judged = true;
  }
  // Simulated or not, a cable that failed for real is not good.
  const Standing real = simulated && !is_only_simulated(events) ? standing_of(events, false) : s;
  if (real.state == Standing::State::failed) out.counts = LotCable::Counts::failed;
  else if (s.state == Standing::State::failed) out.counts = LotCable::Counts::failed;
  else if (is_passed_as(s, events, wanted)) out.counts = LotCable::Counts::passed;
  else if (s.state == Standing::State::to_retest || out.judged) out.counts = LotCable::Counts::to_retest;
  const Standing& told = real.state == Standing::State::failed ? real : s;
  out.why = why_not_passed(told, events);
  out.remedy = what_lifts(told, events);
  out.passed_here = std::ranges::any_of(s.passes, [&](std::size_t i) {
    return events[i].lot == lot && wanted.contains(events[i].content);
  });
  if (out.counts != LotCable::Counts::passed && out.why.empty()) {
    out.why = "it has not passed as what the lot is of";
    out.remedy = "test it in its lot";
  }
  return out;
}

}  // namespace buzzout
