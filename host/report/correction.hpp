#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace buzzout {

// Somebody says that a cable was tested as what it is not, and takes that test back.
struct Correction {
  std::string id, started;
  bool simulated = false;
  std::string serial, lot;
  std::string of;       // the id of the test
  std::string profile;  // what the cable was tested as, for people
  std::string reason, operator_name;  // never empty
  std::string station, software;
};

// "buzzout.correction/1". Reading throws Error "record-unreadable".
nlohmann::ordered_json to_json(const Correction&);
Correction correction_of(const nlohmann::ordered_json&);

}  // namespace buzzout
