#pragma once

#include <string>

#include "report/certificate.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// What a store knows of one cable, for the paper that goes with it: by serial number its newest judgement, or, if there
// is none, its newest test; else the test with that id. Of its history the newest 200 entries. Throws Error
// "unknown-record", "not-a-test", and what reading records and their texts throws.
CableFile cable_dossier(const RecordReader&, const std::string& serial_or_id);

}  // namespace buzzout
