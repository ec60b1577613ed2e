#include <algorithm>

#include "core/diagnosis.hpp"
#include "core/rewiring.hpp"
#include "core/wiring.hpp"

namespace buzzout {
namespace {

std::string list(const std::vector<Contact>& contacts, const char* last_joint = " and ") {
  std::string out;
  for (std::size_t i = 0; i < contacts.size(); ++i)
    out += (i == 0 ? "" : i + 1 == contacts.size() ? last_joint : ", ") + contacts[i].name();
  return out;
}

char channel_of(const std::string& role) {
  return role.size() == 2 && (role[0] == 'L' || role[0] == 'R') && (role[1] == '+' || role[1] == '-')
             ? role[0]
             : '\0';
}

std::string net_name_of(const Profile& p, const Contact& c) {
  const Net* n = p.net_of(c);
  return n != nullptr ? n->name : "";
}

bool is_headphone(const Profile& p) {
  return p.net_of_role("L+") != nullptr && p.net_of_role("R+") != nullptr;
}

std::string side(char channel) { return channel == 'L' ? "left" : "right"; }

// What moved wires mean.
Diagnosis tell_rewiring(const Profile& p, const std::vector<Rewiring>& all) {
  const Rewiring& r = all.front();
  Diagnosis d;
  d.rewired = true;
  std::vector<std::string> nets;
  for (const auto& [on, belongs] : r.moves) {
    d.contacts.push_back({r.end, on});
    nets.push_back(net_name_of(p, {r.end, on}));
  }

  std::string moves;
  if (r.moves.size() == 2) {
    moves = "exchange the wires on " + r.moves[0].first + " and " + r.moves[1].first;
  } else {
    for (const auto& [on, belongs] : r.moves)
      moves += (moves.empty() ? "move the wire on " : ", on ") + on + " to " + belongs;
  }
  d.repair = "At `" + r.end + "`, " + moves + ".";
  if (all.size() > 1) {
    std::string others;
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i].end != r.end && others.find("`" + all[i].end + "`") == std::string::npos)
        others += (others.empty() ? "`" : " or `") + all[i].end + "`";
    if (!others.empty())
      d.repair += " The measurement cannot tell this from the same mistake at " + others +
                  ": look for the wrong joint before you heat one.";
  }

  const bool pair = r.moves.size() == 2;
  const char ca = channel_of(nets[0]), cb = pair ? channel_of(nets[1]) : '\0';
  if (pair && ca != '\0' && ca == cb) {
    d.code = "reversed-pair";
    d.summary = "Polarity reversed on the " + side(ca) + " side: " + nets[0] + " and " + nets[1] +
                " are exchanged.";
    d.consequence = "The two sides play against each other: weak bass, a hollow centre.";
  } else if (pair && ((nets[0] == "hot" && nets[1] == "cold") || (nets[0] == "cold" && nets[1] == "hot"))) {
    d.code = "reversed-pair";
    d.summary = "Polarity reversed: hot and cold are exchanged.";
    d.consequence = "Cancels against other microphones and lines that carry the same sound.";
  } else if (pair && !nets[0].empty() && !nets[1].empty() && ca != '\0' && cb != '\0' &&
             nets[0].substr(1) == "+" && nets[1].substr(1) == "+") {
    d.code = "crossed-channels";
    d.summary = "Left and right are exchanged.";
    d.consequence = "Every wire is good and the image is mirrored.";
  } else if (pair) {
    d.code = "crossed-wires";
    d.summary = "Two wires are exchanged at `" + r.end + "`: " + list(d.contacts) + ".";
    d.consequence = is_headphone(p) ? "Both wires carry the wrong signal: do not plug it in."
                                    : "Both wires carry the wrong signal.";
  } else {
    const bool channels = r.moves.size() == 4 && std::ranges::all_of(r.moves, [&](const auto& m) {
      const std::string a = net_name_of(p, {r.end, m.first}), b = net_name_of(p, {r.end, m.second});
      return channel_of(a) != '\0' && channel_of(b) != '\0' && a[0] != b[0] && a[1] == b[1];
    });
    d.code = channels ? "crossed-channels" : "wrong-order";
    d.summary = channels ? "Left and right are exchanged at `" + r.end + "`."
                         : "The wires of `" + r.end + "` are in another order than the profile's.";
    d.consequence = channels ? "Every wire is good and the image is mirrored."
                             : "The plug may follow another maker's pinout: do not plug it in.";
  }
  return d;
}

