#pragma once

#include <ostream>
#include <string>

#include "report/lot_cables.hpp"
#include "report/lot_summary.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// What the report of a lot is made of. Of a lot that has a real test of production nothing simulated is counted. All
// three read the lot anew: hold a RecordStore::Moment, or what is written meanwhile is in one and not in the other.
// Throws Error that names the record that cannot be read, and InterruptedError.

// Its tests in numbers. No such lot: no tests.
LotSummary lot_summary(const RecordReader&, const std::string& lot, const Progress& = {});
// Its cables by all that is known of each of them; a test without a serial number is a cable of its own.
LotCables lot_cables(const RecordReader&, const std::string& lot, const Progress& = {});
// The report itself, as an HTML page.
void write_lot_report(std::ostream&, const RecordReader&, const std::string& lot, const LotSummary&, const LotCables&,
                      const Progress& = {});

}  // namespace buzzout
