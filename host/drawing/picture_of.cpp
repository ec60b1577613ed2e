#include "drawing/picture_of.hpp"

#include <algorithm>
#include <cmath>

#include "core/netlist.hpp"
#include "core/ohm_words.hpp"
#include "core/tell_resistance.hpp"

namespace buzzout {
namespace {

PictureEnd picture_end(const End& end, const std::string& socket) {
  PictureEnd out{end.name, titled(end.type, end.gender), {}, socket, end.type, end.gender};
  for (const auto& pin : end.type.contacts) out.contacts.push_back({pin, false});
  return out;
}

// What of a wire's resistance stands beside it. With several readings it is the one that says most.
PictureOhms ohms_of(const Verdict& verdict, const std::vector<Contact>& wire) {
  const Resistance* r = telling_reading(verdict.resistances, wire);
  if (r == nullptr) return {};
  const bool beyond = r->status == ResistanceStatus::too_high || r->status == ResistanceStatus::too_low;
  const std::string words = r->status == ResistanceStatus::undecided ? ohms_with_uncertainty(r->ohm, r->uncertainty)
                                                                     : short_ohms(r->ohm, r->uncertainty);
  return {(wire.size() > 2 && !beyond ? "≤ " : "") + words, r->status == ResistanceStatus::marginal};
}

class CablePicture {
 public:
  CablePicture(const Profile& profile, const FixtureMap* map) : profile_(profile) {
    for (std::size_t i = 0; i < profile.ends.size(); ++i) {
      const End& end = profile.ends[i];
      std::string socket;
      if (map != nullptr)
        for (const auto& p : map->placements())
          if (p.end == end.name) socket = p.socket;
      (i < ends_at_left(profile) ? picture_.left : picture_.right).push_back(picture_end(end, socket));
    }
    for (auto* side : {&picture_.left, &picture_.right})
      for (auto& end : *side)
        for (auto& contact : end.contacts)
          if (const Net* net = profile.net_of({end.name, contact.name}))
            contact.net = static_cast<std::size_t>(net - profile.nets.data());
          else
            contact.dimmed = true;
    for (const auto& net : profile.nets) picture_.nets.push_back(net.name);
    picture_.forbidden = !profile.hazard.empty();
  }

  void add_profile() {
    if (profile_.trust == Trust::template_only)
      for (auto* side : {&picture_.left, &picture_.right})
        for (auto& end : *side) end.guessed = end.name != profile_.ends.front().name;
    for (const auto& net : profile_.nets) add(net.name, WireState::good, net.contacts);
    add_parts({});
  }

  // Parts that lie between two contacts of different ends, and nothing else does: as a wire with their name.
  void add_parts(const std::vector<Fault>& faults) {
    for (const auto& part : profile_.parts) {
      const auto &from = profile_.net_named(part.from)->contacts, &to = profile_.net_named(part.to)->contacts;
      if (from.size() != 1 || to.size() != 1 || from.front().end == to.front().end) continue;
      const auto touches = [&](const Part& other) {
        return std::ranges::any_of(std::vector{other.from, other.to}, [&](const std::string& net) { return net == part.from || net == part.to; });
      };
      if (std::ranges::count_if(profile_.parts, touches) != 1) continue;
      std::string label = part.name;
      if (part.ohm) label += " " + in_words(*part.ohm);
      if (part.kind == PartKind::diode) label = is_at_left(from.front()) ? label + " >" : "< " + label;
      const bool wrong = std::ranges::find(faults, part.name, &Fault::part) != faults.end();
      add(label, wrong ? WireState::unsure : WireState::good, {from.front(), to.front()});
    }
  }

  // Coils between the contacts of a plug; with a return that both share as one wire, whose ohms are not those of a coil.
  void add_coils(const Verdict& verdict) {
    if (!profile_.headphones) return;
    std::vector<Contact> all;
    const bool shared = profile_.parts.front().to == profile_.parts.back().to;
    for (const auto& coil : profile_.parts) {
      const std::vector<Contact> ends{profile_.net_named(coil.from)->contacts.front(), profile_.net_named(coil.to)->contacts.front()};
      const auto fault = std::ranges::find(verdict.faults, coil.name, &Fault::part);
      const bool open = fault != verdict.faults.end() && !(fault->ohm && std::isfinite(*fault->ohm));
      if (open) add(coil.name, WireState::missing, ends);
      else if (!shared) add(coil.name, fault == verdict.faults.end() ? WireState::good : WireState::unsure, ends, ohms_of(verdict, ends));
      else for (const auto& c : ends) if (std::ranges::find(all, c) == all.end()) all.push_back(c);
    }
    add("coils", WireState::good, all);
  }

  void add(const std::string& label, WireState state, const std::vector<Contact>& contacts, PictureOhms ohms = {}) {
    PictureWire wire{label, state, {}, std::move(ohms)};
    for (const auto& c : contacts) wire.contacts.push_back(ref(c));
    if (wire.contacts.size() > 1) picture_.wires.push_back(std::move(wire));
  }

