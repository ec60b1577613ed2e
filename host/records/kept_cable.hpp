#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/standing.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// A cable as somebody asks for it.
struct KeptCable {
  StoredRecord test;               // the one that was asked for, or the one that speaks for the cable
  bool by_id = false;              // it was asked for
  std::vector<CableEvent> events;  // all that is known of its serial number; of one without a number that test's alone
};

// By serial number: the newest judgement of the kind that counts (real, if it was ever tested for real), or, if there is
// none, the newest test. Else the test with that id. Nothing if there is neither. Throws Error "not-a-test".
std::optional<KeptCable> find_cable(const RecordReader&, const std::string& serial_or_id);
// The same. Throws Error "unknown-record" too.
KeptCable kept_cable(const RecordReader&, const std::string& serial_or_id);

}  // namespace buzzout
