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
  // The last one may come out.
  virtual void over() {}
  // Something went wrong beside the gates.
  virtual void trouble(const Error&) {}
};

// The gates at the start of a shift: the jig's self-test with the empty fixture, a loop-back plug in each socket in
// use, a golden cable that must pass, a red rabbit that must fail. Asks for those that are missing from `passed`, and
// keeps a record of each. Returns with all of them passed; else throws Error "gate-failed", and what Prompts throws.
Shift pass_gates(CableTester&, LotLog&, Prompts&, GateObserver&, Shift passed);

}  // namespace buzzout
