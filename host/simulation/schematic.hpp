#pragma once

#include <vector>

namespace buzzout {

// An electrical network on paper: what a Circuit is made from. Volts, ohms, farads.
struct Schematic {
  using Node = unsigned;
  static constexpr Node ground = 0;

  // A resistance with a voltage source in it: the current from a to b is (Va − Vb − volt) / ohm. An
  // infinite resistance is no connection. A Thevenin source is a branch to ground.
  struct Setting {
    double ohm;
    double volt = 0;
  };
  struct Branch {
    Node a;
    Node b;
    std::vector<Setting> settings;  // 1 to 255; Circuit::select chooses, the first to begin with
  };
  struct Capacitor {
    Node a;
    Node b;
    double farad;
  };
  // Silicon: on, 0.6 V and 1 Ω; off, 100 MΩ.
  struct Diode {
    Node anode;
    Node cathode;
  };
  // A digital input with hysteresis: low below `low` volts, high above `high`, and between the two
  // what it was when the voltage last was outside them.
  struct Input {
    Node node;
    double low;
    double high;
    bool is_low;  // to begin with
  };

  std::vector<double> volts = {0};  // of each node to begin with; only a capacitor keeps it
  std::vector<Branch> branches;
  std::vector<Capacitor> capacitors;
  std::vector<Diode> diodes;
  std::vector<Input> inputs;

  Node add_node(double initial_volts = 0) {
    volts.push_back(initial_volts);
    return static_cast<Node>(volts.size() - 1);
  }
  // Each returns the index of what it added.
  unsigned add_branch(Node a, Node b, std::vector<Setting> settings) {
    branches.push_back({a, b, std::move(settings)});
    return static_cast<unsigned>(branches.size() - 1);
  }
  unsigned add_resistor(Node a, Node b, double ohm) { return add_branch(a, b, {{ohm, 0}}); }
  unsigned add_input(Node node, double low, double high, bool is_low) {
    inputs.push_back({node, low, high, is_low});
    return static_cast<unsigned>(inputs.size() - 1);
  }
};

}  // namespace buzzout
