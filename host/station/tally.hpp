#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/record.hpp"

namespace buzzout {

// What is known of one cable of a lot.
struct CableHistory {
  int attempts = 0;               // records
  Outcome last = Outcome::error;  // of the newest one
  bool passed_first = false;      // its first judgement was PASS
  bool judged = false;            // PASS or FAIL was said of it

  // Whoever repaired a cable that had passed made another cable of it: it is to be tested again.
  void repaired() { if (last == Outcome::pass) last = Outcome::error; }
};

// A lot so far: a function of its records, in their order.
struct Tally {
  std::map<std::string, CableHistory> cables;  // by serial number
  std::uint64_t records = 0;
  std::string streak_fault;  // what the latest cables failed with, all the same
  std::vector<std::string> streak_serials;  // these cables, each once

  int passed() const;        // cables whose newest judgement is PASS
  int failed() const;
  int first_passed() const;  // cables that passed when they were first judged
  int judged() const;        // cables of which PASS or FAIL was said
};

// Only records of production count.
void count(Tally&, const TestRecord&);
// The streak begins anew: somebody has looked into it.
void forgive(Tally&);

// The faults of a record as one text: equal texts are the same faults at the same contacts.
std::string fault_signature(const TestRecord&);

// "Lot K7: 12 of 50 cables passed, 2 failed" as a sentence for the summary and the screen.
std::string in_words(const Tally&, int target);

}  // namespace buzzout
