#pragma once

#include <vector>

#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// Two wires that are made alike and measure differently: plus and minus of a pair, or the same of left and right.
struct Mismatch {
  Resistance more, less;
  double percent = 0;      // by how much, of the lesser
  double uncertainty = 0;  // of that, in percent (k = 2)
};

// Of nets with two contacts, each pair of likes that was measured, by the profile's order.
std::vector<Mismatch> compare_likes(const Profile&, const std::vector<Resistance>&);

}  // namespace buzzout
