#pragma once

#include "bench/cable_tester.hpp"
#include "cli/commands/jig_options.hpp"

namespace buzzout {

// What the options ask of a jig, whatever is plugged in.
inline JigSession::Request jig_request(const JigOptions& o) {
  return {o.port.value_or(""), o.fixture.value_or(""), nullptr, {}};
}

// What the options ask of a tester. The profile is the first word.
inline TesterRequest tester_request(const KnownCableOptions& o) {
  return {o.words[0], o.port.value_or(""), o.fixture.value_or(""), o.at};
}

}  // namespace buzzout
