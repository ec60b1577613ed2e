#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// A point in time as a clock on the wall showed it.
struct Moment {
  std::int64_t utc = 0;    // seconds since 1970
  int offset_minutes = 0;  // local time minus UTC

  std::string date() const;       // local: "2026-03-14"
  std::string time() const;       // local: "09:26:53"
  std::string offset() const;     // "+01:00"
  std::string utc_text() const;   // "2026-03-14T08:26:53Z"
};

// Of ISO 8601 with seconds and offset ("2026-03-14T09:26:53+01:00", or Z), and a date that the calendar has.
std::optional<Moment> moment_of(std::string_view);

// The latest of these, whatever their offsets; what is no such text is passed over. Empty: there is none.
std::string latest_of(const std::vector<std::string>&);

}  // namespace buzzout