  // The measured pieces of every net of the profile, whole or torn.
  void add_nets(const Verdict& verdict) {
    for (const auto& net : profile_.nets) {
      std::vector<std::vector<Contact>> pieces;
      for (const auto& c : net.contacts) {
        const auto* group = measured_with(verdict, c);
        const auto same = std::ranges::find_if(
            pieces, [&](const auto& piece) { return group != nullptr && measured_with(verdict, piece[0]) == group; });
        if (same != pieces.end())
          same->push_back(c);
        else
          pieces.push_back({c});
      }
      const WireState state = state_of(verdict, net.name);
      for (const auto& piece : pieces) add(net.name, state, piece, ohms_of(verdict, piece));
      if (pieces.size() > 1 && (state != WireState::unsure || is_open(verdict, net.name)) && !one_way(verdict, net.name) && is_torn(verdict, net)) {
        std::vector<Contact> torn;
        for (const auto& piece : pieces) torn.push_back(piece.front());
        add(net.name, WireState::missing, torn);
      }
    }
  }

  // Measured groups that join what belongs apart: one representative of each part.
  void add_joins(const Verdict& verdict) {
    for (const auto& f : verdict.faults)
      switch (f.kind) {
        case FaultKind::one_way: add_one_way(f); break;
        case FaultKind::low_isolation:
        case FaultKind::intermittent: add("", WireState::unsure, representatives(f.contacts)); break;
        case FaultKind::short_: add_short(verdict, f); break;
        case FaultKind::open:
        case FaultKind::high_resistance:
        case FaultKind::weak_link:
        case FaultKind::component: break;
      }
  }

  // What the diagnoses name.
  void accuse(const Verdict& verdict) {
    for (const auto& d : verdict.diagnoses)
      if (!is_of_the_kind(d))
        for (const auto& c : d.contacts) picture_.accused.push_back(ref(c));
  }

  WiringPicture take() { return std::move(picture_); }

 private:
  // The first, and those after it that are plugs of its kind, if there are as many others for the right.
  static std::size_t ends_at_left(const Profile& profile) {
    const auto& ends = profile.ends;
    const auto other = std::ranges::find_if(ends, [&](const End& e) {
      return e.type.name != ends.front().type.name || e.gender != ends.front().gender;
    });
    const auto alike = static_cast<std::size_t>(other - ends.begin());
    return 2 * alike <= ends.size() ? alike : 1;
  }

  bool is_at_left(const Contact& c) const { return std::ranges::find(picture_.left, c.end, &PictureEnd::name) != picture_.left.end(); }

  static const std::vector<Contact>* measured_with(const Verdict& verdict, const Contact& c) {
    for (const auto& group : verdict.nets)
      if (std::ranges::find(group, c) != group.end()) return &group;
    return nullptr;
  }

  static WireState state_of(const Verdict& verdict, const std::string& net) {
    WireState out = WireState::good;
    for (const auto& f : verdict.faults) {
      if (f.net != net) continue;
      if (f.kind == FaultKind::intermittent || f.kind == FaultKind::weak_link) return WireState::unsure;
      if (f.kind == FaultKind::open && f.capacitive) return WireState::missing;
      if (f.kind == FaultKind::high_resistance) out = WireState::off_limit;
    }
    return out;
  }

  static bool is_open(const Verdict& verdict, const std::string& net) {
    return std::ranges::any_of(verdict.faults, [&](const Fault& f) { return f.kind == FaultKind::open && f.net == net; });
  }

  static bool one_way(const Verdict& verdict, const std::string& net) {
    return std::ranges::any_of(verdict.faults, [&](const Fault& f) {
      return f.kind == FaultKind::one_way && f.net == net;
    });
  }

  // Not of a fault: what it says is true of every such cable.
  static bool is_of_the_kind(const Diagnosis& d) { return d.code == DiagnosisCode::known_bad; }

  static bool names(const Diagnosis& d, const std::vector<Contact>& any) {
    return std::ranges::any_of(any, [&](const Contact& c) { return std::ranges::find(d.contacts, c) != d.contacts.end(); });
  }

  static bool is_accused(const Verdict& verdict, const std::vector<Contact>& any, bool rewired) {
    return std::ranges::any_of(verdict.diagnoses, [&](const Diagnosis& d) {
      return d.rewired == rewired && !is_of_the_kind(d) && names(d, any);
    });
  }

  // Whether the contact's wire is whole and sits on another one's contact: then show where it goes, not what it misses.
  bool is_rewired(const Verdict& verdict, const Contact& c) const {
    const Net* net = profile_.net_of(c);
    return is_accused(verdict, net != nullptr ? net->contacts : std::vector<Contact>{c}, true);
  }

