#pragma once

#include "core/error.hpp"
#include "core/error_codes.hpp"

namespace buzzout {

// Asks a jig whose cable may be on its way in or out. A contact that opens or closes between two readings that are a
// fraction of a microsecond apart can part a contact from the point that reads it: that does not happen three times
// running, and a sense wire that is broken does. Never for a test, where one such reading is the end.
template <typename Ask>
auto ask_in_motion(Ask&& ask) {
  constexpr int kTries = 3;
  for (int tries = 1;; ++tries) try {
      return ask();
    } catch (const Error& e) {
      if (e.code != kSenseWire || tries == kTries) throw;
    }
}

}  // namespace buzzout
