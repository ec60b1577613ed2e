#pragma once

#include <optional>
#include <string>

#include "bench/cable_tester.hpp"
#include "cli/terminal/environment.hpp"

namespace buzzout {

// Shows tests as they end: text, or a document.
class TestView {
 public:
  struct Style {
    bool json = false, one_a_line = false;  // a document, on one line
    bool details = false;                   // all that was not tested
    std::optional<std::string> svg = {};    // see picture_file.hpp
  };

  // The environment outlives it.
  TestView(Environment& env, Style style) : env_(env), style_(std::move(style)) {}

  // Keeps the record of the last measurement, shows it, and lights the lamps. A record that is to be kept is on the
  // disk before it is shown: else throws Error. `name`: which test of several it is, for the screen. Beside a picture on
  // the standard output nothing else is shown.
  void conclude(CableTester&, TestRecord, const std::string& name = "");
  // Writes the picture, if one is asked for and something was measured.
  void draw(const CableTester&, const TestRecord&);

 private:
  void show_record(const CableTester&, const TestRecord&, const std::string& name);

  Environment& env_;
  Style style_;
};

}  // namespace buzzout