  bool is_torn(const Verdict& verdict, const Net& net) const {
    return !is_rewired(verdict, net.contacts.front()) || is_accused(verdict, net.contacts, false);
  }

  void add_short(const Verdict& verdict, const Fault& f) {
    std::vector<Contact> exchanged;
    for (const auto& c : f.contacts)
      if (is_rewired(verdict, c)) exchanged.push_back(c);
    if (const auto parts = representatives(exchanged); parts.size() > 1)
      add(part_of(parts.front()), WireState::miswired, parts);
    if (exchanged.size() == f.contacts.size() && !is_accused(verdict, f.contacts, false)) return;
    const auto parts = representatives(f.contacts);
    add("", WireState::extra, f.foreign ? parts : at_one_end(parts, f.contacts));
  }

  std::string part_of(const Contact& c) const {
    const Net* net = profile_.net_of(c);
    return net != nullptr ? net->name : c.name();
  }

  std::vector<Contact> representatives(const std::vector<Contact>& contacts) const {
    std::vector<Contact> out;
    for (const auto& c : contacts)
      if (std::ranges::none_of(out, [&](const Contact& o) { return part_of(o) == part_of(c); }))
        out.push_back(c);
    return out;
  }

  // A bridge is drawn at one end if some end has a contact of every part.
  std::vector<Contact> at_one_end(const std::vector<Contact>& parts, const std::vector<Contact>& all) const {
    for (const auto& end : profile_.ends) {
      std::vector<Contact> here;
      for (const auto& part : parts)
        for (const auto& c : all)
          if (c.end == end.name && part_of(c) == part_of(part)) {
            here.push_back(c);
            break;
          }
      if (here.size() == parts.size()) return here;
    }
    return parts;
  }

  void add_one_way(const Fault& f) {
    const std::vector<Contact> from(f.contacts.begin(), f.contacts.begin() + static_cast<long>(f.from));
    const std::vector<Contact> to(f.contacts.begin() + static_cast<long>(f.from), f.contacts.end());
    if (from.empty() || to.empty()) return;
    add("", WireState::one_way, {from.front(), to.front()});
  }

  // Where a contact is drawn; an end for a foreign socket is added when it is first needed.
  ContactRef ref(const Contact& c) {
    for (std::size_t e = 0; e < picture_.left.size() + picture_.right.size(); ++e) {
      auto& end = e < picture_.left.size() ? picture_.left[e] : picture_.right[e - picture_.left.size()];
      if (end.name != c.end) continue;
      for (std::size_t i = 0; i < end.contacts.size(); ++i)
        if (end.contacts[i].name == c.pin) return {e, i};
      end.contacts.push_back({c.pin, false});
      return {e, end.contacts.size() - 1};
    }
    picture_.right.push_back({c.end, "another socket", {{c.pin, false}}, ""});
    return {picture_.left.size() + picture_.right.size() - 1, 0};
  }

  const Profile& profile_;
  WiringPicture picture_;
};

}  // namespace

WiringPicture picture_of(const Profile& profile) {
  CablePicture out(profile, nullptr);
  out.add_profile();
  return out.take();
}

WiringPicture picture_of(const Profile& profile, const FixtureMap& map, const Verdict& verdict) {
  CablePicture out(profile, &map);
  out.add_nets(verdict);
  out.add_parts(verdict.faults);
  out.add_coils(verdict);
  out.add_joins(verdict);
  out.accuse(verdict);
  return out.take();
}

WiringPicture picture_of(const Fixture&, const std::vector<const Socket*>& sockets,
                         const ScanMatrix& matrix) {
  WiringPicture out;
  std::vector<std::vector<Point>> points;
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    auto& side = i == 0 ? out.left : out.right;
    side.push_back({sockets[i]->name, sockets[i]->type.title, {}, ""});
    points.emplace_back();
    for (const auto& [pin, point] : sockets[i]->wires) {
      side.back().contacts.push_back({pin, false});
      points.back().push_back(point);
    }
  }
  const Netlist measured = netlist_of(matrix);
  auto refs_in = [&](PointSet set) {
    std::vector<ContactRef> refs;
    for (std::size_t e = 0; e < points.size(); ++e)
      for (std::size_t c = 0; c < points[e].size(); ++c)
        if (has(set, points[e][c])) refs.push_back({e, c});
    return refs;
  };
  for (PointSet net : measured.nets) {
    const bool ragged = std::ranges::find(measured.ragged, net) != measured.ragged.end();
    if (auto refs = refs_in(net); refs.size() > 1)
      out.wires.push_back({"", ragged ? WireState::unsure : WireState::good, std::move(refs)});
  }
  for (const auto& w : measured.one_ways) {
    const auto from = refs_in(w.from), to = refs_in(w.to);
    if (!from.empty() && !to.empty())
      out.wires.push_back({"", WireState::one_way, {from.front(), to.front()}});
  }
  return out;
}

}  // namespace buzzout
