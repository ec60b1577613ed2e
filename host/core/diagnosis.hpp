#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/action.hpp"
#include "core/contact.hpp"
#include "core/diagnosis_code.hpp"

namespace buzzout {

// What faults mean together, for a person with a soldering iron. `summary` is one sentence; `consequence` what
// it does to the ear or the equipment; `repair` the next move; `alternatives` other moves of which the
// measurement cannot tell that they are not the ones.
struct Diagnosis {
  Code<DiagnosisCode> code;
  std::string summary;
  std::string consequence;
  std::string repair;
  std::vector<Contact> contacts = {};
  std::vector<std::string> alternatives = {};
  bool dangerous = false;  // plugged in, it can break something
  bool rewired = false;    // all wires are whole; some sit on each other's contacts
  std::optional<Action> action = {};  // what to press or type for the repair
};

}  // namespace buzzout
