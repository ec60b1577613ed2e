#include "core/record.hpp"

namespace buzzout {
namespace {

constexpr CodeWord<GateKind> kGateKinds[] = {
    {GateKind::self_test, "self-test"},
    {GateKind::loop_back, "loop-back"},
    {GateKind::golden, "golden"},
    {GateKind::red_rabbit, "red-rabbit"},
    {GateKind::calibration, "calibration"},
};
static_assert(is_whole(kGateKinds, GateKind::calibration));

}  // namespace

std::string_view to_string(GateKind kind) { return kGateKinds[static_cast<std::size_t>(kind)].word; }

std::span<const CodeWord<GateKind>> gate_kinds() { return kGateKinds; }

std::string_view to_string(Purpose p) {
  switch (p) {
    case Purpose::test:
      return "test";
    case Purpose::production:
      return "production";
    case Purpose::golden:
      return "golden";
    case Purpose::red_rabbit:
      return "red-rabbit";
  }
  return "";
}

}  // namespace buzzout
