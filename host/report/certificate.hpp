#pragma once

#include <optional>
#include <vector>

#include "core/profile.hpp"
#include "core/record.hpp"
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
};

// The paper that goes with a cable. It is called a certificate if the cable passed on a real jig, else a test report.
Sheet certificate(const CableFile&);

// Whether a record makes a certificate.
bool certifies(const TestRecord&);

}  // namespace buzzout
