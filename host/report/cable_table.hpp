#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace buzzout {

// What is known of the cables of a lot, in 22 to 32 bytes a cable however long their serial numbers are: a serial
// number is remembered by 123 bits of its SHA-256, so that nobody finds two that are taken for one.
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
  struct Slot {
    std::uint64_t one = 0, two = 0;  // of the hash; in the last bits of `two` the state. Both 0: free
  };
  static Slot key_of(std::string_view serial);
  std::size_t place(const Slot& key) const;
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace buzzout
