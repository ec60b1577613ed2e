#include "core/fault.hpp"

namespace buzzout {

std::string_view to_string(FaultKind k) {
  switch (k) {
    case FaultKind::open: return "open";
    case FaultKind::short_: return "short";
    case FaultKind::one_way: return "one-way";
    case FaultKind::high_resistance: return "high-resistance";
    case FaultKind::weak_link: return "weak-link";
    case FaultKind::low_isolation: return "low-isolation";
    case FaultKind::intermittent: return "intermittent";
    case FaultKind::component: break;
  }
  return "component";
}

const std::vector<FaultKind>& fault_kinds() {
  static const std::vector<FaultKind> all = {FaultKind::open,          FaultKind::short_,        FaultKind::one_way,
                                             FaultKind::high_resistance, FaultKind::low_isolation, FaultKind::intermittent,
                                             FaultKind::component,     FaultKind::weak_link};
  return all;
}

}  // namespace buzzout
