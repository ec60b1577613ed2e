#pragma once

#include <string>

#include "store/record_reader.hpp"

namespace buzzout {

// When the latest of the newest thousand records was made, as it says itself: what was written down after the clock was
// set back hides nothing that came before. Empty: there is no record.
std::string latest_moment(const RecordReader&);

}  // namespace buzzout
