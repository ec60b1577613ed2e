#include "core/parallel_wires.hpp"

#include <algorithm>
#include <map>

namespace buzzout {
namespace {

// A wire may be shorter than its profile says, and thicker; a second one leaves half.
constexpr double kLeastOfOneWire = 0.75;

}  // namespace

bool may_have_parallel_wires(const Net& net) {
  std::map<std::string, int> at_end;
  for (const auto& c : net.contacts) ++at_end[c.end];
  return std::ranges::count_if(at_end, [](const auto& e) { return e.second > 1; }) > 1;
}

bool shows_parallel_wires(const Profile& p, const Net& net, const std::vector<Resistance>& all) {
  const Wire* wire = p.wire(net);
  const auto one = wire != nullptr ? copper_ohms(*wire) : std::nullopt;
  return one && std::ranges::any_of(all, [&](const Resistance& r) {
           return r.net == net.name && r.from.end != r.to.end && r.ohm + r.uncertainty < kLeastOfOneWire * *one;
         });
}

}  // namespace buzzout
