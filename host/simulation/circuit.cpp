#include "simulation/circuit.hpp"

#include <numeric>

namespace buzzout {

Circuit::Circuit(const Schematic& whole, ModeLibrary& library) {
  const std::size_t count = whole.volts.size();
  std::vector<Schematic::Node> leader(count);
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find = [&](Schematic::Node n) {
    while (leader[n] != n) n = leader[n] = leader[leader[n]];
    return n;
  };
  const auto join = [&](Schematic::Node a, Schematic::Node b) {
    if (a != Schematic::ground && b != Schematic::ground) leader[find(b)] = find(a);
  };
  for (const auto& b : whole.branches) join(b.a, b.b);
  for (const auto& c : whole.capacitors) join(c.a, c.b);
  for (const auto& d : whole.diodes) join(d.anode, d.cathode);

  std::vector<Schematic> parts;
  std::vector<unsigned> island_of(count);
  nodes_.resize(count);
  for (Schematic::Node n = 1; n < count; ++n) {
    const Schematic::Node first = find(n);
    if (first == n) {
      island_of[n] = static_cast<unsigned>(parts.size());
      parts.emplace_back();
    }
  }
  for (Schematic::Node n = 1; n < count; ++n) {
    const unsigned island = island_of[find(n)];
    nodes_[n] = {island, parts[island].add_node(whole.volts[n])};
  }
  const auto island_at = [&](Schematic::Node a, Schematic::Node b) {
    return nodes_[a != Schematic::ground ? a : b].island;
  };
  for (const auto& b : whole.branches) {
    const unsigned island = island_at(b.a, b.b);
    branches_.push_back(
        {island, parts[island].add_branch(nodes_[b.a].index, nodes_[b.b].index, b.settings)});
  }
  for (const auto& c : whole.capacitors)
    parts[island_at(c.a, c.b)].capacitors.push_back(
        {nodes_[c.a].index, nodes_[c.b].index, c.farad});
  for (const auto& d : whole.diodes)
    parts[island_at(d.anode, d.cathode)].diodes.push_back(
        {nodes_[d.anode].index, nodes_[d.cathode].index});
  for (const auto& i : whole.inputs) {
    const unsigned island = nodes_[i.node].island;
    inputs_.push_back(
        {island, parts[island].add_input(nodes_[i.node].index, i.low, i.high, i.is_low)});
  }
  islands_.reserve(parts.size());
  for (const auto& p : parts) islands_.emplace_back(p, library);
}

void Circuit::select(unsigned branch, unsigned setting) {
  const auto& place = branches_[branch];
  islands_[place.island].select(place.index, setting, now_);
}

double Circuit::volts(Schematic::Node node) {
  return node == Schematic::ground ? 0
                                   : islands_[nodes_[node].island].volts(nodes_[node].index, now_);
}

bool Circuit::is_low(unsigned input) {
  return islands_[inputs_[input].island].is_low(inputs_[input].index, now_);
}

double Circuit::current(unsigned branch) {
  return islands_[branches_[branch].island].current(branches_[branch].index, now_);
}

bool Circuit::joined(Schematic::Node a, Schematic::Node b) const {
  return a != Schematic::ground && b != Schematic::ground && nodes_[a].island == nodes_[b].island;
}

}  // namespace buzzout
