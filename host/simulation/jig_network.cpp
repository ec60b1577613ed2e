#include "simulation/jig_network.hpp"

#include <limits>

namespace buzzout {
namespace {

constexpr double kNothing = std::numeric_limits<double>::infinity();
constexpr double kTerminalFarad = 30e-12;
constexpr double kStuckOhm = 10;
constexpr double kBridgeOhm = 0.1;
constexpr double kSenseWireOhm = 0.05;
constexpr Schematic::Setting kFloating = {kNothing, 0};
constexpr double kReadsLowBelow = 1.9 / 5;   // of the supply
constexpr double kReadsHighAbove = 2.6 / 5;

// By Drive.
std::vector<Schematic::Setting> settings_of(const JigBuild::Pin& pin, const JigBuild& build) {
  const double drivers = pin_ohm_factor(build.celsius), pull_ups = pull_up_ohm_factor(build.celsius);
  return {kFloating,
          {pin.pull_up_ohm * pull_ups, build.supply_volt},
          {pin.low_ohm * drivers, 0},
          {pin.high_ohm * drivers, build.supply_volt}};
}

// A dead driver's pin still has the pull-up of its port, but on a Kelvin board nobody uses it.
void kill_driver(std::vector<Schematic::Setting>& settings, bool kelvin) {
  settings[2] = settings[3] = kFloating;
  if (kelvin) settings[1] = kFloating;
}

}  // namespace

JigNetwork::JigNetwork(const Board& board, const Fixture& fixture, const JigDefects& defects,
                       const JigState& state, const JigBuild& build) {
  for (Point p = 0; p < board.points; ++p) {
    const auto parts = build.parts_of(p);
    const auto terminal = schematic.add_node(state.terminal_volts[p]);
    const auto pin = schematic.add_node();
    terminals.push_back(terminal);
    schematic.add_resistor(pin, terminal, parts.series_ohm * (1 + parts.series_per_kelvin * (build.celsius - 25)));
    schematic.capacitors.push_back({terminal, Schematic::ground, kTerminalFarad});
    auto settings = settings_of(parts.pin, build);
    if (has(defects.dead, p)) kill_driver(settings, board.kelvin);
    drive.push_back(schematic.add_branch(pin, Schematic::ground, settings));
    read_pins.push_back(pin);
    if (board.kelvin) {
      auto& sense_pin = read_pins.back() = terminal;
      if (parts.sense_wire_ohm > 0) {
        sense_pin = schematic.add_node();
        schematic.add_resistor(terminal, sense_pin, parts.sense_wire_ohm);
      }
      sense.push_back(schematic.add_branch(sense_pin, Schematic::ground, settings_of(parts.sense, build)));
    }
    inputs.push_back(schematic.add_input(read_pins.back(), kReadsLowBelow * build.supply_volt,
                                         kReadsHighAbove * build.supply_volt, state.reads_low[p]));
  }
  for (const auto& [p, high] : defects.stuck)
    schematic.add_branch(read_pins[p], Schematic::ground, {{kStuckOhm, high ? build.supply_volt : 0}});
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

  for (const auto& [read, reads] : fixture.senses) {
    const auto wire = defects.sense_wires.find(reads);
    if (wire == defects.sense_wires.end())
      schematic.add_resistor(terminals[reads], terminals[read], kSenseWireOhm);
    else if (wire->second.flaky)
      flaky_senses.push_back(schematic.add_branch(terminals[reads], terminals[read], {{kSenseWireOhm, 0}, kFloating}));
    else if (wire->second.at)
      schematic.add_resistor(terminals[reads], socket_contacts.at(*wire->second.at), kSenseWireOhm);
  }
}

}  // namespace buzzout
