#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace buzzout {

// Which records are meant; what is not said does not matter.
struct RecordQuery {
  std::optional<std::string> serial, lot, outcome, profile, station, format, purpose, id;
  // The kind of a fault ("open") or the code of a diagnosis ("channels-joined").
  std::optional<std::string> fault;
  // Days or moments as the station's clock had them, both included: "2026-03-14", "2026-03-14T09:30".
  std::optional<std::string> from, to;
  std::int64_t after_row = 0;
  bool simulated = true;  // with those of simulated jigs
};

// Throws Error "bad-date" that names the one at fault.
void check_dates(const RecordQuery&);

}  // namespace buzzout
