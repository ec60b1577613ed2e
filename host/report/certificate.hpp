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
  // The newest FAIL and the newest repair that were written down after the record, whatever the clock said.
  std::optional<TestRecord> failed_since = {};
  std::optional<Repair> repaired_since = {};
  // The newest FAIL of the cable against another profile, if it has not passed against that one since.
  std::optional<TestRecord> failed_otherwise = {};
};

// The paper that goes with a cable: a certificate if certifies(), else a test report.
Sheet certificate(const CableFile&);

// Whether the cable passed on a real jig as itself, not as a golden cable or a red rabbit, and neither failed nor was
// repaired since, nor failed against another profile.
bool certifies(const CableFile&);

// What has come after the record that it is about.
struct Since {
  const TestRecord* failed = nullptr;  // the newest FAIL
  const Repair* repaired = nullptr;    // the newest repair
};
Since since(const CableFile&);

}  // namespace buzzout
