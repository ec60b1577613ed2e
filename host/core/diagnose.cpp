#include "core/diagnose.hpp"

#include <algorithm>
#include <set>

#include "core/amplifier.hpp"
#include "core/explain_join.hpp"
#include "core/half_in.hpp"
#include "core/tell_break.hpp"
#include "core/tell_rewiring.hpp"
#include "core/words.hpp"

namespace buzzout {

namespace {

// All that reaches out of the cable's own sockets, told once.
Diagnosis tell_foreign(const std::vector<Fault>& faults, const Profile& p) {
  Diagnosis d{DiagnosisCode::other_socket, "", "", ""};
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
              (mine.empty() ? list_of(others) + " are joined."
                            : list_of(mine) + (mine.size() > 1 ? " reach " : " reaches ") + list_of(others) + ".");
  d.consequence = "It hides or adds faults: nothing can pass.";
  d.repair = "Take the plug out of socket " + sockets + ", or put the cable into the sockets shown, and test again.";
  return d;
}

Diagnosis tell_one_way(const Profile& p, const Fault& f) {
  const std::vector<Contact> from(f.contacts.begin(), f.contacts.begin() + static_cast<long>(f.from));
  const std::vector<Contact> to(f.contacts.begin() + static_cast<long>(f.from), f.contacts.end());
  Diagnosis d{DiagnosisCode::one_way, "Current flows only from " + list_of(from) + " to " + list_of(to) + ": that is no wire.",
              "A diode, something powered at the other end, or a joint of ten kΩ or more.",
              "Unplug whatever the cable is connected to; look for a component or a bad joint inside the plugs.",
              f.contacts};
  d.dangerous = shorts_an_output(p, f.contacts);
  if (d.dangerous) d.consequence += " It joins an output of the amplifier to another one or to ground: do not plug it in.";
  return d;
}

Diagnosis tell_loose(const Profile& p, const std::vector<Contact>& contacts) {
  Diagnosis d{DiagnosisCode::intermittent, "The connection changed during the test at " + list_of(contacts) + ".",
              "Crackles or drops out when it moves.", "", contacts};
  d.repair = "Push the plugs home and test again. If it still lets go, ";
  if (contacts.size() == 1)
    d.repair += "redo the joint at " + list_of(contacts) + "; if that does not help, the wire is broken where it bends, most often at a plug.";
  else
    d.repair += "bend the cable at each plug while you watch it live, and redo the joint at the plug where it drops out.";
  if (contacts.size() > 1) d.action = Action{ActionCode::watch, {{"profile", typed_name(p)}}};
  return d;
}

// Every wire was loose: no joint's fault, most likely.
Diagnosis tell_all_loose(const std::vector<const Fault*>& faults) {
  Diagnosis d{DiagnosisCode::intermittent, "All wires came and went during the test.",
              "If nobody moved a plug, it drops out when it moves.",
              "Push every plug in as far as it goes and test again; if it is no better, redo the joints of the plug that moved.", {}};
  for (const auto* f : faults) d.contacts.insert(d.contacts.end(), f->contacts.begin(), f->contacts.end());
  return d;
}

// All wires of one plug were loose, and no others: it was moved, or it does not hold.
Diagnosis tell_loose_plug(const End& end, const std::vector<const Fault*>& faults) {
  Diagnosis d{DiagnosisCode::intermittent, "All wires of `" + end.name + "` came and went together during the test: was its plug moved?",
              "If nobody moved it, it drops out when it moves.",
              "Push the plug of `" + end.name + "` in as far as it goes and test again; if it is no better, redo its joints.", {}};
  for (const auto* f : faults)
    for (const auto& c : f->contacts)
      if (c.end == end.name) d.contacts.push_back(c);
  return d;
}

// A fault by itself.
Diagnosis tell_plainly(const Profile& p, const Fault& f) {
  const std::string contacts = list_of(f.contacts);
  switch (f.kind) {
    case FaultKind::open:
      return {DiagnosisCode::open, f.net + " is open at " + contacts + ".", "", "Redo the joints at " + contacts + ".", f.contacts};
    case FaultKind::short_:
      return {DiagnosisCode::short_, f.net + " are joined: " + contacts + ".", "", "Separate them.", f.contacts};
    case FaultKind::low_isolation:
      return {DiagnosisCode::low_isolation, f.net + " are not isolated from each other: " + contacts + ".", "",
              "Look for flux, moisture or crushed insulation there.", f.contacts};
    case FaultKind::one_way: return tell_one_way(p, f);
    case FaultKind::intermittent: return tell_loose(p, f.contacts);
    case FaultKind::weak_link:
      return {DiagnosisCode::weak_link, f.net + " conducts badly between " + contacts + ".",
              "Quiet, distorted or one-sided sound.", "Redo its joints.", f.contacts};
    case FaultKind::high_resistance:  // what has been measured in ohms is told by tell_resistance.hpp
    case FaultKind::component: break;
  }
  return {DiagnosisCode::component, f.net + " does not measure as its profile says.", "", "Check the part.", f.contacts};
}

// So many things, and they are told one by one whatever the cable is.
constexpr std::ptrdiff_t kFewThings = 3;

class Diagnoser {
 public:
  Diagnoser(const Profile& p, const FixtureMap& map, const std::vector<Fault>& faults, const Suspects& suspects)
      : p_(p), map_(map), faults_(faults), suspects_(suspects) {}

