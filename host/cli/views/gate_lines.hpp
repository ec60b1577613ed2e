#pragma once

#include "cli/terminal/environment.hpp"
#include "production/shift_gates.hpp"

namespace buzzout {

// How gates are passed, as lines of text.
class GateLines : public GateObserver {
 public:
  // `silent`: nothing but what goes wrong. The environment outlives it.
  GateLines(Environment& env, bool silent) : env_(env), silent_(silent) {}

  void begins() override;
  void step(const SelfTestStep&) override;
  void tested(const TestRecord&, bool passed) override;
  void calibration(const std::string&, bool in_date) override;
  void over() override;
  void trouble(const Error&) override;

 private:
  void show_lines(const std::vector<Line>&);

  Environment& env_;
  bool silent_;
};

}  // namespace buzzout
