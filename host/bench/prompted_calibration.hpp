#pragma once

#include <functional>
#include <set>
#include <vector>

#include "bench/calibrations.hpp"
#include "bench/jig_session.hpp"
#include "bench/prompts.hpp"
#include "bench/zero_taking.hpp"

namespace buzzout {

// What is wanted of a calibration.
struct CalibrationRequest {
  // Of each plug; none: two on a Kelvin jig, so that one that was not home shows, else five, which a limit of 2 Ω takes
  // half Kelvin.
  std::optional<unsigned> insertions = {};
  std::optional<Calibration::Span> resistor = {};  // its ohms, tolerance and identity: the span is taken with it
  std::set<std::string> only = {};  // the sockets whose zeros are taken; empty: all. A lead has a plug in the
  // sockets of these that do not share points
};
// Throws Error "bad-resistor" for one that says nothing about the scale, or whose identity cannot be kept.
void check_resistor(const Calibration::Span&);

// What one plug, lead or resistor came to.
struct CalibrationStep {
  std::vector<std::string> sockets;  // of the plug or lead; none: the resistor
  bool skipped = false;
  std::optional<Problem> problem = {};
  std::vector<Calibration::Zero> zeros = {};
  std::vector<Calibration::Source> sources = {};
  std::optional<Calibration::Span> span = {};

  bool taken() const { return !skipped && !problem; }
};

struct CalibrationResult {
  Calibration calibration;
  std::vector<CalibrationStep> steps;

  bool whole() const;  // nothing was skipped, nothing went wrong
};

// Takes the zeros of a fixture's sockets, and the span, with a person who is asked by prompts; a simulated jig that plugs by
// itself asks nobody. What is taken is kept step by step: an end at whatever moment leaves what was kept before, or more.
class PromptedCalibration {
 public:
  // Is told what a step came to.
  using Told = std::function<void(const CalibrationStep&)>;
  // To be kept for good before it returns.
  using Keep = std::function<void(const Calibration&)>;
  // The references outlive it.
  PromptedCalibration(JigSession& session, Prompts& prompts, Told told, Keep keep);
  ~PromptedCalibration() { end_still_in(); }
  PromptedCalibration(const PromptedCalibration&) = delete;
  PromptedCalibration& operator=(const PromptedCalibration&) = delete;

  // What `kept` has and is not taken again stays in it. Throws Error "no-ohms" for a jig or fixture that measures no
  // resistance, what check_resistor() and JigClient throw, and what Prompts throws.
  CalibrationResult run(const CalibrationRequest&, const std::optional<Calibration>& kept, std::int64_t now);

 private:
  void await_empty();
  void end_still_in();
  CalibrationStep take(ZeroPlace&, unsigned insertions, std::int64_t now);
  CalibrationStep take_span(Calibration::Span, const Calibration&);
  bool plug(const ZeroPlace&, bool again, const std::string& care);

  JigSession& session_;
  Prompts& prompts_;
  Told told_;
  Keep keep_;
  ZeroTaking taking_;
  bool by_itself_ = false;  // a simulated jig plugged what was asked for
  bool waits_ = false;      // for what must come out
};

}  // namespace buzzout
