#pragma once

#include <optional>
#include <string>

#include "station/lot.hpp"

namespace buzzout {

// Where else a serial number is known. Who is asked may be far away: the answer comes when it comes, and the run goes
// on looking at its jig meanwhile.
class SerialLookup {
 public:
  struct Answer {
    std::string serial;
    std::optional<Elsewhere> elsewhere;
  };
  virtual ~SerialLookup() = default;
  // Only the last one that was asked for is answered.
  virtual void ask(const std::string& serial) = 0;
  // The answer, once, if it is there.
  virtual std::optional<Answer> take() = 0;
};

}  // namespace buzzout
