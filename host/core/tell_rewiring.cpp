#include "core/tell_rewiring.hpp"

#include <algorithm>

#include "core/consequences.hpp"
#include "core/remedies.hpp"
#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

// What a moved wire is (`is`) and what the contact it was found on is for (`wanted`); null: it stays free.
struct Moved {
  std::string on;
  const Net *is, *wanted;

  std::string is_name() const { return is != nullptr ? name_of(is) : ""; }
  std::string wanted_name() const { return wanted != nullptr ? name_of(wanted) : ""; }
};

std::vector<Moved> moved_wires(const Profile& p, const Rewiring& r) {
  std::vector<Moved> out;
  for (const auto& [on, belongs] : r.moves)
    out.push_back({on, p.net_of({r.end, belongs}), p.net_of({r.end, on})});
  return out;
}

template <class Predicate>
bool all(const std::vector<Moved>& moved, Predicate predicate) {
  return std::ranges::all_of(moved, predicate);
}

// The channel whose two wires these are, at a plug of that channel alone; '\0' if they are not. A shared return
// is of the channel of the other wire.
char reversed_channel(const Profile& p, const Rewiring& r, const std::vector<Moved>& moved) {
  for (const auto& pair : pairs_of(p)) {
    const char channel = channel_of(pair.plus->roles().front());
    if (channel == '\0' || moved.size() != 2) continue;
    const bool these = (moved[0].is == pair.plus && moved[1].is == pair.minus) ||
                       (moved[0].is == pair.minus && moved[1].is == pair.plus);
    const Net* other = p.net_of_role(channel == 'L' ? "R+" : "L+");
    const bool alone = other == nullptr || std::ranges::find(other->contacts, r.end, &Contact::end) == other->contacts.end();
    if (these && (alone || channel_of(pair.minus->name) == channel)) return channel;
  }
  return '\0';
}

bool same_channel(const Moved& m) {
  return channel_of(m.is_name()) != '\0' && channel_of(m.is_name()) == channel_of(m.wanted_name());
}

// The other channel and the same leg; a shared return stays what it is.
bool other_channel(const Moved& m) {
  const char is = channel_of(m.is_name()), wanted = channel_of(m.wanted_name());
  return is != '\0' && wanted != '\0' && is != wanted && m.is_name()[1] == m.wanted_name()[1];
}

bool is_role(const Net* net, std::string_view role) {
  return net != nullptr && net->has_role(role);
}

bool is_shield(const Net* net) {
  return net != nullptr &&
         std::ranges::any_of(net->roles(), [](const auto& role) { return is_of_kind(role, "shield"); });
}

bool hot_and_cold(const Profile& p, const std::vector<Moved>& moved) {
  return moved.size() == 2 && std::ranges::any_of(pairs_of(p), [&](const Pair& pair) {
    return (!is_headphone(p) || channel_of(pair.plus->name) == '\0') &&
           ((moved[0].is == pair.plus && moved[1].is == pair.minus) ||
            (moved[0].is == pair.minus && moved[1].is == pair.plus));
  });
}

// Every wire one contact further along the plug, the last one around: +1 towards the sleeve, -1 towards the
// tip, 0 otherwise.
int shift_of(const ConnectorType& type, const Rewiring& r) {
  const auto place = [&](const std::string& pin) { return std::ranges::find(type.contacts, pin) - type.contacts.begin(); };
  if (r.moves.size() < 3) return 0;
  for (const int step : {1, -1}) {
    const auto steps = std::ranges::count_if(
        r.moves, [&](const auto& m) { return place(m.first) - place(m.second) == step; });
    if (steps + 1 == std::ranges::ssize(r.moves)) return step;
  }
  return 0;
}

std::string order_in_words(const PlugOrder& order) {
  std::string out;
  for (const auto& role : order.roles)
    if (!role.empty()) out += (out.empty() ? "" : " ") + (role == "L-=R-" ? "ground" : role);
  return out;
}

void tell_order(const Profile& p, const Rewiring& r, const PlugOrder& found, Diagnosis& d) {
  const PlugOrder* own = known_order(p, *p.end(r.end));
  const std::string from = p.end(r.end)->type.shape == Shape::phone ? " from the tip" : " from pin 1";
  d.code = DiagnosisCode::other_order;
  d.summary = "`" + r.end + "` is wired " + order_in_words(found) + from + " (" + found.name + "); this profile has " +
              (own != nullptr ? order_in_words(*own) + " (" + own->name + ")" : "another order") + ".";
  const bool headset = std::ranges::any_of(found.roles, [](const auto& role) { return role == "mic"; });
  if (headset) {
    d.consequence = "A dead microphone, and thin or quiet sound.";
    return;
  }
  d.consequence = "In this profile's socket each driver hangs between the wrong outputs: do not plug it in.";
  d.dangerous = true;
}

