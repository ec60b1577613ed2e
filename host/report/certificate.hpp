#pragma once

#include <vector>

#include "core/profile.hpp"
#include "core/standing.hpp"
#include "report/repair.hpp"
#include "report/sheet.hpp"

namespace buzzout {

// All that is known of one cable, with the profile as it was when it was tested.
struct CableFile {
  TestRecord record;  // what the paper is about
  Profile profile;
  Figure picture;                   // no shapes: none
  std::vector<TestRecord> history;  // every test of the serial number, oldest first; empty without a serial number
  std::vector<Repair> repairs;      // oldest first
  // All that was written down of the serial number, the record included; of one without a number the record alone.
  std::vector<CableEvent> events;
};

// The paper that goes with a cable: a certificate if certifies(), else a test report.
Sheet certificate(const CableFile&);

// Whether the record is a PASS on a real jig, of a cable that stands at passed, and nothing took that PASS back.
bool certifies(const CableFile&);

}  // namespace buzzout
