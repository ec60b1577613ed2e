#include <algorithm>

#include "core/channels.hpp"
#include "core/roles.hpp"
#include "core/tell.hpp"
#include "core/wiring.hpp"

namespace buzzout {
namespace {

std::vector<Contact> all_contacts(const Break& b) {
  std::vector<Contact> out;
  for (const auto& piece : b.pieces) out.insert(out.end(), piece.begin(), piece.end());
  return out;
}

// The pieces that lost the rest: all but the largest, if one is the largest.
std::vector<const std::vector<Contact>*> cut_off(const Break& b) {
  const auto largest = std::ranges::max(b.pieces, {}, &std::vector<Contact>::size).size();
  const bool has_trunk = std::ranges::count(b.pieces, largest, &std::vector<Contact>::size) == 1;
  std::vector<const std::vector<Contact>*> out;
  for (const auto& piece : b.pieces)
    if (!has_trunk || piece.size() < largest) out.push_back(&piece);
  return out;
}

// The joints that may be the broken ones: contacts that hang alone.
std::vector<Contact> lone_contacts(const Break& b) {
  std::vector<Contact> out;
  for (const auto* piece : cut_off(b))
    if (piece->size() == 1) out.push_back(piece->front());
  return out;
}

bool has_end(const std::vector<Contact>& contacts, const std::string& end) {
  return std::ranges::find(contacts, end, &Contact::end) != contacts.end();
}

void tell_shell(const Profile& p, const Break& b, Diagnosis& d) {
  for (const auto* piece : cut_off(b)) {
    if (piece->size() != 1) continue;
    const End* end = p.end(piece->front().end);
    if (end->type.shell != piece->front().pin) continue;
    d.code = "shell-open";
    d.summary = "The shell of `" + end->name + "` is not bonded to " + b.net->name + ".";
    d.consequence = "Radio noise may get in at that plug.";
    d.repair = "At `" + end->name + "`, join the shell's tag to pin " + end->type.shell_bond.value_or("1") + ".";
  }
}

void tell_consequence(const Profile& p, const Break& b, Diagnosis& d) {
  const auto roles = b.net->roles();
  const std::string& net = b.net->name;
  const End* amp = amplifier_end(p);
  if (roles.size() > 1 && is_headphone(p)) {
    std::vector<Contact> cut;
    for (const auto* piece : cut_off(b)) cut.insert(cut.end(), piece->begin(), piece->end());
    const bool in_series = amp != nullptr && has_end(cut, amp->name) && cut.size() < all_contacts(b).size() &&
                           std::ranges::all_of(all_contacts(b), [&](const Contact& c) {
                             return c.end != amp->name || std::ranges::find(cut, c) != cut.end();
                           });
    if (in_series) {
      d.code = "open-common-return";
      d.consequence = "The two drivers are in series through the floating return: centred voices vanish.";
    } else if (cut.size() == 1) {
      d.consequence = cut.front().end == "left" || cut.front().end == "right"
                          ? "Silence on the " + cut.front().end + " side."
                          : "Silence on that side.";
    } else {
      d.consequence = "Silence.";
    }
  } else if (const char c = channel_of(net); c != '\0') {
    d.consequence = "Silence on the " + side_of(c) + " side.";
  } else if (is_of_kind(net, "shield")) {
    d.code = "shield-open";
    d.consequence = "Hum and radio noise; a microphone may get no phantom power.";
  } else if (net == "mic") {
    d.consequence = "The microphone is dead.";
  } else if (std::ranges::any_of(pairs_of(p), [&](const Pair& q) { return q.plus == b.net || q.minus == b.net; })) {
    d.code = "one-legged-pair";
    d.consequence = "One leg of the pair is missing: thin or quiet sound that hums, or none.";
  }
}

}  // namespace

std::string mending_in_words(const Break& b) {
  const auto lone = lone_contacts(b);
  if (lone.empty()) return "redo the joint where " + list_of(*cut_off(b).front()) + " branch off";
  return "redo the joint at " + list_of(lone, " or ");
}

Diagnosis tell_break(const Profile& p, const FixtureMap& map, const Break& b, const Suspects& suspects) {
  Diagnosis d{"open", "", "", "", all_contacts(b)};
  const auto lone = lone_contacts(b);
  if (d.contacts.size() == 2) {
    d.summary = name_of(b.net) + " is open: no path from " + list_of(d.contacts, " to ") + ".";
    d.repair = "Press on the joints at " + list_of(d.contacts) + " while `buzzout watch " + typed_name(p) +
               "` looks on, and redo the one that brings it back. If neither does, the wire is broken.";
  } else {
    std::string parts;
    for (const auto* piece : cut_off(b)) parts += (parts.empty() ? "" : "; ") + list_of(*piece);
    const bool plural = cut_off(b).size() > 1 || cut_off(b).front()->size() > 1;
    const bool all_alone = lone.size() == d.contacts.size();
    if (all_alone) d.summary = name_of(b.net) + " is open: " + list_of(lone) + " are each alone.";
    else d.summary = parts + (plural ? " have" : " has") + " no connection to the rest of " + name_of(b.net) + ".";
    if (all_alone) d.repair = "Two of these joints or more are open: redo " + list_of(lone) + ", one after the other.";
    else if (lone.empty())
      d.repair = "Redo the joint where this part branches off: the Y split, or the plug where both wires meet.";
    else d.repair = "Redo the joint at " + list_of(lone) + ".";
  }
  tell_consequence(p, b, d);
  tell_shell(p, b, d);
  std::vector<Contact> unproved;
  for (const auto& c : lone)
    if (suspects.jig_wires.contains(c))
      for (Point point : members(map.points_of(c))) unproved.push_back(map.socket_contact(c, point));
  if (!unproved.empty())
    d.alternatives.push_back("the jig's own wire behind socket contact " + list_of(unproved, " or ") +
                             " is broken: buzzout fixtures self-test");
  return d;
}

Diagnosis tell_unplugged(const Profile& p, const FixtureMap& map, const std::string& end) {
  Diagnosis d{"end-not-connected", "", "", ""};
  std::string socket = end;
  for (const auto& placement : map.placements())
    if (placement.end == end) socket = placement.socket;
  char channel = '\0';
  bool one_channel = true;
  for (const auto& c : p.contacts()) {
    if (c.end != end) continue;
    const Net* net = p.net_of(c);
    if (net == nullptr) continue;
    d.contacts.push_back(c);
    const char here = channel_of(net->name);
    one_channel = one_channel && (channel == '\0' || here == '\0' || here == channel);
    if (here != '\0') channel = here;
  }
  d.summary = "`" + end + "` reaches nothing: not plugged in, or none of its wires arrives.";
  d.consequence = channel != '\0' && one_channel ? "Silence on the " + side_of(channel) + " side." : "Nothing works.";
  if (const auto channels = channels_at(p, end); channels.size() == 1) d.consequence = "No signal on channel " + channels.front() + ".";
  else if (!channels.empty()) d.consequence = "No signal on channels " + list_of(channels) + ".";
  d.repair = "Push the plug `" + end + "` all the way into socket " + socket +
             " and test again. If it is in, open it: its joints are off, or the cable is broken before it.";
  return d;
}

}  // namespace buzzout
