#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/balance.hpp"
#include "naming/identification.hpp"

namespace buzzout {

// What a cable is compared with that nobody named: the known cable that it is, or is nearest to.
struct Likeness {
  std::string sentence;  // "It measures as 3.5-ts or 6.35-ts."
  std::vector<BalanceAnswer> answers;
  std::string hazard;  // of the cable that it measures as
};

// Nothing if it is like no known cable. A scan proves nothing of the jig: the answers never say that a cable is safe.
std::optional<Likeness> likeness_of(const Identification&, const Fixture&);

}  // namespace buzzout