  std::vector<Diagnosis> diagnose(const Netlist& measured) {
    const bool foreign = std::ranges::any_of(faults_, &Fault::foreign);
    const bool wires = std::ranges::any_of(faults_, is_of_wires);
    if (foreign) out_.push_back(tell_foreign(faults_, p_));
    for (const auto& f : faults_)
      if (!f.foreign && !is_of_wires(f) && f.kind != FaultKind::low_isolation && f.kind != FaultKind::intermittent)
        out_.push_back(tell_plainly(p_, f));
    const bool plain = foreign || std::ranges::any_of(faults_, &Fault::capacitive);
    if (wires || foreign || std::ranges::any_of(faults_, is_weak)) {
      const auto found =
          smallest_explanations(p_, map_, measured, plain ? Causes::breaks_and_joins : Causes::any);
      is_explained_ = !found.empty();
      if (is_explained_) {
        tell(found);
        if (!foreign && is_another_cable(found.front())) replace_by_other_cable(found.front(), measured);
      }
    }
    // Explanations cover all that is measured of the cable's wires; should there be none, the fault is told as it is.
    for (const auto& f : faults_)
      if (f.kind != FaultKind::intermittent && (!is_explained_ || !is_of_wires(f)) &&
          std::ranges::none_of(f.contacts, [&](const Contact& c) { return is_told(c); }))
        out_.push_back(tell_plainly(p_, f));
    tell_intermittent(measured);
    put_in_order(out_);
    return std::move(out_);
  }

 private:
  static bool is_weak(const Fault& f) { return !f.foreign && f.kind == FaultKind::low_isolation; }
  static bool is_of_wires(const Fault& f) {
    return !f.foreign && (f.kind == FaultKind::open || f.kind == FaultKind::short_);
  }

  // Of each net the contacts that could be heard.
  std::vector<PointSet> heard(const Explanation& e) const {
    std::vector<PointSet> out;
    for (const auto& net : p_.nets)
      for (out.push_back(0); const auto& c : net.contacts)
        if (!p_.is_ignored(c) && std::ranges::find(e.unplugged, c.end) == e.unplugged.end()) out.back() |= map_.points_of(c);
    std::erase(out, PointSet{0});
    return out;
  }

  // Many things are wrong, and with the wires moved as well as they can be, less than half of those that the profile
  // wants and less than half of those that are there are the same.
  bool is_another_cable(const Explanation& e) const {
    if (std::ranges::count_if(out_, is_about_wires) <= kFewThings) return false;
    std::size_t wanted = 0, broken = 0, joined = 0;
    for (PointSet net : heard(e)) wanted += size(net) - 1;
    for (const auto& b : e.breaks) broken += b.pieces.size() - 1;
    for (const auto& j : e.joins) joined += j.parts.size() - 1;
    return wanted < 2 * broken && wanted < broken + joined;
  }

  static bool is_about_wires(const Diagnosis& d) { return d.code != DiagnosisCode::end_not_connected && d.code != DiagnosisCode::one_way; }

  void replace_by_other_cable(const Explanation& e, const Netlist& measured) {
    unsigned wanted = 0, there = 0;
    for (PointSet net : heard(e)) {
      wanted += size(net) - 1;
      there += size(net);
      for (PointSet rest = net; rest != 0; rest &= ~measured.net_of(lowest(rest))) --there;
    }
    Diagnosis d = tell_other_cable(out_, "of the " + std::to_string(wanted) + " connections that this profile wants, it has " +
                                             (there == 0 ? "none" : std::to_string(there)));
    for (const auto& f : faults_)
      for (const auto& c : f.contacts)
        if (is_of_wires(f) && std::ranges::find(d.contacts, c) == d.contacts.end()) d.contacts.push_back(c);
    d.repair = "Rewire nothing before you know which cable it is: look at its marks, and identify it.";
    d.action = Action{ActionCode::identify};
    std::erase_if(out_, is_about_wires);
    out_.push_back(std::move(d));
  }

