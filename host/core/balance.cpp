#include "core/balance.hpp"

#include "core/amplifier.hpp"
#include "core/roles.hpp"

namespace buzzout {
namespace {

using Tone = BalanceAnswer::Tone;

BalanceAnswer conductors(const WiringResult& wiring) {
  switch (wiring.measured) {
    case Wiring::balanced:
      return {"Balanced", "yes: four conductors, a return for each channel", wiring.expected == Wiring::balanced ? Tone::good : Tone::bad};
    case Wiring::single_ended:
      return {"Balanced", "no, single-ended: the two channels share their return",
              wiring.expected == Wiring::single_ended ? Tone::neutral : Tone::bad};
    case Wiring::other: break;
  }
  return {"Balanced", "cannot be told: the wiring is wrong, see below", Tone::bad};
}

BalanceAnswer amplifier(const BalancedSafe& safe, bool passed) {
  switch (safe.answer) {
    case BalancedSafe::Answer::yes:
      if (!passed) return {"Amplifier", safe.why + "; safe only once it passes its test", Tone::neutral};
      return {"Amplifier", "safe on a balanced one: " + safe.why, Tone::good};
    case BalancedSafe::Answer::no: return {"Amplifier", "NOT SAFE on a balanced one: " + safe.why, Tone::bad};
    case BalancedSafe::Answer::not_applicable: break;
  }
  return {"Amplifier", safe.why, Tone::neutral};
}

// Of an adapter whose two ends both carry both channels: the one that is not plugged into the amplifier.
const End* far_end(const Profile& p, const End& amp) {
  for (const auto& end : p.ends)
    if (end.name != amp.name && carries_both_channels(p, end)) return &end;
  return nullptr;
}

}  // namespace

std::vector<BalanceAnswer> balance_answers(const Profile& p, const WiringResult& wiring, const BalancedSafe& safe,
                                           bool passed) {
  if (!is_headphone(p)) {  // but one that says NO is told whatever its nets are called
    if (safe.answer != BalancedSafe::Answer::no) return {};
    return {amplifier(safe, passed)};
  }
  std::vector<BalanceAnswer> out = {conductors(wiring), amplifier(safe, passed)};
  if (p.headphones && wiring.measured == Wiring::balanced)
    out.front() = passed ? BalanceAnswer{"Balanced", "they can be run so: the returns are apart, from the plug to the coils", Tone::good}
                         : BalanceAnswer{"Balanced", "the returns are apart, as far as there are paths"};
  if (p.use != Use::adapter || p.wiring != Wiring::single_ended) return out;
  const auto sides = amplifier_sides(p);
  if (sides.size() != 1 || sides.front().plugs.size() != 1) return out;
  const End* amp = sides.front().plugs.front();
  const End* phones = far_end(p, *amp);
  if (phones == nullptr) return out;
  const bool from_balanced = may_be_balanced(amp->type), to_balanced = may_be_balanced(phones->type);
  if (from_balanced && !to_balanced)
    out.push_back({"Reverse", "an adapter the other way, from a single-ended plug to a balanced socket, is safe"});
  if (!from_balanced && to_balanced)
    out.push_back({"Reverse", "never the other way: a balanced plug to a single-ended socket shorts the amplifier"});
  return out;
}

}  // namespace buzzout