// `a` with `b`, and so on: the moves as exchanges where they come in twos, else one wire after the other.
std::string moves_in_words(const Profile& p, const Rewiring& r, const std::string& exchange) {
  std::string out;
  std::vector<std::string> done;
  const auto belongs = [&](const std::string& on) {
    return std::ranges::find(r.moves, on, &std::pair<std::string, std::string>::first)->second;
  };
  for (const auto& [on, to] : r.moves) {
    if (std::ranges::find(done, on) != done.end() || belongs(to) != on) continue;
    done.insert(done.end(), {on, to});
    const bool one_wire = p.net_of({r.end, on}) == nullptr || p.net_of({r.end, to}) == nullptr;
    if (one_wire) {
      const bool here = p.net_of({r.end, on}) == nullptr;  // the wire sits on the free contact
      out += (out.empty() ? "" : ", and ") + ("move the wire on " + (here ? on : to) + " to " + (here ? to : on));
    } else {
      out += out.empty() ? exchange + on + " and " + to : ", and those on " + on + " and " + to;
    }
  }
  for (const auto& [on, to] : r.moves) {
    if (std::ranges::find(done, on) != done.end() || p.net_of({r.end, to}) == nullptr) continue;
    out += out.empty() ? "move the wire on " + on + " to " + to : ", the one on " + on + " to " + to;
  }
  return out;
}

}  // namespace

std::string moves_in_words(const Profile& p, const Rewiring& r) {
  return "at `" + r.end + "`, " + moves_in_words(p, r, "exchange the wires on ");
}

namespace {

// Wires of headphones on each other's contacts: what can be told by left and right.
bool tell_channels(const Profile& p, const Rewiring& r, const std::vector<Moved>& moved, Diagnosis& d) {
  const bool two = moved.size() == 2;
  if (const char channel = reversed_channel(p, r, moved); channel != '\0') {
    d.code = DiagnosisCode::reversed_pair;
    d.summary = "Polarity reversed on the " + side_of(channel) + " side: " + moved[0].wanted_name() + " and " +
                moved[1].wanted_name() + " are exchanged.";
    d.consequence = "The two sides play against each other: weak bass, a hollow centre.";
  } else if (all(moved, same_channel)) {
    d.code = DiagnosisCode::reversed_pair;
    d.summary = "Polarity reversed on both sides: L+ and L- are exchanged, and so are R+ and R-.";
    d.consequence = "The sides agree with each other, so little is heard; both play inverted.";
  } else if (all(moved, other_channel)) {
    d.code = DiagnosisCode::crossed_channels;
    d.summary = "Left and right are exchanged at `" + r.end + "`.";
    d.consequence = "Every wire is good and the image is mirrored.";
    if (two && (is_role(moved[0].is, "L-") || is_role(moved[1].is, "L-"))) {
      d.code = DiagnosisCode::crossed_returns;
      d.summary = "The returns L- and R- are exchanged at `" + r.end + "`.";
      d.consequence = "On a balanced amplifier each driver hangs between outputs of both channels: do not plug it in.";
      d.dangerous = true;
    } else if (two && p.wiring == Wiring::balanced) {
      d.code = DiagnosisCode::crossed_wires;
      d.summary = "L+ and R+ are exchanged at `" + r.end + "`, and their returns are not.";
      d.consequence = "On a balanced amplifier each driver hangs between outputs of both channels: do not plug it in.";
      d.dangerous = true;
    }
  } else {
    return false;
  }
  return true;
}

bool meets_phantom_power(const Profile& p) { return p.use != Use::data && p.use != Use::midi && p.use != Use::instrument; }

// Whether wires of one loudspeaker are on contacts of another one.
bool mixes_loudspeakers(const Profile& p, const std::vector<Moved>& moved) {
  return p.use == Use::speaker && std::ranges::any_of(moved, [](const Moved& m) {
    return m.is == nullptr || m.wanted == nullptr || circuit_of(m.is->name) != circuit_of(m.wanted->name);
  });
}

// Whether wires on each other's contacts can break something: what an amplifier drives, or phantom power on a screen.
bool is_dangerous(const Profile& p, const std::vector<Moved>& moved) {
  const bool on_screen = std::ranges::any_of(moved, [](const Moved& m) { return is_shield(m.is) != is_shield(m.wanted); });
  return is_headphone(p) || mixes_loudspeakers(p, moved) || (on_screen && meets_phantom_power(p));
}

}  // namespace

