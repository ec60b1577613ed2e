#include "core/consequences.hpp"

#include <algorithm>

#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

bool is_kind(const Net& net, std::string_view kind) {
  return std::ranges::any_of(net.roles(), [&](const auto& role) { return is_of_kind(role, kind); });
}
bool any_is(const std::vector<const Net*>& nets, std::string_view kind) {
  return std::ranges::any_of(nets, [&](const Net* net) { return is_kind(*net, kind); });
}
bool is_of_pair(const Profile& p, const Net& net) {
  return std::ranges::any_of(pairs_of(p), [&](const Pair& q) { return q.plus == &net || q.minus == &net; });
}

// The circuits of these nets, in order: "1" of "1+" and "1-", "3" of "3-hot"; none of a net that all share.
std::vector<std::string> circuits_of(const std::vector<const Net*>& nets) {
  std::vector<std::string> out;
  for (const Net* net : nets)
    for (const auto& role : net->roles())
      if (const auto circuit = circuit_of(role); !circuit.empty() && std::ranges::find(out, circuit) == out.end())
        out.push_back(circuit);
  return out;
}
std::vector<std::string> circuits_of(const Profile& p) {
  std::vector<const Net*> all;
  for (const auto& net : p.nets) all.push_back(&net);
  return circuits_of(all);
}

bool is_word(const std::string& circuit) { return circuit.find_first_of("0123456789") == std::string::npos; }
// "channel 3", "the left channel"
std::string channel_named(const std::string& circuit) {
  return is_word(circuit) ? "the " + circuit + " channel" : "channel " + circuit;
}
// " Only channel 3 is affected."
std::string only_channel(const Profile& p, const Net& net) {
  const auto all = circuits_of(p), here = circuits_of({&net});
  return all.size() > 1 && here.size() == 1 ? " Only " + channel_named(here.front()) + " is affected." : "";
}
// "the loudspeaker", "the loudspeaker on 1+ and 1-"
std::string loudspeaker(const Profile& p, const std::vector<std::string>& circuits) {
  if (circuits_of(p).size() < 2 || circuits.size() != 1) return "the loudspeaker";
  return "the loudspeaker on " + circuits.front() + "+ and " + circuits.front() + "-";
}

}  // namespace

Consequence consequence_of_open(const Profile& p, const Net& net) {
  const bool screen = is_screen(net);
  switch (p.use) {
    case Use::speaker: return {DiagnosisCode::open, capitalized(loudspeaker(p, circuits_of({&net}))) + " is silent."};
    case Use::midi:
      if (screen) return {DiagnosisCode::open, "MIDI may still arrive; radio noise gets in, or out."};
      return {DiagnosisCode::open, "No MIDI arrives."};
    case Use::data:
      if (screen) return {DiagnosisCode::open, "Data may still arrive, and be lost at times."};
      if (!is_of_pair(p, net)) return {DiagnosisCode::open, "No data arrives."};
      return {DiagnosisCode::one_legged_pair, "One leg of the data pair is missing: receivers flicker, drop out or hear nothing."};
    case Use::instrument:
      if (screen) return {DiagnosisCode::open, "Loud hum, or no sound."};
      return {DiagnosisCode::open, "No sound."};
    default: break;
  }
  if (is_kind(net, "shield"))
    return {DiagnosisCode::shield_open, std::string("Hum and radio noise") + (p.use == Use::mic ? "; a microphone may get no phantom power." : ".")};
  if (net.has_role("mic")) return {DiagnosisCode::open, "The microphone is dead."};
  if (is_of_pair(p, net))
    return {DiagnosisCode::one_legged_pair, "One leg of the pair is missing: thin or quiet sound that hums, or none." + only_channel(p, net)};
  if (screen) return {DiagnosisCode::open, "Hum, or no sound."};
  return {DiagnosisCode::open, "No signal on " + name_of(&net) + "."};
}

