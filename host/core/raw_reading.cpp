#include "core/raw_reading.hpp"

namespace buzzout {

double RawReading::code(std::size_t state, Point point) const {
  const std::size_t at = size(request.points & (only(point) - 1));
  return static_cast<double>(sums.at(state).at(at)) / request.readings + 0.5;
}

}  // namespace buzzout