Diagnosis tell_rewiring(const Profile& p, const Rewiring& r) {
  Diagnosis d;
  d.rewired = true;
  for (const auto& [on, belongs] : r.moves) d.contacts.push_back({r.end, on});
  const std::string marks = ask_for_marks(p, r);
  d.repair = marks + (marks.empty() ? "At `" : "If not, at `") + r.end + "`, " + moves_in_words(p, r, "exchange the wires on ") + ".";

  const auto moved = moved_wires(p, r);
  const bool two = moved.size() == 2;
  const PlugOrder* found = known_order(p, r);
  if (is_headphone(p) && tell_channels(p, r, moved, d)) return d;
  if (hot_and_cold(p, moved)) {
    d.code = DiagnosisCode::reversed_pair;
    d.summary = "Polarity reversed: " + moved[0].wanted_name() + " and " + moved[1].wanted_name() + " are exchanged.";
    d.consequence = consequence_of_reversal(p, *moved[0].is).text;
  } else if (found != nullptr) {
    tell_order(p, r, *found, d);
  } else if (two && (moved[0].is == nullptr || moved[1].is == nullptr)) {
    const Moved& wire = moved[0].is != nullptr ? moved[0] : moved[1];
    const Moved& empty = moved[0].is != nullptr ? moved[1] : moved[0];
    d.code = DiagnosisCode::miswire;
    d.summary = "The wire of " + wire.is_name() + " is on " + r.end + "." + wire.on +
                ", which must stay free, instead of " + r.end + "." + empty.on + ".";
    d.dangerous = is_headphone(p);
    d.consequence = d.dangerous ? "Silence there, or a contact that the amplifier grounds is driven: do not plug it in."
                                : consequence_of_open(p, *wire.is).text;
  } else if (two && is_shield(moved[0].is) != is_shield(moved[1].is)) {
    d.code = DiagnosisCode::pin_1_miswired;
    d.summary = "The shield is exchanged with " + (is_shield(moved[0].is) ? moved[1] : moved[0]).is_name() +
                " at `" + r.end + "`.";
    d.dangerous = meets_phantom_power(p);
    d.consequence = d.dangerous ? "Hum, and with phantom power it can damage a ribbon microphone: do not plug it in."
                                : consequence_of_exchange(p, *moved[0].is, *moved[1].is).text;
  } else if (const int shift = shift_of(p.end(r.end)->type, r); shift != 0) {
    const bool phone = p.end(r.end)->type.shape == Shape::phone;
    d.code = DiagnosisCode::shifted_contacts;
    d.summary = "The wires of `" + r.end + "` sit one contact too far " +
                (phone ? (shift > 0 ? "towards the sleeve" : "towards the tip") : (shift > 0 ? "up" : "down")) + ".";
    d.dangerous = is_dangerous(p, moved);
    d.consequence = std::string("Every wire is whole and carries the wrong signal") + (d.dangerous ? ": do not plug it in." : ".");
  } else if (two) {
    Consequence told = consequence_of_exchange(p, *moved[0].is, *moved[1].is);
    d.code = DiagnosisCode::crossed_wires;
    d.summary = "Two wires are exchanged at `" + r.end + "`: " + moved[0].wanted_name() + " and " +
                moved[1].wanted_name() + ".";
    d.dangerous = told.dangerous || is_headphone(p);
    d.consequence = is_headphone(p) ? "Both wires carry the wrong signal: do not plug it in." : std::move(told.text);
  } else {
    d.code = DiagnosisCode::wrong_order;
    d.summary = "The wires of `" + r.end + "` are in another order than the profile's.";
    const auto wired = std::ranges::count_if(p.end(r.end)->type.contacts, [&](const auto& pin) { return p.net_of({r.end, pin}) != nullptr; });
    d.dangerous = is_dangerous(p, moved);
    d.consequence = std::string(std::ssize(moved) < wired ? "The wires that sit elsewhere are whole and carry the wrong signals"
                                                          : "Every wire is whole and carries the wrong signal") +
                    (d.dangerous ? ": do not plug it in." : ".");
  }
  return d;
}

Diagnosis tell_exchange(const Profile& p, const Exchange& x) {
  Diagnosis d;
  d.rewired = true;
  const End& one = *p.end(x.one);
  bool channels = true;
  for (const auto& pin : one.type.contacts) {
    const Net *a = p.net_of({x.one, pin}), *b = p.net_of({x.other, pin});
    if (a == b) continue;
    d.contacts.insert(d.contacts.end(), {{x.one, pin}, {x.other, pin}});
    channels = channels && a != nullptr && b != nullptr && channel_of(a->name) != '\0' &&
               channel_of(b->name) != '\0' && channel_of(a->name) != channel_of(b->name);
  }
  if (channels && is_headphone(p)) {
    d.code = DiagnosisCode::crossed_channels;
    d.summary = "Left and right are exchanged: by the plugs `" + x.one + "` and `" + x.other + "`, or inside the cable.";
    d.consequence = "Every wire is good and the image is mirrored.";
  } else {
    d.code = DiagnosisCode::exchanged_plugs;
    d.summary = "The plugs `" + x.one + "` and `" + x.other + "` are in each other's sockets, or the cable is crossed inside.";
    d.consequence = "Every wire is good and comes out at the wrong plug.";
  }
  d.repair = by_the_marks(p, x);
  return d;
}

Diagnosis tell_half_in(const FixtureMap& map, const std::vector<std::string>& ends) {
  std::vector<std::string> names, pushes;
  for (const auto& end : ends) {
    names.push_back("`" + end + "`");
    const auto placed = std::ranges::find(map.placements(), end, &Placement::end);
    pushes.push_back(names.back() + " all the way into socket " + placed->socket);
  }
  Diagnosis d{DiagnosisCode::half_in, list_of(names, " or ") + " may not be pushed home: each of its wires is one contact off.", "",
              "Push " + list_of(pushes) + ", and test again. Solder only if that changes nothing."};
  for (const auto& reach : map.reaches())
    if (std::ranges::find(ends, reach.contact.end) != ends.end()) d.contacts.push_back(reach.contact);
  return d;
}

}  // namespace buzzout
