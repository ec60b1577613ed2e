#pragma once

#include <string>
#include <vector>

#include "core/record.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// How much a short verdict says of something that was not tested.
enum class Mention {
  whole,    // a sentence of its own, always
  named,    // a few words
  counted,  // one of so many
};

// By the code of a NotTested. Only what is the same at every test of that profile on that fixture is counted: what no
// test of continuity sees, and how plugs and sockets are made. Whatever may hide a fault of just this cable, today, is
// told whole; so is every code that is not known here. In a FAIL contacts without a resistance are counted too: the fault says why.
Mention mention_of(const Code<NotTestedCode>&);

// What is told whole, each with its remedy. The contacts of one code share a sentence.
std::vector<Line> tell_whole(const TestRecord&, const Theme&);

// One line: the state of the fixture in a few words, and how many more things were not tested. Nothing where there is
// nothing. `listed`: they stand above.
std::vector<Line> count_not_tested(const TestRecord&, bool listed, const Theme&);

// Each in its own words, with its remedy.
std::vector<Line> list_not_tested(const std::vector<NotTested>&, const std::string& fixture, const Theme&);

}  // namespace buzzout
