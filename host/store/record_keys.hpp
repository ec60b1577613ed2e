#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

namespace buzzout {

// What a document is found by: made of it, and kept beside it.
struct RecordKeys {
  std::string id, format, purpose, outcome, serial, lot, profile, started, station;
  std::int64_t attempt = 1;
  bool simulated = false;
  std::set<std::string> findings;  // kinds of faults, codes of diagnoses
  std::set<std::string> sources;   // hashes of the files that it names

  bool operator==(const RecordKeys&) const = default;
};

// Throws Error "store-document" if it is none that can be kept: no object, no format or id, a key of a wrong type.
RecordKeys record_keys(const nlohmann::ordered_json& document);

}  // namespace buzzout
