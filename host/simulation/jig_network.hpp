#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/board.hpp"
#include "core/fixture.hpp"
#include "simulation/jig_build.hpp"
#include "simulation/schematic.hpp"

namespace buzzout {

// What is wrong with a jig and its fixture, whatever cable is in it.
struct JigDefects {
  struct Wire {
    Contact socket_contact;
    std::optional<Contact> exchanged_with;  // none: cut
  };
  // What became of the wire of a point that reads a contact.
  struct SenseWire {
    bool flaky = false;
    std::optional<Contact> at = {};  // the socket contact that it is soldered to instead; if not flaky, none: broken
  };
  std::map<Point, bool> stuck;  // true: high
  PointSet dead = 0;
  std::vector<std::pair<Point, Point>> bridges;
  std::vector<Wire> wires;  // in the order they were made
  std::map<Point, SenseWire> sense_wires;
};

// What a jig's terminals and inputs were at, to go on from when the cable is changed.
struct JigState {
  std::vector<double> terminal_volts;
  std::vector<bool> reads_low;
};

// A jig, its series resistors and its fixture's wires, without a cable. The settings of a branch in
// `drive` and `sense` are the values of Drive.
//
// Silicon (ATmega328P and 2560 data sheets, typical): a pin drives low through 25 Ω and high
// through 28 Ω and pulls up through 35 kΩ; its input reads low below 1.9 V and high above 2.6 V.
// Each terminal has 30 pF to ground; floating, it keeps its voltage with a time constant of 0.3 s
// (10 GΩ). A build says how a jig differs from that. The thresholds of inputs follow the supply.
struct JigNetwork {
  JigNetwork(const Board&, const Fixture&, const JigDefects&, const JigState&,
             const JigBuild& = {});

  Schematic schematic;
  std::vector<Schematic::Node> terminals;  // by point, the fixture's side of the 470 Ω
  std::vector<Schematic::Node> read_pins;  // by point, the pin that reads; behind the sense wire, if that has ohms
  std::vector<unsigned> drive;             // branch of the driving pin, by point
  std::vector<unsigned> sense;             // branch of the sense pin; empty on a digital board
  std::vector<unsigned> inputs;
  std::map<Contact, Schematic::Node> socket_contacts;
  std::vector<unsigned> flaky_senses;  // branches; their second setting is "open"
};

}  // namespace buzzout
