#include "core/seen_parts.hpp"

#include <algorithm>

#include "core/attached_headphones.hpp"
#include "core/compare.hpp"
#include "core/part_links.hpp"
#include "core/tell_headphones.hpp"
#include "core/tell_rewiring.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr unsigned kMostRounds = 8;

PointSet points_of_net(const Profile& p, const FixtureMap& map, const std::string& net) {
  PointSet out = 0;
  for (const auto& c : p.net_named(net)->contacts) out |= map.points_of(c);
  return out;
}

class Fitting {
 public:
  Fitting(const Profile& p, const FixtureMap& map, const Expectation& expected, const ScanMatrix& measured)
      : p_(p), map_(map), expected_(expected), measured_(measured) {}

  PartStates best() const {
    PartStates states(p_.parts.size(), PartState::as_wanted);
    unsigned least = cost(states);
    for (unsigned round = 0; round < kMostRounds; ++round) {
      PartStates next = states;
      for (std::size_t k = 0; k < states.size(); ++k) {
        std::vector<PartState> others = wrong_states(p_.parts[k]);
        others.push_back(PartState::as_wanted);
        for (const PartState other : others) {
          PartStates tried = states;
          tried[k] = other;
          if (const unsigned c = cost(tried); c < least) {
            least = c;
            next = tried;
          }
        }
      }
      if (next == states) break;
      states = next;
    }
    return states;
  }

  // Links that differ, and then wrong parts.
  unsigned cost(const PartStates& states) const {
    const PartLinks links = part_links(p_, map_, states);
    unsigned different = 0;
    for (Point q = 0; q < measured_.points(); ++q) {
      if (has(expected_.ignored(), q)) continue;
      const PointSet free = expected_.undecided(q) | (links.possible[q] & ~links.sure[q]) | expected_.ignored();
      different += size((measured_.rows[q] ^ links.sure[q]) & ~free);
    }
    const auto wrong = states.size() - static_cast<std::size_t>(std::ranges::count(states, PartState::as_wanted));
    return different * 64 + static_cast<unsigned>(wrong);
  }

 private:
  const Profile& p_;
  const FixtureMap& map_;
  const Expectation& expected_;
  const ScanMatrix& measured_;
};

std::string at(const Profile& p, const std::string& net) {
  const Net* found = p.net_named(net);
  return list_of(found->contacts) + " (" + net + ")";
}

// By Profile::parts: the resistors and coils that read as wires, because they must or because they may and do.
std::vector<bool> seen_as_wires(const Profile& p, const FixtureMap& map, const PartStates& states, const ScanMatrix& measured) {
  const PartLinks links = part_links(p, map, states);
  std::vector<bool> out = links.as_wires;
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    if (!p.parts[k].has_ohms() || state_of(states, k) != PartState::as_wanted) continue;
    const PointSet from = points_of_net(p, map, p.parts[k].from), to = points_of_net(p, map, p.parts[k].to);
    const auto holds = [&](PointSet low, PointSet others) {
      return std::ranges::all_of(members(low), [&](Point q) { return (others & ~(measured.rows[q] & links.possible[q])) == 0; });
    };
    if (holds(from, to) && holds(to, from)) out[k] = true;
  }
  return out;
}

// Two wires of one plug, if the cable is right with them exchanged back and no one part's state explains as much.
std::optional<Rewiring> exchange_around_parts(const FixtureMap& map, const Profile& p, const Expectation& expected,
                                              const ScanMatrix& measured) {
  const Fitting fitting(p, map, expected, measured);
  if (fitting.cost(fitting.best()) <= 1) return {};
  for (const auto& a : map.reaches())
    for (const auto& b : map.reaches()) {
      if (a.contact.end != b.contact.end || !(a.contact.pin < b.contact.pin) || size(a.points) != 1 || size(b.points) != 1) continue;
      const Point one = lowest(a.points), other = lowest(b.points);
      const auto turned = [&](PointSet row) {
        const bool first = has(row, one), second = has(row, other);
        row &= ~(a.points | b.points);
        return row | (first ? b.points : 0) | (second ? a.points : 0);
      };
      ScanMatrix back = measured;
      std::swap(back.rows[one], back.rows[other]);
      for (auto& row : back.rows) row = turned(row);
      if (expected.met_by(back)) return Rewiring{a.contact.end, {{a.contact.pin, b.contact.pin}, {b.contact.pin, a.contact.pin}}};
    }
  return {};
}

// Diodes of which not all links are as expected, though no state explains that: some points see it and some do not.
std::vector<Fault> badly_conducting(const Profile& p, const FixtureMap& map, const Expectation& expected, const ScanMatrix& measured) {
  std::vector<Fault> out;
  for (const auto& part : p.parts) {
    const PointSet all = points_of_net(p, map, part.from) | points_of_net(p, map, part.to);
    const bool differs = std::ranges::any_of(members(all), [&](Point q) { return (expected.difference(measured, q) & all) != 0; });
    if (differs) out.push_back(fault_of(p, part, PartState::open));
  }
  return out;
}

