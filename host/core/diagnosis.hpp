#pragma once

#include <string>
#include <vector>

#include "core/fault.hpp"
#include "core/wiring.hpp"

namespace buzzout {

// What faults mean together, for a person with a soldering iron. `summary` is one sentence;
// `consequence` what it does to the ear or the equipment; `repair` the next move. `code` is stable.
struct Diagnosis {
  std::string code;
  std::string summary;
  std::string consequence;
  std::string repair;
  std::vector<Contact> contacts;
  bool rewired = false;  // all wires are whole; some sit on each other's contacts
};

// Causes for faults, the most telling first. Faults that no better cause explains are told one by one.
std::vector<Diagnosis> diagnose(const Profile&, const FixtureMap&, const Netlist&,
                                const std::vector<Fault>&);

}  // namespace buzzout
