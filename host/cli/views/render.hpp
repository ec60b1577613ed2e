#pragma once

#include <ostream>
#include <vector>

#include "drawing/style.hpp"
#include "drawing/wiring_picture.hpp"
#include "core/error.hpp"
#include "core/record.hpp"

namespace buzzout {

// The rows of a terminal as it is opened, and of these how many are left to the prompt and to what a command says after
// a verdict.
inline constexpr int kScreenRows = 24, kRowsBelow = 2;

// What is told with a record, and is not in it.
struct Beside {
  std::string name;              // which test of several this is: "test 3, 14:02:11"
  bool details = false;          // list each resistance, and all that was not tested
  std::vector<Line> after = {};  // below the verdict: what else is to be known of this cable
};

// A finished test for a person. A terminal scrolls: what is needed first stands last. The drawing comes first; then the
// outcome, the causes with what to do, and what limits the verdict. What keeps the outcome, the first cause or its
// repair from being among the last kScreenRows - kRowsBelow rows moves up to the drawing.
std::vector<Line> render(const TestRecord&, const WiringPicture&, const Theme&, const Beside& = {});

// The answers to what owners ask about balanced wiring, a line each.
std::vector<Line> render(const std::vector<BalanceAnswer>&, const Theme&);

// An error for a person: what happened, where, and the way out. `wrap`: at the theme's width, for who looks at a
// terminal; else a line each, for who searches a log.
std::vector<Line> render(const Error&, const Theme&, bool wrap = false);

void print(std::ostream&, const std::vector<Line>&, const Theme&);

// Words wrapped to the theme's width, each line behind `indent` spaces.
std::vector<Line> wrapped(const std::string& text, Ink, int indent, const Theme&,
                          const Span& lead = {});

}  // namespace buzzout
