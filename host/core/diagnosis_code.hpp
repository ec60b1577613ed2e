#pragma once

#include <span>
#include <string_view>

#include "core/code.hpp"

namespace buzzout {

// What a Diagnosis is of. The words are stable: docs/faults.md lists them all.
enum class DiagnosisCode {
  other_socket,
  half_in,
  known_bad,
  returns_joined,
  output_shorted,
  channels_joined,
  contact_in_use,
  pin_1_joined,
  pin_1_miswired,
  other_order,
  crossed_channels,
  crossed_returns,
  exchanged_plugs,
  reversed_pair,
  crossed_wires,
  shifted_contacts,
  wrong_order,
  miswire,
  end_not_connected,
  open_common_return,
  shield_open,
  one_legged_pair,
  shell_open,
  open,
  series_capacitance,
  shell_bonded,
  short_,
  low_isolation,
  high_resistance,
  one_way,
  intermittent,
  component,
  weak_link,
  other_cable,
};
std::string_view to_string(DiagnosisCode);  // "other-socket"

// Every one with its word.
std::span<const CodeWord<DiagnosisCode>> diagnosis_codes();

}  // namespace buzzout
