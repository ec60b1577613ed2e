#include "core/wire_words.hpp"

namespace buzzout {

std::string of_colour(const Profile& p, const Net& net) {
  const Wire* wire = p.wire(net);
  return wire == nullptr || wire->colour.empty() ? "" : " of the " + wire->colour + " wire";
}

}  // namespace buzzout
