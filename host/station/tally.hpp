#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "station/lot_cable.hpp"

namespace buzzout {

// A lot so far: a function of its records, in their order, and of what else is known of its cables.
struct Tally {
  std::map<std::string, LotCable> cables;  // by serial number
  std::uint64_t records = 0;
  std::string streak_fault;  // what the latest cables failed with, all the same
  std::vector<std::string> streak_serials;  // these cables, each once

  int passed() const;
  int failed() const;
  int to_retest() const;     // judged, and not as they are now
  int not_judged() const;
  int first_passed() const;  // cables that passed when they were first judged
};

// The numbers of a tally.
struct LotCounts {
  int cables = 0, passed = 0, failed = 0;
  int to_retest = 0, not_judged = 0, first_passed = 0;  // see Tally
  std::uint64_t tests = 0;
  std::string streak_fault;  // what the latest cables failed with, all the same
  std::vector<std::string> streak_serials;
};
LotCounts counts_of(const Tally&);

// A test of the lot, and all that is known of its serial number, that test included. Only tests of production count.
void count(Tally&, const TestRecord&, std::span<const CableEvent> of_its_cable);
// What a cable counts as now; nothing if it is not of the lot any more.
void set_cable(Tally&, const std::string& serial, LotCable);
// The streak begins anew: somebody has looked into it.
void forgive(Tally&);

// Whether a lot has what it wants: cables, all of them judged and passed, and as many as the target says.
bool is_good(const Tally&, int target);

// The faults of a record as one text: equal texts are the same faults at the same contacts.
std::string fault_signature(const TestRecord&);

// "12 passed, 2 failed, 1 to be tested again, 35 to go of 50" as a sentence for the summary and the screen.
std::string in_words(const LotCounts&, int target);

}  // namespace buzzout
