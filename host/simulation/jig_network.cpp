#include "simulation/jig_network.hpp"

#include <limits>

namespace buzzout {
namespace {

constexpr double kSupplyVolt = 5;
constexpr double kNothing = std::numeric_limits<double>::infinity();
constexpr double kSeriesOhm = 470;
constexpr double kTerminalFarad = 30e-12;
constexpr double kStuckOhm = 10;
constexpr double kBridgeOhm = 0.1;
constexpr Schematic::Setting kFloating = {kNothing, 0};
constexpr Schematic::Setting kPullUp = {35e3, kSupplyVolt};
constexpr Schematic::Setting kLow = {25, 0};
constexpr Schematic::Setting kHigh = {28, kSupplyVolt};
constexpr double kReadsLowBelow = 1.9;
constexpr double kReadsHighAbove = 2.6;

// A dead driver's pin still has the pull-up of its port, but on a Kelvin board nobody uses it.
std::vector<Schematic::Setting> pin_settings(bool dead, bool kelvin) {
  if (!dead) return {kFloating, kPullUp, kLow, kHigh};
  return {kFloating, kelvin ? kFloating : kPullUp, kFloating, kFloating};
}

}  // namespace

JigNetwork::JigNetwork(const Board& board, const Fixture& fixture, const JigDefects& defects,
                       const JigState& state) {
  for (Point p = 0; p < board.points; ++p) {
    const auto terminal = schematic.add_node(state.terminal_volts[p]);
    const auto pin = schematic.add_node();
    terminals.push_back(terminal);
    schematic.add_resistor(pin, terminal, kSeriesOhm);
    schematic.capacitors.push_back({terminal, Schematic::ground, kTerminalFarad});
    drive.push_back(schematic.add_branch(pin, Schematic::ground,
                                         pin_settings(has(defects.dead, p), board.kelvin)));
    if (board.kelvin)
      sense.push_back(
          schematic.add_branch(terminal, Schematic::ground, {kFloating, kPullUp, kLow, kHigh}));
    read_pins.push_back(board.kelvin ? terminal : pin);
    inputs.push_back(
        schematic.add_input(read_pins.back(), kReadsLowBelow, kReadsHighAbove, state.reads_low[p]));
  }
  for (const auto& [p, high] : defects.stuck)
    schematic.add_branch(read_pins[p], Schematic::ground, {{kStuckOhm, high ? kSupplyVolt : 0}});
  for (const auto& [a, b] : defects.bridges)
    if (a != b) schematic.add_resistor(terminals[a], terminals[b], kBridgeOhm);

  for (const auto& s : fixture.sockets)
    for (const auto& [pin, point] : s.wires) socket_contacts[{s.name, pin}] = terminals[point];
  for (const auto& wire : defects.wires) {
    auto& node = socket_contacts.at(wire.socket_contact);
    if (wire.exchanged_with)
      std::swap(node, socket_contacts.at(*wire.exchanged_with));
    else
      node = schematic.add_node();
  }
}

}  // namespace buzzout
