#include "simulation/cable_drawer.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/error.hpp"
#include "simulation/edit_names.hpp"
#include "simulation/second_cable.hpp"
#include "simulation/soldering.hpp"

namespace buzzout {
namespace {

constexpr double kTouchOhm = 0.05;
constexpr double kLoopJointOhm = 0.05;
constexpr double kPoweredOhm = 10;

bool is_jig_defect(const CableEdit& e) {
  static const std::set<std::string> verbs = {"stuck", "dead", "bridge", "cut", "exchange", "sense"};
  return verbs.contains(e.verb);
}

// The edits that make sense without a cable.
bool needs_no_cable(const CableEdit& e) {
  static const std::set<std::string> verbs = {"none", "loop", "link", "resistor", "touch", "powered"};
  return is_jig_defect(e) || verbs.contains(e.verb);
}

void add_defect(JigDefects& defects, const CableEdit& e, const EditNames& names) {
  if (e.verb == "stuck") {
    defects.stuck[names.point(e, 0)] = e.args[1] == "high";
  } else if (e.verb == "dead") {
    defects.dead |= only(names.point(e, 0));
  } else if (e.verb == "bridge") {
    names.two_different(e);
    defects.bridges.emplace_back(names.point(e, 0), names.point(e, 1));
  } else if (e.verb == "cut") {
    for (const auto& c : names.socket_contacts(e, 0)) defects.wires.push_back({c, std::nullopt});
  } else if (e.verb == "exchange") {
    names.two_different(e);
    defects.wires.push_back({names.socket_contacts(e, 0)[0], names.socket_contacts(e, 1)[0]});
  } else if (e.verb == "sense") {
    JigDefects::SenseWire wire;
    if (e.args[1] == "flaky")
      wire.flaky = true;
    else if (e.args[1] != "none")
      wire.at = names.socket_contacts(e, 1)[0];
    defects.sense_wires[names.reader(e, 0)] = wire;
  }
}

}  // namespace

Profile CableDrawer::find(const CableEdit* edit, const std::string& name) const {
  if (under_test_ != nullptr && under_test_->name == name) return *under_test_;
  if (find_profile_) return find_profile_(name);
  const std::string message = "there is no profile `" + name + "`";
  if (edit != nullptr) EditNames::fail(*edit, 0, message, "");
  throw Error("cable-language", message, name);
}

// The cable that a spec speaks of, if any, plugged in or not.
std::optional<Profile> CableDrawer::cable_of(const CableEdits& spec) const {
  if (spec.profile) return find(nullptr, *spec.profile);
  if (under_test_ != nullptr) return *under_test_;
  for (const auto& e : spec.edits)
    if (!needs_no_cable(e) && !spec.unplugged())
      throw Error("cable-language", "`" + e.verb + "` needs a cable, and no profile is under test",
                  e.text(), "begin with a PROFILE: PROFILE," + e.text());
  return std::nullopt;
}

// The user's choices as far as they fit this cable: another cable than the one under test may
// lack an end or have another plug on it.
FixtureMap CableDrawer::map_of(const Profile& cable) const {
  FixtureMap::Choices fitting = choices_;
  if (under_test_ == nullptr || cable.name != under_test_->name)
    std::erase_if(fitting, [&](const auto& choice) {
      const End* end = cable.end(choice.first);
      const Socket* socket = fixture_.socket(choice.second);
      return end == nullptr || (socket != nullptr && !(takes(*socket, end->type) && may_mate(socket->gender, end->gender)));
    });
  return FixtureMap(cable, fixture_, fitting);
}

BenchSetup CableDrawer::set_up(const CableEdits& spec, JigDefects defects,
                               const JigState& state, const JigBuild& build, SplitMix& chance) const {
  const auto cable = cable_of(spec);
  const bool plugged = cable && !spec.unplugged();
  std::optional<FixtureMap> map;
  try {
    if (cable) map = map_of(*cable);
  } catch (const Error&) {
    if (plugged) throw;  // else its ends name no sockets, and that is all
  }
  const EditNames names(board_, fixture_, plugged, map ? &*cable : nullptr, map ? &*map : nullptr);

  std::set<std::string> unplugged, occupied;
  for (const auto& e : spec.edits) {
    add_defect(defects, e, names);
    if (e.verb == "unplug") unplugged.insert(names.cable_end(e, 0));
  }
  if (plugged)
    for (const auto& p : map->placements())
      if (!unplugged.contains(p.end)) occupied.insert(p.socket);

  BenchSetup setup{defects, JigNetwork(board_, fixture_, defects, state, build), {}};
  JigNetwork& net = setup.jig;
  const ContactRepeat repeat = [&] { return chance.either_way(build.contact_repeat_ohm); };
  std::optional<Schematic::Node> lead;  // all edits of the one link lead
  std::set<std::string> linked;
  std::optional<Soldering> soldering;
  if (plugged) soldering.emplace(net, *cable, *map, repeat, unplugged);
  for (const auto& e : spec.edits) {
    if (soldering && soldering->apply(e, names)) continue;
    if (e.verb == "loop" || e.verb == "link") {
      const bool is_lead = e.verb == "link";
      if (is_lead && !lead) lead = net.schematic.add_node();
      const Schematic::Node middle = is_lead ? *lead : net.schematic.add_node();
      for (std::size_t arg = 0; arg < e.args.size(); ++arg) {
        const Socket& socket = names.socket(e, arg);
        if (is_lead && !linked.insert(socket.name).second) continue;
        if (!occupied.insert(socket.name).second)
          EditNames::fail(e, arg, "socket `" + socket.name + "` already holds a plug",
                          "unplug the cable first: none," + e.text());
        for (const auto& [pin, point] : socket.wires)
          net.schematic.add_resistor(net.socket_contacts.at({socket.name, pin}), middle,
                                     kLoopJointOhm + repeat());
      }
    } else if (e.verb == "resistor") {
      names.two_different(e);
      net.schematic.add_resistor(net.socket_contacts.at(names.socket_contacts(e, 0)[0]),
                                 net.socket_contacts.at(names.socket_contacts(e, 1)[0]),
                                 parse_quantity(e.args[2]) + 2 * kLoopJointOhm + repeat() + repeat());
    } else if (e.verb == "touch") {
      const auto contact = names.socket_contacts(e, 0)[0];
      net.schematic.add_resistor(net.socket_contacts.at(contact), Schematic::ground, kTouchOhm);
    } else if (e.verb == "powered") {
      net.schematic.add_branch(net.terminals[names.point(e, 0)], Schematic::ground,
                               {{kPoweredOhm, parse_quantity(e.args[1])}});
    } else if (!needs_no_cable(e) && e.verb != "also" && e.verb != "unplug" && e.verb != "good") {
      names.cable_contact(e, 0);  // throws: there is no cable to change
    }
  }
  setup.flaky = net.flaky_senses;
  if (soldering) {
    std::ranges::copy(soldering->finish(), std::back_inserter(setup.flaky));
    setup.wobbling = soldering->wobbling();
  }
  for (const auto& e : spec.edits) {
    if (e.verb != "also") continue;
    const Profile second = find(&e, e.args[0]);
    const auto beside = place_beside(second, fixture_, occupied);
    if (!beside)
      EditNames::fail(e, 0, "no free sockets take the cable `" + second.name + "`",
                      "choose a cable that fits beside the first one");
    for (const auto& p : beside->placements()) occupied.insert(p.socket);
    Soldering(net, second, *beside, repeat).finish();
  }
  return setup;
}

}  // namespace buzzout