Consequence consequence_of_join(const Profile& p, const std::vector<const Net*>& nets) {
  const auto circuits = circuits_of(nets);
  const bool one_circuit = circuits.size() < 2, pair = any_is(nets, "hot") && any_is(nets, "cold");
  const bool screen = std::ranges::any_of(nets, [](const Net* net) { return is_screen(*net); });
  switch (p.use) {
    case Use::speaker:
      if (!one_circuit)
        return {DiagnosisCode::output_shorted, "It joins outputs of the amplifier that work against each other, which may damage it. Do not plug it in.", true};
      return {DiagnosisCode::output_shorted, "It shorts the amplifier's output: " + loudspeaker(p, circuits) +
                                    " is silent, and the amplifier may be damaged. Do not plug it in.", true};
    case Use::midi: return {DiagnosisCode::short_, "No MIDI arrives."};
    case Use::data:
      if (!one_circuit) return {DiagnosisCode::short_, "Two data pairs are joined: both are garbled."};
      return {DiagnosisCode::short_, screen ? "The data is shorted to its ground: nothing arrives." : "The data is shorted: nothing arrives."};
    case Use::instrument: return {DiagnosisCode::short_, "The signal is shorted: no sound."};
    default: break;
  }
  if (any_is(nets, "shield") && (any_is(nets, "hot") || any_is(nets, "cold")))
    return {DiagnosisCode::pin_1_joined, "With phantom power this can damage a ribbon microphone: do not plug it in. Otherwise no sound, or hum.", true};
  if (!one_circuit) {
    std::vector<std::string> names;
    for (const auto& c : circuits) names.push_back(channel_named(c));
    return {DiagnosisCode::short_, capitalized(list_of(names)) + " are joined: what drives them works against each other, and each is heard in the other."};
  }
  if (pair) return {DiagnosisCode::short_, "The signal is shorted: no sound." + only_channel(p, *nets.front())};
  return {DiagnosisCode::short_, "Signals that belong apart are joined: no sound, or the wrong one."};
}

Consequence consequence_of_reversal(const Profile& p, const Net& plus) {
  switch (p.use) {
    case Use::speaker:
      return {DiagnosisCode::reversed_pair,
              capitalized(loudspeaker(p, circuits_of({&plus}))) + " plays inverted: beside others the bass is weak and the centre hollow."};
    case Use::data: return {DiagnosisCode::reversed_pair, "The data arrives inverted: most receivers hear nothing, some flicker."};
    case Use::midi: return {DiagnosisCode::reversed_pair, "The current loop runs the wrong way round: no MIDI arrives."};
    case Use::mic:
      return {DiagnosisCode::reversed_pair, "Cancels against other microphones and lines that carry the same sound." + only_channel(p, plus)};
    default: return {DiagnosisCode::reversed_pair, "Cancels against lines that carry the same sound." + only_channel(p, plus)};
  }
}

Consequence consequence_of_exchange(const Profile& p, const Net& a, const Net& b) {
  const bool jack = std::ranges::any_of(p.ends, [](const End& e) { return e.type.shape == Shape::phone; });
  switch (p.use) {
    case Use::speaker:
      return {DiagnosisCode::crossed_wires, "The loudspeakers hang between the wrong outputs of the amplifier: do not plug it in.", true};
    case Use::midi:
      if (is_screen(a) || is_screen(b)) return {DiagnosisCode::crossed_wires, "No MIDI arrives."};
      return {DiagnosisCode::crossed_wires, std::string("The current loop runs the wrong way round: no MIDI arrives.") +
                                   (jack ? " MIDI jacks come in two types, A and B, that differ in just this: see which one yours is." : "")};
    case Use::data: return {DiagnosisCode::crossed_wires, "No data arrives, or the wrong data."};
    case Use::instrument: return {DiagnosisCode::crossed_wires, "The signal is on the screen: hum and buzz, or no sound."};
    default: return {DiagnosisCode::crossed_wires, "Both wires carry the wrong signal."};
  }
}

std::string consequence_of_silence(const Profile& p, const std::string& end) {
  std::vector<const Net*> here;
  for (const auto& net : p.nets)
    if (std::ranges::find(net.contacts, end, &Contact::end) != net.contacts.end()) here.push_back(&net);
  const auto circuits = circuits_of(here);
  if (p.use == Use::speaker) return capitalized(loudspeaker(p, circuits)) + " is silent.";
  if (circuits_of(p).size() > 1 && circuits.size() == 1) return capitalized(channel_named(circuits.front())) + " is silent.";
  if (p.use == Use::midi) return "No MIDI arrives.";
  if (p.use == Use::data) return "No data arrives.";
  return "No sound.";
}

}  // namespace buzzout