Diagnosis tell_open(const Profile& p, const Fault& f) {
  Diagnosis d{"open", "", "", "", f.contacts, false};
  const Net* net = nullptr;
  for (const auto& n : p.nets)
    if (n.name == f.net) net = &n;
  const auto roles = net != nullptr ? net->roles() : std::vector<std::string>{f.net};
  if (f.capacitive) {
    d.code = "series-capacitance";
    d.summary = "No lasting connection on " + f.net + " between " + list(f.contacts) +
                ": it conducts for a moment only, as a capacitor does.";
    d.repair = "Look for a component, or a wire that ends just short of its joint, on this conductor.";
  } else if (net != nullptr && net->contacts.size() > 2) {
    d.summary = list(f.contacts) + (f.contacts.size() > 1 ? " have" : " has") + " no connection to the "
                "rest of " + f.net + ".";
    d.repair = f.contacts.size() == 1 ? "Redo the joint at " + f.contacts.front().name() + "."
                                      : "Redo the joint where this part branches off.";
  } else {
    d.summary = f.net + " is open: no path from " + list(f.contacts, " to ") + ".";
    d.repair = "Redo the joint at " + list(f.contacts, " or ") + "; if both look good, the wire is broken.";
  }
  if (roles.size() > 1 && is_headphone(p)) {
    const End* amp = amplifier_end(p);
    if (amp != nullptr && std::ranges::find(f.contacts, amp->name, &Contact::end) != f.contacts.end()) {
      d.code = "open-common-return";
      d.consequence = "The two drivers are in series through the floating return: centred voices vanish.";
    } else {
      d.consequence = "Silence on that side.";
    }
  } else if (const char c = channel_of(f.net); c != '\0') {
    d.consequence = "Silence on the " + side(c) + " side.";
  } else if (f.net == "shield") {
    d.consequence = "Hum and radio noise; a microphone may get no phantom power.";
  } else if (f.net == "hot" || f.net == "cold") {
    d.consequence = "Thin, quiet or no sound.";
  }
  return d;
}

// All that reaches out of the cable's own sockets, told once.
Diagnosis tell_foreign(const std::vector<Fault>& faults, const Profile& p) {
  Diagnosis d{"other-socket", "", "", "", {}, false};
  std::vector<Contact> mine, others;
  std::string sockets;
  for (const auto& f : faults) {
    if (!f.foreign) continue;
    for (const auto& c : f.contacts) {
      if (std::ranges::find(d.contacts, c) != d.contacts.end()) continue;
      d.contacts.push_back(c);
      (p.has_contact(c) ? mine : others).push_back(c);
    }
  }
  for (const auto& c : others)
    if (sockets.find("`" + c.end + "`") == std::string::npos)
      sockets += (sockets.empty() ? "`" : " or `") + c.end + "`";
  d.summary = "Something is plugged into socket " + sockets + ", which this cable does not use: " +
              (mine.empty() ? list(others) + " are joined."
                            : list(mine) + (mine.size() > 1 ? " reach " : " reaches ") + list(others) + ".");
  d.consequence = "It hides or adds faults: nothing can pass.";
  d.repair = "Unplug " + sockets + ", or put the cable into the sockets shown, and test again.";
  return d;
}

