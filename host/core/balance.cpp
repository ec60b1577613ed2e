#include "core/balance.hpp"

#include <algorithm>

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
  return {"Balanced", "not as it is: a signal does not arrive where it should, or meets another", Tone::bad};
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

// Of an adapter whose two ends both carry both channels: the sockets that its plugs fit.
const End* far_end(const Profile& p, const End& amp) {
  for (const auto& end : p.ends) {
    if (end.name == amp.name) continue;
    const bool all = std::ranges::all_of(std::vector<std::string>{"L+", "L-", "R+", "R-"}, [&](const auto& role) {
      const Net* net = p.net_of_role(role);
      return net != nullptr && std::ranges::find(net->contacts, end.name, &Contact::end) != net->contacts.end();
    });
    if (all) return &end;
  }
  return nullptr;
}

}  // namespace

std::vector<BalanceAnswer> balance_answers(const Profile& p, const WiringResult& wiring, const BalancedSafe& safe,
                                           bool passed) {
  if (!is_headphone(p)) {
    if (safe.answer != BalancedSafe::Answer::no) return {};
    return {amplifier(safe, passed)};
  }
  std::vector<BalanceAnswer> out = {conductors(wiring), amplifier(safe, passed)};
  const End* amp = amplifier_end(p);
  const End* phones = amp != nullptr && p.use == Use::adapter ? far_end(p, *amp) : nullptr;
  if (phones == nullptr || p.wiring != Wiring::single_ended) return out;
  const bool from_balanced = may_be_balanced(amp->type), to_balanced = may_be_balanced(phones->type);
  if (from_balanced && !to_balanced)
    out.push_back({"Reverse", "an adapter the other way, from a single-ended plug to a balanced socket, is safe"});
  if (!from_balanced && to_balanced)
    out.push_back({"Reverse", "never the other way: a balanced plug to a single-ended socket shorts the amplifier"});
  return out;
}

}  // namespace buzzout
