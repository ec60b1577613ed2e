#include "core/compare.hpp"

#include <algorithm>

namespace buzzout {
namespace {

void add_unique(std::vector<Contact>& to, const Contact& c) {
  if (std::ranges::find(to, c) == to.end()) to.push_back(c);
}

bool any_foreign(PointSet points, const FixtureMap& map) {
  return std::ranges::any_of(members(points), [&](Point p) { return map.contacts_at(p).empty(); });
}

class Comparison {
 public:
  Comparison(const FixtureMap& map, const Expectation& expected, Netlist measured)
      : map_(map), expected_(expected), measured_(std::move(measured)) {}

  std::vector<Fault> faults() {
    find_opens();
    find_joins();
    find_one_ways();
    return std::move(faults_);
  }

 private:
  Fault fault(FaultKind kind, std::string net, PointSet points) const {
    Fault f;
    f.kind = kind;
    f.net = std::move(net);
    f.contacts = contacts_at(points, map_);
    f.foreign = any_foreign(points, map_);
    return f;
  }

  void find_opens() {
    const auto loose = measured_.loose_nets();
    for (const auto& net : expected_.nets()) {
      const PointSet wanted = net.points & ~expected_.ignored();
      for (PointSet place : torn_places(wanted, loose, map_))
        faults_.push_back(fault(FaultKind::open, net.name, place));
    }
  }

  // Names of the expected nets among some points, and how many there are.
  std::vector<std::string> nets_among(PointSet points) const {
    std::vector<std::string> names;
    for (const auto& net : expected_.nets())
      if ((net.points & points & ~expected_.ignored()) != 0) names.push_back(net.name);
    return names;
  }

  static std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& n : names) out += (out.empty() ? "" : " + ") + n;
    return out;
  }

  void find_joins() {
    for (PointSet g : measured_.nets) {
      const bool ragged = std::ranges::find(measured_.ragged, g) != measured_.ragged.end();
      const PointSet mine = g & ~expected_.ignored();
      const auto names = nets_among(mine);
      if (names.size() > 1)
        faults_.push_back(
            fault(ragged ? FaultKind::low_isolation : FaultKind::short_, joined(names), mine));
      else if (ragged && names.size() == 1)
        faults_.push_back(fault(FaultKind::weak_link, names.front(), mine));
    }
  }

  void find_one_ways() {
    for (const auto& w : measured_.one_ways) {
      const PointSet from = w.from & ~expected_.ignored();
      const PointSet to = w.to & ~expected_.ignored();
      if (from == 0 || to == 0) continue;
      Fault f = fault(FaultKind::one_way, joined(nets_among(from | to)), from);
      f.from = f.contacts.size();
      for (const auto& c : contacts_at(to, map_)) add_unique(f.contacts, c);
      f.foreign = any_foreign(from | to, map_);
      faults_.push_back(std::move(f));
    }
  }

  const FixtureMap& map_;
  const Expectation& expected_;
  const Netlist measured_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Contact> contacts_at(PointSet points, const FixtureMap& map) {
  std::vector<Contact> out;
  for (const auto& r : map.reaches())
    if ((r.points & points) != 0) out.push_back(r.contact);
  for (Point p : members(points)) {
    if (!map.contacts_at(p).empty()) continue;
    const auto sockets = map.socket_contacts_at(p);
    if (sockets.empty())
      add_unique(out, {"point", std::to_string(point_number(p))});
    else
      for (const auto& c : sockets) add_unique(out, c);
  }
  return out;
}

std::vector<PointSet> torn_places(PointSet wanted, const std::vector<PointSet>& groups, const FixtureMap& map) {
  std::vector<PointSet> parts;
  for (PointSet g : groups)
    if ((g & wanted) != 0) parts.push_back(g & wanted);
  if (parts.size() < 2) return {};
  if (contacts_at(wanted, map).size() == 2) return {wanted};
  const unsigned largest = size(*std::ranges::max_element(parts, {}, size));
  if (std::ranges::count(parts, largest, size) == 1)
    std::erase_if(parts, [&](PointSet part) { return size(part) == largest; });
  return parts;
}

Netlist without_diodes(Netlist measured, const Expectation& expected) {
  // What is joined to a diode's wire has its link too.
  const auto is_of_a_diode = [&](const OneWay& w) {
    return std::ranges::any_of(members(w.to), [&](Point to) {
      return (expected.row(to) & ~expected.net_of(to).points & w.from & ~expected.ignored()) != 0;
    });
  };
  for (const auto& w : measured.one_ways)
    if (is_of_a_diode(w)) measured.at_diodes |= w.from | w.to;
  std::erase_if(measured.one_ways, is_of_a_diode);
  return measured;
}

std::vector<Fault> compare(const FixtureMap& map, const Expectation& expected, const Netlist& measured) {
  return Comparison(map, expected, without_diodes(measured, expected)).faults();
}

}  // namespace buzzout
