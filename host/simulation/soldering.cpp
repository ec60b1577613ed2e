#include "simulation/soldering.hpp"

#include <algorithm>
#include <limits>

#include "core/separation.hpp"

namespace buzzout {
namespace {

constexpr double kJointOhm = 0.05;
constexpr double kSmallestOhm = 1e-3;
constexpr double kOnePieceOhm = 0.01;  // within one contact that touches two of its socket
constexpr Schematic::Node kNoWire = Schematic::ground;

}  // namespace

Soldering::Soldering(JigNetwork& jig, const Profile& profile, const FixtureMap& map,
                     const ContactRepeat& repeat, const std::set<std::string>& unplugged)
    : jig_(jig) {
  auto& schematic = jig.schematic;
  std::map<const Net*, Schematic::Node> wires;
  for (const auto& contact : profile.contacts()) {
    std::vector<Schematic::Node> touched;
    if (!unplugged.contains(contact.end))
      for (const auto& c : landings(map, contact)) touched.push_back(jig.socket_contacts.at(c));
    if (touched.empty()) touched.push_back(schematic.add_node());
    for (std::size_t i = 1; i < touched.size(); ++i)
      schematic.add_resistor(touched[0], touched[i], kOnePieceOhm);

    Schematic::Node wire = kNoWire;
    if (const Net* net = profile.net_of(contact)) {
      auto& middle = wires[net];
      if (middle == kNoWire) middle = schematic.add_node();
      wire = middle;
    }
    joints_.push_back({contact, touched[0], wire, kJointOhm, repeat(), std::nullopt, false});
  }
  cable_parts_ = profile.parts;
  for (const auto& p : cable_parts_) {
    Fitted fitted{&p, wires.at(profile.net_named(p.from)), wires.at(profile.net_named(p.to))};
    if (p.ohm) fitted.ohm = p.ohm->nominal.value_or(profile.headphones ? kUsualDriverOhm : (p.ohm->min + p.ohm->max) / 2);
    if (p.kind == PartKind::unknown) fitted.state = PartState::open;
    parts_.push_back(fitted);
  }
}

Soldering::Fitted& Soldering::part(const CableEdit& edit, const EditNames& names) {
  const std::string name = names.cable_part(edit, 0);
  return *std::ranges::find(parts_, name, [](const Fitted& f) { return f.part->name; });
}

void Soldering::set(const CableEdit& edit, const EditNames& names) {
  Fitted& fitted = part(edit, names);
  const std::string& to = edit.args[1];
  fitted.ohm.reset();
  if (to == "open") fitted.state = PartState::open;
  else if (to == "short") fitted.state = PartState::joined;
  else if (to != "reversed") fitted = {fitted.part, fitted.from, fitted.to, PartState::as_wanted, parse_quantity(to)};
  else if (fitted.part->kind == PartKind::diode) fitted.state = PartState::reversed;
  else EditNames::fail(edit, 1, "`" + fitted.part->name + "` is no diode: it has no direction", "write open, short or a number of ohms");
}

Soldering::Joint& Soldering::joint(const CableEdit& edit, std::size_t arg, const EditNames& names) {
  return *std::ranges::find(joints_, names.cable_contact(edit, arg), &Joint::contact);
}

bool Soldering::apply(const CableEdit& edit, const EditNames& names) {
  const auto& verb = edit.verb;
  const auto last = [&] { return parse_quantity(edit.args.back()); };
  const auto at = [&](std::size_t arg) { return joint(edit, arg, names).at; };
  static const std::set<std::string> between_two = {"short", "swap", "leak", "diode", "cap"};
  if (between_two.contains(verb)) EditNames::two_different(edit);
  auto& schematic = jig_.schematic;
  if (verb == "part")
    set(edit, names);
  else if (verb == "open")
    joint(edit, 0, names).wire = kNoWire;
  else if (verb == "swap")
    std::swap(joint(edit, 0, names).wire, joint(edit, 1, names).wire);
  else if (verb == "ohms")
    joint(edit, 0, names).ohm = std::max(last(), kSmallestOhm);
  else if (verb == "series")
    joint(edit, 0, names).series_farad = last();
  else if (verb == "flaky")
    joint(edit, 0, names).flaky = true;
  else if (verb == "wobble") {
    Joint& j = joint(edit, 0, names);
    j.ohm = std::max(parse_quantity(edit.args[1]), kSmallestOhm);
    j.other_ohm = std::max(last(), kSmallestOhm);
  } else if (verb == "short")
    schematic.add_resistor(at(0), at(1), kJointOhm);
  else if (verb == "leak")
    schematic.add_resistor(at(0), at(1), last());
  else if (verb == "diode")
    schematic.diodes.push_back({at(0), at(1)});
  else if (verb == "cap")
    schematic.capacitors.push_back({at(0), at(1), last()});
  else
    return false;
  return true;
}

std::vector<unsigned> Soldering::finish() {
  std::vector<unsigned> flaky;
  auto& schematic = jig_.schematic;
  for (const auto& f : parts_) {
    if (f.state == PartState::open) continue;
    if (f.ohm) schematic.add_resistor(f.from, f.to, *f.ohm);
    else if (f.state == PartState::joined || f.part->kind == PartKind::jumper) schematic.add_resistor(f.from, f.to, kJointOhm);
    else if (f.state == PartState::reversed) schematic.diodes.push_back({f.to, f.from});
    else schematic.diodes.push_back({f.from, f.to});
  }
  for (const auto& j : joints_) {
    if (j.wire == kNoWire) continue;
    const double ohm = std::max(j.ohm + j.repeat_ohm, kSmallestOhm);
    Schematic::Node from = j.at;
    if (j.series_farad) {
      from = schematic.add_node();
      schematic.capacitors.push_back({j.at, from, *j.series_farad});
    }
    if (j.flaky)
      flaky.push_back(schematic.add_branch(
          from, j.wire, {{ohm, 0}, {std::numeric_limits<double>::infinity(), 0}}));
    else if (j.other_ohm)
      wobbling_.push_back(schematic.add_branch(from, j.wire, {{ohm, 0}, {std::max(*j.other_ohm + j.repeat_ohm, kSmallestOhm), 0}}));
    else
      schematic.add_resistor(from, j.wire, ohm);
  }
  return flaky;
}

}  // namespace buzzout
