#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace buzzout {

// A line of the rework log: what somebody did to a cable between two tests.
struct Repair {
  std::string serial, lot, did, operator_name, started;
};

// Of a "buzzout.repair/1" document. Throws Error "record-unreadable".
Repair repair_of(const nlohmann::ordered_json&);

}  // namespace buzzout
