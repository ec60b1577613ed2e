#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/verdict.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// A record as somebody asks for it: by the serial number of its cable, or by its own id.
struct AskedRecord {
  StoredRecord record;
  bool by_id = false;
};

// Which of a serial number's records is meant; nothing if it has none.
using OfSerial = std::function<std::optional<StoredRecord>(const std::string& serial)>;

// The one place where a word is taken for a serial number first, and else for an id. Nothing if it is neither.
std::optional<AskedRecord> asked_record(const RecordReader&, const std::string& serial_or_id, const OfSerial&);

// The newest test of a serial number, whatever it was for; with that outcome, if one is named.
std::optional<StoredRecord> newest_test(const RecordReader&, const std::string& serial, std::optional<Outcome> = {});
// Its newest test, or, if there is none, whatever was written down of it last.
std::optional<StoredRecord> newest_test_or_note(const RecordReader&, const std::string& serial);

}  // namespace buzzout
