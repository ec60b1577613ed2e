#include "core/tell_break.hpp"

#include <algorithm>

#include "core/amplifier.hpp"
#include "core/channels.hpp"
#include "core/consequences.hpp"
#include "core/diagnose.hpp"
#include "core/remedies.hpp"
#include "core/roles.hpp"
#include "core/wire_words.hpp"
#include "core/words.hpp"

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

// Whether a contact is a shell that is only bonded to the screen: its bond is on the same wire. A shell that is the
// conductor itself is not.
bool is_bonded_shell(const Profile& p, const Break& b, const Contact& c) {
  const ConnectorType& type = p.end(c.end)->type;
  return type.shell == c.pin && type.shell_bond && is_screen(*b.net) && p.net_of({c.end, *type.shell_bond}) == b.net;
}

// Of a break that cuts off nothing but shells.
void tell_shells(const Profile& p, const Break& b, Diagnosis& d) {
  std::vector<std::string> ends, moves;
  for (const auto* piece : cut_off(b)) {
    if (piece->size() != 1 || !is_bonded_shell(p, b, piece->front())) return;
    const End* end = p.end(piece->front().end);
    ends.push_back("`" + end->name + "`");
    moves.push_back("at " + ends.back() + ", join the shell's tag to pin " + *end->type.shell_bond);
  }
  const bool one = ends.size() == 1;
  d.code = DiagnosisCode::shell_open;
  d.summary = std::string(one ? "The shell of " : "The shells of ") + list_of(ends) + (one ? " is" : " are") + " not bonded to " + b.net->name + ".";
  d.consequence = one ? "Radio noise may get in at that plug." : "Radio noise may get in at those plugs.";
  d.repair = list_of(moves) + ".";
  d.action.reset();
  d.repair.front() = 'A';
}

// The channel of an end that carries the signal of one only; else '\0'.
char only_channel_at(const Profile& p, const std::string& end) {
  char out = '\0';
  for (const auto& net : p.nets) {
    if (!has_end(net.contacts, end) || net.roles().size() > 1) continue;
    const char c = channel_of(net.name);
    if (c == '\0') continue;
    if (out != '\0' && c != out) return '\0';
    out = c;
  }
  return out;
}

// Where the pieces of a wire come apart if none of them is a contact alone.
std::string where_parts_meet(const Profile& p, const Break& b) {
  if (has_split(p)) return "Redo the joint where this part branches off: where the cable splits, or the plug where both wires meet.";
  return "The wire between " + list_of(b.pieces.front(), " or ") + " and " + list_of(b.pieces.back(), " or ") +
         " is broken, or one of its joints: bend it while you watch it live.";
}

// Whether the amplifier's plug is what a break of the shared return cuts off.
bool is_in_series(const Profile& p, const Break& b, const std::vector<Contact>& cut) {
  const auto all = all_contacts(b);
  return std::ranges::any_of(amplifier_sides(p), [&](const AmplifierSide& side) {
    return side.plugs.size() == 1 && has_end(cut, side.plugs.front()->name) && cut.size() < all.size() &&
           std::ranges::all_of(all, [&](const Contact& c) {
             return c.end != side.plugs.front()->name || std::ranges::find(cut, c) != cut.end();
           });
  });
}

void tell_consequence(const Profile& p, const Break& b, Diagnosis& d) {
  const std::string& net = b.net->name;
  if (!is_headphone(p)) {
    Consequence found = consequence_of_open(p, *b.net);
    d.code = found.code;
    d.consequence = std::move(found.text);
    return;
  }
  if (b.net->roles().size() > 1) {
    std::vector<Contact> cut;
    for (const auto* piece : cut_off(b)) cut.insert(cut.end(), piece->begin(), piece->end());
    if (is_in_series(p, b, cut)) {
      d.code = DiagnosisCode::open_common_return;
      d.consequence = "The two drivers are in series through the floating return: centred voices vanish.";
    } else if (cut.size() == 1) {
      const char c = only_channel_at(p, cut.front().end);
      d.consequence = c != '\0' ? "Silence on the " + side_of(c) + " side." : "Silence on that side.";
    } else {
      d.consequence = "Silence.";
    }
  } else if (const char c = channel_of(net); c != '\0') {
    d.consequence = "Silence on the " + side_of(c) + " side.";
  } else if (is_of_kind(net, "shield")) {
    d.code = DiagnosisCode::shield_open;
    d.consequence = "Hum and radio noise.";
  } else if (net == "mic") {
    d.consequence = "The microphone is dead.";
  } else if (is_screen(*b.net)) {
    d.consequence = "The ground of the amplifier does not arrive at the other plug.";
  }
}

}  // namespace

