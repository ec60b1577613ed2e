#include "station/lot.hpp"

#include "station/serial_number.hpp"

namespace buzzout {

Admission admit(const std::string& serial, const Tally& tally, const std::optional<Elsewhere>& elsewhere,
                const SerialRules& rules) {
  if (!is_serial(serial))
    return {1, "That is no serial number: 1 to 64 printable ASCII characters without spaces. Scan it again."};
  const auto known = tally.cables.find(serial);
  if (known == tally.cables.end()) {
    if (elsewhere && !elsewhere->lot.empty())
      return {1, serial + " belongs to lot " + elsewhere->lot + ": is it the right cable?"};
    return {};
  }
  const LotCable& cable = known->second;
  if (cable.counts == LotCable::Counts::passed && !rules.retest_passed)
    return {1, serial + " has passed already: a duplicate, or the same cable again.", Action{ActionCode::allow_retests}};
  if (rules.most_attempts > 0 && cable.attempts >= rules.most_attempts)
    return {1, serial + " was tested " + std::to_string(cable.attempts) + " times: put it aside."};
  return {cable.attempts + 1, ""};
}

}  // namespace buzzout
