#pragma once

#include "bench/cable_tester.hpp"
#include "bench/prompts.hpp"
#include "bench/self_test.hpp"
#include "production/lot_log.hpp"

namespace buzzout {

// Is told how the gates are passed, as it happens.
class GateObserver {
 public:
  virtual ~GateObserver() = default;
  // Some gate is missing, and is asked for now.
  virtual void begins() {}
  virtual void step(const SelfTestStep&) {}
  // A golden cable or a red rabbit was tested; true: it is what it must be.
  virtual void tested(const TestRecord&, bool) {}
  // The jig's calibration on this fixture, in words; `in_date`: it will do.
  virtual void calibration(const std::string&, bool /*in_date*/) {}
  // The last one may come out.
  virtual void over() {}
  // Something went wrong beside the gates.
  virtual void trouble(const Error&) {}
};

// The gates at the start of a shift: the jig's self-test with the empty fixture, a loop-back plug in each socket in
// use, a golden cable that must pass, a red rabbit that must fail. A jig that measures resistance needs a calibration in date as
// well, before the golden cable; a Kelvin jig that has none takes its zeros with the loop-back plugs. Asks for those that are missing from `passed`, and
// keeps a record of each. Returns with all of them passed; else throws Error "gate-failed", and what Prompts throws.
//
// The calibration is held against its date each time, though its gate was passed before: a shift is shorter than a calibration
// lasts, and ends no later.
Shift pass_gates(CableTester&, LotLog&, Prompts&, GateObserver&, Shift passed);

}  // namespace buzzout
