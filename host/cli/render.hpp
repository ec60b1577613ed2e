#pragma once

#include <ostream>
#include <vector>

#include "drawing/style.hpp"
#include "drawing/wiring_picture.hpp"
#include "core/error.hpp"
#include "core/record.hpp"

namespace buzzout {

// A finished test for a person: the outcome first, then the drawing, then what to do, then what was
// not tested.
std::vector<Line> render(const TestRecord&, const WiringPicture&, const Theme&);

// The answers to what owners ask about balanced wiring, a line each.
std::vector<Line> render(const std::vector<BalanceAnswer>&, const Theme&);

// An error for a person: what happened, where, and the way out.
std::vector<Line> render(const Error&, const Theme&);

void print(std::ostream&, const std::vector<Line>&, const Theme&);

// Words wrapped to the theme's width, each line behind `indent` spaces.
std::vector<Line> wrapped(const std::string& text, Ink, int indent, const Theme&,
                          const Span& lead = {});

}  // namespace buzzout