  // The contact's part of the measured cable; 0 if it is not of this cable.
  PointSet net_of(const Contact& c, const Netlist& measured) const {
    const PointSet points = p_.has_contact(c) ? map_.points_of(c) : 0;
    return points != 0 ? measured.net_of(lowest(points)) : 0;
  }

  // What let go is joined in what was measured; what touched is not.
  void tell_intermittent(const Netlist& measured) {
    std::vector<const Fault*> loose;
    for (const auto& f : faults_) {
      if (f.kind != FaultKind::intermittent) continue;
      const PointSet first = net_of(f.contacts.front(), measured);
      const bool apart = std::ranges::any_of(f.contacts, [&](const Contact& c) { return net_of(c, measured) != first; });
      if (!apart && first != 0) {
        loose.push_back(&f);
        continue;
      }
      out_.push_back(tell_touch(p_, f.contacts));
      out_.back().summary = list_of(f.contacts) + " touched at times during the test.";
    }
    const bool all = p_.nets.size() > 1 && std::ranges::all_of(p_.nets, [&](const Net& net) {
      return std::ranges::any_of(loose, [&](const Fault* f) { return f->net == net.name; });
    });
    if (all) out_.push_back(tell_all_loose(loose));
    else if (const End* end = end_that_let_go(loose)) out_.push_back(tell_loose_plug(*end, loose));
    else for (const auto* f : loose) out_.push_back(tell_loose(p_, f->contacts));
  }

  // The end all of whose wires were loose, two or more, and no others.
  const End* end_that_let_go(const std::vector<const Fault*>& loose) const {
    std::set<std::string> nets;
    for (const auto* f : loose) nets.insert(f->net);
    for (const auto& end : p_.ends) {
      std::set<std::string> there;
      for (const auto& net : p_.nets)
        if (std::ranges::any_of(net.contacts, [&](const Contact& c) { return c.end == end.name; })) there.insert(net.name);
      if (there.size() > 1 && there == nets) return &end;
    }
    return nullptr;
  }

  bool is_told(const Contact& c) const {
    return std::ranges::any_of(out_, [&](const Diagnosis& d) { return std::ranges::find(d.contacts, c) != d.contacts.end(); });
  }

  void tell(const std::vector<Explanation>& all) {
    const Explanation& e = all.front();
    std::vector<Diagnosis> told;
    for (const auto& x : e.exchanges) told.push_back(tell_exchange(p_, x));
    for (const auto& r : e.rewirings) told.push_back(tell_rewiring(p_, r));
    const std::size_t moved = told.size();
    if (!e.breaks.empty() || !e.joins.empty() || !e.unplugged.empty())
      for (auto& d : told) replace(d.consequence, "Every wire is good and ", "In the other wires, ");
    for (const auto& end : e.unplugged) told.push_back(tell_unplugged(p_, map_, end));
    const auto wires = miswires(e);
    for (const auto& j : e.joins) {
      if (is_foreign(j)) {
        // Something in another socket may be what joins them; until it is out nobody knows.
        Diagnosis d = explain_join(p_, j, false);
        if (!d.dangerous) continue;
        d.repair = "Unplug what sits in the other socket first, and test again: it may be what joins them.";
        d.action.reset();
        told.push_back(std::move(d));
        continue;
      }
      const auto wire = std::ranges::find(wires, &j, &Off::join);
      if (wire == wires.end()) {
        told.push_back(explain_join(p_, j, is_weak_join(j)));
        if (suspects_.bridge && !is_weak_join(j)) {
          told.back().repair = "First prove the empty jig. " + told.back().repair;
          told.back().action = Action{ActionCode::prove_fixture, {{"fixture", map_.fixture().name}}};
        }
        continue;
      }
      told.push_back(tell_miswire(p_, j, wire->miswire));
      told.back().alternatives.push_back(mending_in_words(*wire->off) + ", and " + parting_in_words(p_, j));
    }
    for (const auto& b : e.breaks)
      if (std::ranges::find(wires, &b, &Off::off) == wires.end()) told.push_back(tell_break_of(b));
    if (moved > 0 && !told.empty()) add_alternatives(all, told.front());
    if (moved == 1 && e.rewirings.size() == 1) name_other_ends(all, told.front());
    // What the other findings call an end is the socket that its plug sits in now.
    if (!e.exchanges.empty())
      for (std::size_t i = e.exchanges.size(); i < told.size(); ++i) {
        told[i].repair = "See to the plugs first, and test again: the ends are then told by their right names.";
        told[i].action.reset();
        told[i].alternatives.clear();
      }
    out_.insert(out_.end(), std::make_move_iterator(told.begin()), std::make_move_iterator(told.end()));
  }

