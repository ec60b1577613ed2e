#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/standing.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// Why a cable must not have a label.
struct NoLabel {
  std::string why;     // "it failed as 4.4-ts (2026-11-26), and has not passed as that since"
  std::string remedy;
};

// The id of the test whose label a cable may have: its newest PASS that is not of headphones, if it stands at passed. `asked`: the id of the test
// that somebody wants on it; empty: whichever it is.
std::variant<std::string, NoLabel> label_of(const std::vector<CableEvent>&, const std::string& asked);

// The test whose label the cable may have, with its number, its hash and its profile's title; by serial number, or by
// the id of its record. Throws Error "unknown-serial", and what the store throws.
std::variant<TestRecord, NoLabel> labelled_cable(const RecordReader&, const std::string& serial_or_id);

}  // namespace buzzout
