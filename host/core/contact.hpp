#pragma once

#include <compare>
#include <string>

namespace buzzout {

// One contact of one end of a cable ("amp.R1"), or of one socket of a fixture ("xlr4.2").
struct Contact {
  std::string end;
  std::string pin;

  std::string name() const { return end + "." + pin; }
  auto operator<=>(const Contact&) const = default;
};

}  // namespace buzzout