std::string mending_in_words(const Break& b) {
  const auto lone = lone_contacts(b);
  if (lone.empty()) return "redo the joint where " + list_of(*cut_off(b).front()) + " branch off";
  return "redo the joint at " + list_of(lone, " or ");
}

Diagnosis tell_break(const Profile& p, const FixtureMap& map, const Break& b, const Suspects& suspects) {
  Diagnosis d{DiagnosisCode::open, "", "", "", all_contacts(b)};
  const Action watch{ActionCode::watch, {{"profile", typed_name(p)}}};
  const auto lone = lone_contacts(b);
  if (d.contacts.size() == 2) {
    d.summary = name_of(b.net) + " is open: no path from " + list_of(d.contacts, " to ") + ".";
    d.repair = "Bend the cable at both plugs and press on the joints" + of_colour(p, *b.net) + " at " + list_of(d.contacts) + " while you watch it live; "
               "redo the one that brings it back or has come off. If both are good, the wire is broken in between.";
    d.action = watch;
  } else {
    std::string parts;
    for (const auto* piece : cut_off(b)) parts += (parts.empty() ? "" : "; ") + list_of(*piece);
    const bool plural = cut_off(b).size() > 1 || cut_off(b).front()->size() > 1;
    const bool all_alone = lone.size() == d.contacts.size();
    if (all_alone) d.summary = name_of(b.net) + " is open: " + list_of(lone) + " are each alone.";
    else d.summary = parts + (plural ? " have" : " has") + " no connection to the rest of " + name_of(b.net) + ".";
    if (all_alone) d.repair = "Two of these joints or more are open: redo " + list_of(lone) + ", one after the other.";
    else if (!lone.empty()) d.repair = "Redo the joint" + of_colour(p, *b.net) + " at " + list_of(lone) + ".";
    else d.repair = where_parts_meet(p, b);
    if (lone.empty() && !has_split(p)) d.action = watch;
  }
  if (d.summary.starts_with("the ")) d.summary.front() = 'T';  // a net that is called by what it is
  tell_consequence(p, b, d);
  tell_shells(p, b, d);
  std::vector<Contact> unproved;
  for (const auto& c : lone)
    if (suspects.jig_wires.contains(c))
      for (Point point : members(map.points_of(c))) unproved.push_back(map.socket_contact(c, point));
  if (!unproved.empty()) {
    const bool one = unproved.size() == 1;
    d.repair = std::string("First prove the jig's own wire") + (one ? "" : "s") + " to " + list_of(unproved) + ". If " +
               (one ? "it is" : "they are") + " whole: " + d.repair;
    d.action = Action{ActionCode::prove_fixture, {{"fixture", map.fixture().name}}};
  }
  return d;
}

Diagnosis tell_unplugged(const Profile& p, const FixtureMap& map, const std::string& end) {
  Diagnosis d{DiagnosisCode::end_not_connected, "", "", ""};
  std::string socket = end;
  for (const auto& placement : map.placements())
    if (placement.end == end) socket = placement.socket;
  for (const auto& c : p.contacts())
    if (c.end == end && p.net_of(c) != nullptr) d.contacts.push_back(c);
  d.summary = "Nothing arrives at `" + end + "`: it is not plugged in, or all of its wires are open.";
  const char channel = is_headphone(p) ? only_channel_at(p, end) : '\0';
  d.consequence = channel != '\0' ? "Silence on the " + side_of(channel) + " side." : consequence_of_silence(p, end);
  if (const auto channels = channels_at(p, end); channels.size() == 1) d.consequence = "No signal on channel " + channels.front() + ".";
  else if (!channels.empty()) d.consequence = "No signal on channels " + list_of(channels) + ".";
  d.repair = "Push the plug `" + end + "` all the way into socket " + socket +
             " and test again. If it was in, prove the jig, then open the plug: its wires are off, or the cable is broken close to it.";
  d.action = Action{ActionCode::prove_fixture, {{"fixture", map.fixture().name}}};
  return d;
}

}  // namespace buzzout