Diagnosis tell_short(const Profile& p, const Fault& f) {
  Diagnosis d{"short", "", "", "", f.contacts, false};
  const bool weak = f.kind == FaultKind::low_isolation;
  const std::string bridge = "Look for a solder bridge or a stray strand between " + list(f.contacts) + ".";
  d.summary = f.net + (weak ? " are not isolated from each other: " : " are joined: ") +
              list(f.contacts) + ".";
  d.repair = bridge;
  if (weak) d.code = "low-isolation";
  if (!is_headphone(p)) {
    if (f.net.find("shield") != std::string::npos)
      d.consequence = "With phantom power this can damage a ribbon microphone; otherwise no sound or hum.";
    else
      d.consequence = "No sound.";
    return d;
  }
  auto takes_part = [&](std::string_view role) {
    const Net* net = p.net_of_role(role);
    return net != nullptr && std::ranges::any_of(f.contacts, [&](const Contact& c) {
      return p.net_of(c) == net;
    });
  };
  const bool has_plus = takes_part("L+") || takes_part("R+");
  if (p.wiring == Wiring::balanced && takes_part("L-") &&
      takes_part("R-") && !has_plus) {
    d.code = "returns-joined";
    d.summary = "The two returns L- and R- are joined: this is shared-ground wiring in a balanced plug.";
    d.consequence = "It shorts the two inverted outputs of a balanced amplifier. Do not plug it into one.";
    d.repair = "Separate L- from R-: " + list(f.contacts) +
               " must be two conductors. Look at the Y split and inside the plug.";
  } else if (has_plus) {
    d.consequence = "It shorts the amplifier's output: no sound there, and the amplifier may be damaged.";
  } else {
    d.consequence = "A contact that must stay free is in use: do not plug it in.";
  }
  return d;
}

Diagnosis tell_one_way(const Fault& f) {
  const std::vector<Contact> from(f.contacts.begin(), f.contacts.begin() + static_cast<long>(f.from));
  const std::vector<Contact> to(f.contacts.begin() + static_cast<long>(f.from), f.contacts.end());
  return {"one-way", "Current flows only from " + list(from) + " to " + list(to) + ": that is no wire.",
          "A diode, or something powered at the other end.",
          "Unplug whatever the cable is connected to; look for a component inside the plugs.", f.contacts, false};
}

Diagnosis tell(const Profile& p, const Fault& f) {
  switch (f.kind) {
    case FaultKind::open: return tell_open(p, f);
    case FaultKind::short_:
    case FaultKind::low_isolation: return tell_short(p, f);
    case FaultKind::one_way: return tell_one_way(f);
    case FaultKind::intermittent:
          return {"intermittent", "The connection changed during the test at " + list(f.contacts) + ".",
              "Crackles or drops out when it moves.",
              "Test again with the plugs seated; if it repeats, redo these joints.", f.contacts, false};
    case FaultKind::high_resistance:
      return {"high-resistance", f.net + " conducts badly between " + list(f.contacts) + ".",
              "Quiet, distorted or one-sided sound.", "Redo its joints.", f.contacts, false};
    case FaultKind::component: break;
  }
  return {"component", f.net + " does not measure as its profile says.", "", "Check the part.", f.contacts, false};
}

}  // namespace

std::vector<Diagnosis> diagnose(const Profile& profile, const FixtureMap& map, const Netlist& measured,
                                const std::vector<Fault>& faults) {
  const bool wires_only = std::ranges::all_of(faults, [](const Fault& f) {
    return (f.kind == FaultKind::open && !f.capacitive) || (f.kind == FaultKind::short_ && !f.foreign);
  });
  if (wires_only && faults.size() > 1)
    if (const auto rewirings = smallest_rewirings(profile, map, measured); !rewirings.empty())
      return {tell_rewiring(profile, rewirings)};

  std::vector<Diagnosis> out;
  if (std::ranges::any_of(faults, &Fault::foreign)) out.push_back(tell_foreign(faults, profile));
  for (const auto& f : faults)
    if (!f.foreign) out.push_back(tell(profile, f));
  // What can hurt the amplifier comes before what is merely silent.
  std::ranges::stable_sort(out, [](const Diagnosis& a, const Diagnosis& b) {
    return (a.code == "returns-joined") > (b.code == "returns-joined");
  });
  return out;
}

}  // namespace buzzout
