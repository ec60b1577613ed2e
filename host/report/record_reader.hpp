#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/record.hpp"

namespace buzzout {

// The test that a "buzzout.test/1" document tells of: the inverse of to_json, but for what a document does not say
// (the profile's title, note, source and trust, the answers about balance, the hash of the document itself). Keys
// that it does not know are passed over. Throws Error "record-unreadable" with the JSON pointer of whatever is
// missing, of another kind, or of no meaning here.
TestRecord test_record_of(const nlohmann::ordered_json&);

// Reads a document of any format before it is kept, as it will be read later. Throws Error "record-unreadable" if a
// test would not come back as it is, if a lot could not be gone on with, or if its time is none.
void read_back(const nlohmann::ordered_json&);

// A line of JSON as a document; "record-unreadable" if it is none.
nlohmann::ordered_json document_of(std::string_view line);

}  // namespace buzzout
