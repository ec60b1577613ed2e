#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "bench/calibrations.hpp"
#include "bench/jig_session.hpp"
#include "bench/zero_taking.hpp"

namespace buzzout {

// The zeros of a Kelvin jig, taken while a self-test has its loop-back plugs in: one insertion of each, and no further
// question. Only where no zero of the socket is in date: one that was taken with care is never replaced in passing.
class ZerosInPassing {
 public:
  // The session outlives it. Zeros hold for so many days.
  ZerosInPassing(JigSession& session, Calibrations kept, int days);

  // The socket's loop-back plug is in, and its wires are whole. Takes and keeps its zeros; false: none were taken.
  bool take(const std::string& socket, std::int64_t now);
  // Why the zeros that take() was to take were not taken.
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  JigSession& session_;
  Calibrations kept_;
  int days_;
  OhmMethod method_;
  std::optional<Problem> problem_;
};

}  // namespace buzzout
