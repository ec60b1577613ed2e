#pragma once

#include "bench/cable_tester.hpp"
#include "cli/options.hpp"
#include "cli/terminal/environment.hpp"

namespace buzzout {

// Shows tests as they end: text, or with --json a document.
class TestView {
 public:
  // `one_a_line`: with --json, a document a line. The references outlive it.
  TestView(const Options& options, Environment& env, bool one_a_line) : options_(options), env_(env), one_a_line_(one_a_line) {}

  // Keeps the record of the last measurement, shows it, and lights the lamps. A record that is to be kept is on the
  // disk before it is shown: else throws Error. `name`: which test of several it is, for the screen. With `--svg -`
  // nothing else is shown.
  void conclude(CableTester&, TestRecord, const std::string& name = "");
  // Writes the picture that `--svg` asks for, if something was measured.
  void draw(const CableTester&, const TestRecord&);

 private:
  void show(const CableTester&, const TestRecord&, const std::string& name);

  const Options& options_;
  Environment& env_;
  bool one_a_line_;
};

}  // namespace buzzout
