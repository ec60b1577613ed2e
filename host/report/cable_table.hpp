#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace buzzout {

// What is known of the cables of a lot, in 16 to 24 bytes a cable however long their serial numbers are: a serial
// number is remembered by 59 bits of its hash. Of a million cables two are mistaken for one with a probability of
// one in a million.
class CableTable {
 public:
  struct Cable {
    bool judged = false;        // PASS or FAIL was said of it
    bool passed_first = false;  // its first judgement was PASS
    bool passed = false;        // its newest judgement is PASS
    unsigned tests = 0;         // 3: three or more
  };

  Cable find(std::string_view serial) const;  // as it is before its first test, if it is not there
  void set(std::string_view serial, const Cable&);

  struct Counts {
    std::uint64_t cables = 0, judged = 0, passed = 0, passed_first = 0;
    std::uint64_t mended = 0;  // passed, and not when they were first judged
    std::uint64_t once = 0, twice = 0, more = 0;  // tests of a cable
  };
  Counts counts() const;

 private:
  std::size_t place(std::uint64_t hash) const;
  void grow();

  std::vector<std::uint64_t> slots_;  // hash and state; 0: free
  std::size_t used_ = 0;
};

}  // namespace buzzout
