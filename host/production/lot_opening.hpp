#pragma once

#include <optional>
#include <string>
#include <vector>

#include "production/lot_log.hpp"

namespace buzzout {

// What somebody wants of a lot.
struct LotRequest {
  std::string name;
  bool resume = false;
  std::optional<int> target;  // none: as it was; 0: open
  std::string serials;        // the pattern of serial numbers that are made; empty: they are scanned
};

// Throws Error "template" or "known-bad" for a profile that can pass nothing: nobody should scan fifty serial numbers
// before this is said.
void require_usable_profile(const Profile&);

// Throws the Error of a defect that is known of the jig and of the sockets in use: no cable would be judged.
void require_sound_fixture(const CableTester&);

// Limits of resistance that this jig cannot decide, for it is not sure enough: within a third of them. A sentence for each limit;
// the lot may go on, its cables are tested for continuity there, and each record says so.
std::vector<Advice> undecidable_limits(const CableTester&);

// The lot, begun now or gone on with, and written down. Throws Error "lot-exists" (it was begun already, or on the
// other kind of jig), "lot-unknown", "lot-locked" (it was begun with other files), "bad-pattern".
Lot open_lot(LotLog&, const CableTester&, const LotRequest&);

}  // namespace buzzout
