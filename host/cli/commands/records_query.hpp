#pragma once

#include "cli/terminal/environment.hpp"
#include "cli/options.hpp"
#include "store/record_query.hpp"

namespace buzzout {

// Which records the options mean: --serial, --lot, --from, --to, --outcome, --fault, --profile, --station. Throws
// Error "usage" or "bad-date".
RecordQuery query_of(const Options&, const Environment&);

}  // namespace buzzout
