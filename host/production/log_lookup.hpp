#pragma once

#include <utility>

#include "production/lot_log.hpp"
#include "production/serial_lookup.hpp"

namespace buzzout {

// Answers at once, from the station's own records.
class LogLookup : public SerialLookup {
 public:
  // The log outlives it.
  explicit LogLookup(const LotLog& log) : log_(log) {}

  void ask(const std::string& serial) override { answer_ = Answer{serial, log_.elsewhere(serial)}; }
  std::optional<Answer> take() override { return std::exchange(answer_, std::nullopt); }

 private:
  const LotLog& log_;
  std::optional<Answer> answer_;
};

}  // namespace buzzout
