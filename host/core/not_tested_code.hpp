#pragma once

#include <span>
#include <string_view>

#include "core/code.hpp"

namespace buzzout {

// What a verdict does not cover: NotTested. The words are stable.
enum class NotTestedCode {
  fixture_never_empty,
  socket_wire_unproved,
  fixture_untraced,
  shared_socket,
  other_plug,
  exchanged_plugs,
  profile_hides_another,
  connector_hides_another,
  fixture_hides_another,
  label_hides_another,  // of a label: in no verdict
  presumed,
  ignored,
  resistance,
  resistance_undecided,
  resistance_unmeasured,
  uncalibrated,
  parallel_wires,
  isolation,
  parts_side_by_side,
  diodes,
  return_resistance,
  firmware_older,
  series_capacitance,
  movement,
  geometry,
  amplifier,
  clock_set_back,
  gates_waived,
  headphone_polarity,
  headphone_sides,
  headphone_place,
  headphone_drivers,
  headphone_leak,
};
std::string_view to_string(NotTestedCode);  // "fixture-never-empty"

// Every one with its word.
std::span<const CodeWord<NotTestedCode>> not_tested_codes();

}  // namespace buzzout
