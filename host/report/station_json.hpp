#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "station/lot.hpp"

namespace buzzout {

// What is the same in all that a station writes down beside its tests.
struct Scene {
  std::string id, started, software;  // as in TestRecord
  bool simulated = false;
  std::string lot, operator_name, station;
  LockedProfile profile;
  std::string fixture, fixture_sha256;
  std::map<std::string, std::string> fixture_connectors;
  std::string board;
  std::uint32_t jig = 0;
};

// "buzzout.lot/1": a lot was begun.
nlohmann::ordered_json lot_document(const Scene&, const Lot&);
// The lot in such a document. Throws nlohmann::json::exception if it is none.
Lot lot_of(const nlohmann::ordered_json&);

// "buzzout.gate/1": a self-test or a loop-back at the start of a shift. `problem` is empty if it was passed.
nlohmann::ordered_json gate_document(const Scene&, GateKind, const std::string& problem);

// "buzzout.stop/1": so many cables in a row failed in the same way that the station itself is in doubt.
nlohmann::ordered_json stop_document(const Scene&, const std::string& fault, int cables);

}  // namespace buzzout
