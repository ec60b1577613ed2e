#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace buzzout {

// A line of the rework log: what somebody did to a cable between two tests.
struct Repair {
  std::string serial, lot, did, operator_name, started;
  std::string id = {};
  bool simulated = false;  // of a cable that was only ever tested on a simulated jig
  std::string of = {};     // the id of its newest FAIL; empty: it never failed
  std::string station = {}, software = {};
};

// "buzzout.repair/1". Reading throws Error "record-unreadable".
nlohmann::ordered_json to_json(const Repair&);
Repair repair_of(const nlohmann::ordered_json&);

}  // namespace buzzout
