#pragma once

#include <string>

#include "core/record.hpp"
#include "report/repair.hpp"
#include "store/record_store.hpp"
#include "store/signature.hpp"

namespace buzzout {

// A repair that was written down.
struct RepairNote {
  Repair repair;
  ChainLink link;
  TestRecord to_pass;  // what the cable is to be tested as again: the newest FAIL that counts, or else its newest test
};

// Writes down what was done to a cable between two tests. Throws Error "repair" if that says nothing or is too long,
// "unknown-record" if there is no test of the serial number.
RepairNote note_repair(RecordStore&, const std::string& serial, const std::string& did, const Signature&);

}  // namespace buzzout
