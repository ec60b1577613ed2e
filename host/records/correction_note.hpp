#pragma once

#include <string>

#include "store/signature.hpp"
#include "report/correction.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// Takes back a FAIL of a cable that was tested as what it is not, and writes that down. It still counts until the cable
// passes as something else. By the serial number, if one FAIL of it counts, or by the id of the test. Throws Error
// "correction" where there is nothing to take back, or where a reason or a name is missing; "unknown-record".
Correction note_correction(RecordStore&, const std::string& serial_or_id, const std::string& reason, const Signature&);

}  // namespace buzzout