  static void replace(std::string& in, const std::string& what, const std::string& by) {
    if (const auto at = in.find(what); at != std::string::npos) in.replace(at, what.size(), by);
  }

  Diagnosis tell_break_of(const Break& b) {
    Diagnosis d = tell_break(p_, map_, b, suspects_);
    const bool capacitive = std::ranges::any_of(faults_, [&](const Fault& f) {
      return f.kind == FaultKind::open && f.capacitive && f.net == b.net->name;
    });
    if (capacitive) {
      d.code = DiagnosisCode::series_capacitance;
      d.summary = "No lasting connection on " + b.net->name + " between " + list_of(d.contacts) +
                  ": it conducts for a moment only, as a capacitor does.";
      d.repair = "Look for a component, or a wire that ends just short of its joint, on this conductor.";
      d.action.reset();
      d.alternatives.clear();
    }
    return d;
  }

  // A wire off its own contact and on another one of the same plug.
  struct Off {
    const Break* off;
    const Join* join;
    Miswire miswire;
  };

  // Each break and each join in one of them at most; of several that would do the first by name.
  std::vector<Off> miswires(const Explanation& e) const {
    std::vector<Off> all;
    for (const auto& j : e.joins)
      for (const auto& b : e.breaks)
        if (!is_foreign(j) && !is_weak_join(j)) add_miswires(b, j, all);
    std::ranges::sort(all, {}, [](const Off& o) { return std::pair(o.miswire.wanted.name(), o.miswire.on.name()); });
    std::vector<Off> out;
    for (const auto& o : all)
      if (std::ranges::none_of(out, [&](const Off& taken) { return taken.off == o.off || taken.join == o.join; }))
        out.push_back(o);
    return out;
  }

  static void add_miswires(const Break& b, const Join& j, std::vector<Off>& to) {
    if (j.parts.size() != 2 || b.pieces.size() != 2) return;
    for (std::size_t lone = 0; lone < 2; ++lone)
      for (std::size_t part = 0; part < 2; ++part) {
        if (b.pieces[lone].size() != 1 || j.parts[part].contacts != b.pieces[1 - lone]) continue;
        const Contact& wanted = b.pieces[lone].front();
        for (const auto& c : j.parts[1 - part].contacts)
          if (c.end == wanted.end) to.push_back({&b, &j, {b.net, wanted, c}});
      }
  }

  bool is_foreign(const Join& j) const {
    return std::ranges::any_of(faults_, [&](const Fault& f) {
      return f.foreign && std::ranges::find(f.contacts, j.parts.front().contacts.front()) != f.contacts.end();
    });
  }
  bool is_weak_join(const Join& j) const {
    return std::ranges::any_of(faults_, [&](const Fault& f) {
      return is_weak(f) && std::ranges::find(f.contacts, j.parts.front().contacts.front()) != f.contacts.end();
    });
  }

  // The measurement cannot tell at which end wires are exchanged where another end explains it as well.
  static void name_other_ends(const std::vector<Explanation>& all, Diagnosis& d) {
    constexpr std::size_t kMost = 3;
    const std::string end = all.front().rewirings.front().end;
    std::vector<std::string> ends{"`" + end + "`"};
    for (const auto& e : all) {
      if (e.rewirings.size() != 1 || !e.exchanges.empty()) return;
      const std::string other = "`" + e.rewirings.front().end + "`";
      if (std::ranges::find(ends, other) == ends.end()) ends.push_back(other);
    }
    if (ends.size() < 2 || ends.size() > kMost) return;
    replace(d.summary, " at `" + end + "`", " at " + list_of(ends, " or at "));
    if (d.summary.find("`" + end + "` is") != std::string::npos || d.summary.find("`" + end + "` sit") != std::string::npos)
      d.summary += " The mistake may as well be at " + list_of(std::vector(ends.begin() + 1, ends.end()), " or ") + ".";
  }

