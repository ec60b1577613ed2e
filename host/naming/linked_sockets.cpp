#include "naming/linked_sockets.hpp"

namespace buzzout {

std::vector<const Socket*> linked_sockets(const Fixture& fixture, const Netlist& measured) {
  PointSet linked = measured.linked(), shown = 0;
  for (const auto& w : measured.one_ways) linked |= w.from | w.to;
  std::vector<const Socket*> out;
  for (const auto& s : fixture.sockets) {
    if ((s.points() & linked) == 0 || (s.points() & shown) != 0) continue;
    shown |= s.points();
    out.push_back(&s);
  }
  return out;
}

}  // namespace buzzout
