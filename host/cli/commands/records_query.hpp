#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cli/terminal/environment.hpp"
#include "store/record_query.hpp"

namespace buzzout {

// Which records are meant; `from` and `to` are dates.
struct RecordFilter : Common {
  std::optional<std::string> serial, lot, from, to, outcome, fault, profile, station;

  void declare(OptionList&) override;
};

// Throws Error "usage" or "bad-date".
RecordQuery query_of(const RecordFilter&, const Environment&);

}  // namespace buzzout
