#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/record.hpp"
#include "drawing/wiring_picture.hpp"
#include "station/cycle.hpp"
#include "station/lot.hpp"
#include "station/tally.hpp"

namespace buzzout {

// All that the operator of a production run sees at one moment. It owns what it says: whoever has one may keep it.
struct RunSnapshot {
  std::uint64_t sequence = 0;  // of its run; a later one has a greater one
  Lot lot;
  LotCounts counts;
  std::string title = {};    // of the profile
  std::string fixture = {};
  std::vector<Placement> placements = {};  // which plug goes into which socket
  std::string operator_name = {}, station = {};
  unsigned jig = 0;  // its number
  bool simulated = false;
  bool gates_waived = false;
  bool kept = true;  // records are written down

  Phase phase = Phase::serial;
  std::string serial = {};
  int attempt = 1;
  std::string asking = {};  // a serial number of which it is not known yet whether it may be tested
  bool testing = false;
  bool disturbed = false;  // in Phase::verdict: what is plugged in is no longer what was judged
  bool stopped = false;    // too many cables in a row failed in the same way
  std::vector<std::string> missing_ends = {};  // while seating
  std::string in_the_way = {};                 // contacts that something joins or holds where nothing should
  std::optional<int> seconds_to_verdict = {};  // of a cable that is not right
  std::shared_ptr<const TestRecord> record = {};  // of Phase::verdict: what was measured, kept already
  LotCable cable = {};                            // and what it counts as now
  std::shared_ptr<const WiringPicture> picture = {};
  Advice notice = {};  // the last thing that was refused, or went wrong beside the tests
};

// Whether it passed just now and still does not count as passed.
inline bool is_held_back(const RunSnapshot& s) {
  return s.record != nullptr && s.record->verdict.outcome == Outcome::pass && s.cable.counts != LotCable::Counts::passed;
}

}  // namespace buzzout