  // The other explanations of the same size, by what one would do about them.
  void add_alternatives(const std::vector<Explanation>& all, Diagnosis& d) const {
    constexpr std::size_t kMost = 4;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (d.alternatives.size() == kMost) {
        d.alternatives.push_back("or one of " + std::to_string(all.size() - i) + " more");
        break;
      }
      std::vector<std::string> moves;
      for (const auto& x : all[i].exchanges)
        moves.push_back("if the plugs `" + x.one + "` and `" + x.other + "` are in each other's sockets by their marks, exchange them and test again");
      for (const auto& r : all[i].exchanges.empty() ? all[i].rewirings : std::vector<Rewiring>{}) moves.push_back(moves_in_words(p_, r));
      if (all[i].exchanges.empty() && (all[i].breaks.size() != all.front().breaks.size() || all[i].joins.size() != all.front().joins.size())) {
        for (const auto& b : all[i].breaks) moves.push_back(mending_in_words(b));
        for (const auto& j : all[i].joins) moves.push_back(parting_in_words(p_, j));
      }
      const bool after_marks = !all.front().exchanges.empty() && all[i].exchanges.empty();
      const std::string text = (after_marks ? "only if the marks are right: " : "") + list_of(moves, "; and ");
      if (std::ranges::find(d.alternatives, text) == d.alternatives.end()) d.alternatives.push_back(text);
    }
  }

  const Profile& p_;
  const FixtureMap& map_;
  const std::vector<Fault>& faults_;
  const Suspects& suspects_;
  std::vector<Diagnosis> out_;
  bool is_explained_ = false;
};

}  // namespace

std::vector<Diagnosis> diagnose(const Profile& profile, const FixtureMap& map, const Netlist& measured,
                                const std::vector<Fault>& faults, const Suspects& suspects) {
  auto out = Diagnoser(profile, map, faults, suspects).diagnose(measured);
  if (const auto ends = half_in(profile, map, measured); !ends.empty()) {
    Diagnosis first = tell_half_in(map, ends);
    if (const auto danger = std::ranges::find(out, true, &Diagnosis::dangerous); danger != out.end()) {
      first.dangerous = true;  // it stands out the same way in an amplifier
      first.consequence = "Nothing is known of the cable until it is; as it measures now, do not plug it in.";
    } else {
      first.consequence = "Nothing is known of the cable until it is.";
    }
    out.insert(out.begin(), std::move(first));
  }
  if (profile.hazard.empty()) return out;
  forbid_repairs(out);
  out.insert(out.begin(), tell_hazard(profile));
  out.front().summary = "This profile is of a cable that nobody should use, and this one differs from it. " + profile.title + ".";
  out.front().repair = "Do not rebuild the cable to this profile; identify it first.";
  out.front().action = Action{ActionCode::identify};
  return out;
}

void forbid_repairs(std::vector<Diagnosis>& all) {
  for (auto& d : all) {
    d.repair.clear();
    d.action.reset();
    d.alternatives.clear();
  }
}

Diagnosis tell_other_cable(const std::vector<Diagnosis>& instead_of, const std::string& why) {
  Diagnosis d{DiagnosisCode::other_cable, "This is another cable: " + why + ".", "Its signals do not arrive where this profile's do.", ""};
  for (const auto& other : instead_of) {
    if (other.dangerous && !d.dangerous) {
      d.dangerous = true;
      d.consequence = other.consequence;
    }
    for (const auto& c : other.contacts)
      if (std::ranges::find(d.contacts, c) == d.contacts.end()) d.contacts.push_back(c);
  }
  d.rewired = true;
  return d;
}

void put_in_order(std::vector<Diagnosis>& all) {
  std::ranges::stable_sort(all, {}, [](const Diagnosis& d) {
    if (d.dangerous || d.code == DiagnosisCode::half_in) return 0;
    if (d.code == DiagnosisCode::other_socket) return 1;
    if (d.code == DiagnosisCode::other_cable) return 2;
    return d.code == DiagnosisCode::end_not_connected ? 3 : 4;
  });
}

Diagnosis tell_hazard(const Profile& profile) {
  Diagnosis d{DiagnosisCode::known_bad, profile.title + ".", profile.hazard, "Do not plug it in. Mark it as dangerous, or cut it up."};
  for (const auto& net : profile.nets) d.contacts.insert(d.contacts.end(), net.contacts.begin(), net.contacts.end());
  d.dangerous = true;
  return d;
}

}  // namespace buzzout
