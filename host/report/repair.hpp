#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace buzzout {

// A line of the rework log: what somebody did to a cable between two tests.
struct Repair {
  std::string serial, lot, did, operator_name, started;
  std::string id = {};
  bool simulated = false;  // of a cable that was only ever tested on a simulated jig
};

// Of a "buzzout.repair/1" document. Throws Error "record-unreadable".
Repair repair_of(const nlohmann::ordered_json&);

}  // namespace buzzout