// Whether left and right are joined, and the return that both share is joined to neither.
bool has_open_return(const Profile& p, const FixtureMap& map, const ScanMatrix& measured) {
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  if (left.to != right.to) return false;
  const Point l = lowest(points_of_net(p, map, left.from)), r = lowest(points_of_net(p, map, right.from));
  const PointSet common = points_of_net(p, map, left.to);
  return has(measured.rows[l], r) && has(measured.rows[r], l) && ((measured.rows[l] | measured.rows[r]) & common) == 0;
}

}  // namespace

Fault fault_of(const Profile& p, const Part& part, PartState state) {
  Fault f;
  f.kind = part.kind == PartKind::jumper && state == PartState::open ? FaultKind::open : FaultKind::component;
  f.net = part.from + " + " + part.to;
  f.part = part.name;
  for (const std::string* net : {&part.from, &part.to}) {
    const auto& contacts = p.net_named(*net)->contacts;
    f.contacts.insert(f.contacts.end(), contacts.begin(), contacts.end());
  }
  return f;
}

Diagnosis diagnosis_of(const Profile& p, const Part& part, PartState state) {
  if (p.headphones) return state == PartState::open ? tell_open_side(p, part) : tell_shorted_side(p, part);
  Diagnosis d{DiagnosisCode::component, "", "", "", fault_of(p, part, state).contacts};
  const std::string name = capitalized(in_words(part)), from = at(p, part.from), to = at(p, part.to);
  if (part.kind == PartKind::jumper) {
    d.code = DiagnosisCode::open;
    d.summary = name + " is missing or open: there is no path between " + from + " and " + to + ".";
    d.consequence = "What it should join stays apart.";
    d.repair = "Solder a wire between the two, or redo its joints.";
    return d;
  }
  const bool diode = part.kind == PartKind::diode;
  const std::string ring = "its ring, the cathode, towards " + to;
  switch (state) {
    case PartState::open:
      d.summary = name + (diode ? " does not conduct: no current flows from " + from + " to " + to + "."
                                : " does not conduct: there is no path between " + from + " and " + to + ".");
      d.consequence = "What has to pass through it does not arrive.";
      d.repair = "Redo the joints at its two ends and see that its leads are whole; if they are, replace it" +
                 (diode ? ", " + ring + "." : ".");
      break;
    case PartState::reversed:
      d.summary = name + " is in backwards: current flows from " + to + " to " + from + " only.";
      d.consequence = "It blocks what it should let through, and lets through what it should block.";
      d.repair = "Turn it round: " + ring + ".";
      break;
    default:
      d.summary = name + " conducts like a wire" + (diode ? ", in both directions" : "") + ", between " + from + " and " + to + ".";
      d.consequence = diode ? "It blocks nothing: current flows where it should be stopped." : "It has no effect.";
      d.repair = "Look for a bridge across it, or a wire in its place; if there is none, it is shorted: replace it" +
                 (diode ? ", " + ring + "." : ".");
  }
  return d;
}

std::vector<Fault> PartReading::of_wires() const {
  std::vector<Fault> out = faults;
  std::erase_if(out, [&](const Fault& f) { return is_exchange || !f.part.empty(); });
  return out;
}

PartReading read_with_parts(const Profile& p, const FixtureMap& map, const Expectation& expected, const ScanMatrix& measured) {
  PartReading out;
  const auto exchanged = exchange_around_parts(map, p, expected, measured);
  PartStates seen(p.parts.size(), PartState::as_wanted);
  if (!exchanged) seen = Fitting(p, map, expected, measured).best();
  out.cable = wired(p, seen, seen_as_wires(p, map, seen, measured));
  const Expectation as_seen(out.cable, map);
  ScanMatrix decided = measured;
  for (Point q = 0; q < decided.points(); ++q) {
    const PointSet undecided = expected.undecided(q);
    decided.rows[q] = (decided.rows[q] & ~undecided) | (as_seen.row(q) & undecided);
  }
  out.wires = without_diodes(netlist_of(decided), as_seen);
  out.faults = compare(map, as_seen, out.wires);
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    if (seen[k] == PartState::as_wanted) continue;
    out.faults.push_back(fault_of(p, p.parts[k], seen[k]));
    out.diagnoses.push_back(diagnosis_of(p, p.parts[k], seen[k]));
  }
  if (p.headphones && has_open_return(p, map, measured)) {
    out.faults.clear();
    for (const Part* coil : {p.part(kLeftCoil), p.part(kRightCoil)}) out.faults.push_back(fault_of(p, *coil, PartState::open));
    out.diagnoses = {tell_open_return(p)};
    return out;
  }
  out.is_exchange = exchanged.has_value();
  if (exchanged) out.diagnoses.push_back(tell_rewiring(p, *exchanged));
  if (!out.faults.empty()) return out;
  out.faults = badly_conducting(p, map, expected, measured);
  for (const auto& f : out.faults)
    if (!exchanged) out.diagnoses.push_back(diagnosis_of(p, *p.part(f.part), PartState::open));
  return out;
}

}  // namespace buzzout
