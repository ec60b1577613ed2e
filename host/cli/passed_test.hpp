#pragma once

#include <string>
#include <variant>

#include "core/record.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// Why a cable must not have a label.
struct NoLabel {
  std::string why;     // "its newest test says FAIL"
  std::string remedy;
};

// The newest test of a cable, by its serial number or by the id of a record, with its number, its hash and its
// profile's title: if it is a PASS, and nothing that was written down later takes it back (a test with any other
// outcome, a repair). A simulated test counts only for a cable that was never tested for real. Throws Error
// "unknown-serial", and what the store throws.
std::variant<TestRecord, NoLabel> passed_test(const RecordStore&, const std::string& serial_or_id);

}  // namespace buzzout
