#pragma once

#include "bench/cable_tester.hpp"
#include "cli/options.hpp"

namespace buzzout {

// What the options ask of a tester. The profile is the first word.
inline TesterRequest tester_request(const Options& o) {
  return {o.words[0], o.port.value_or(""), o.fixture.value_or(""), o.at, o.serial.value_or(""), o.person, o.station};
}

}  // namespace buzzout
