#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/standing.hpp"
#include "records/profile_contents.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// What a kept record says about its cable; nothing if it says nothing: a gate, a stop, a golden cable, a red rabbit.
// Throws Error "record-unreadable": a test that cannot be read, or is of a kind that nobody knows here, might be a FAIL.
std::optional<CableEvent> event_of(const StoredRecord&, ProfileContents&);

// All that was written down of one serial number, oldest first.
std::vector<CableEvent> cable_events(const RecordReader&, const std::string& serial, ProfileContents&);

// The same of each serial number of which a lot has a record, whatever else is known of it: one at a time, by serial
// number.
void each_cable_of_lot(const RecordReader&, const std::string& lot, ProfileContents&,
                       const std::function<void(const std::string& serial, std::span<const CableEvent>)>& take);

}  // namespace buzzout
