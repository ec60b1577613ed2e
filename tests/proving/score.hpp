#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/verdict.hpp"

namespace buzzout {

// How well injected mistakes are told. Texts are edits in the cable language.
struct Score {
  struct Count {
    unsigned tried = 0, first = 0;  // ranked first, or declared equal to the first
  };
  std::map<std::string, Count> by_kind;
  std::vector<std::string> missed;       // neither
  std::vector<std::string> as_a_single;  // of pairs: not told, for one mistake alone measures the same
  std::vector<std::string> not_failed;   // a bad cable that did not FAIL: must not be
  std::vector<std::string> unnamed;      // the words leave out a contact of the explanation

  Count all() const;
  void add(const Score&);
};

// Every open, short, swap, reversed pair, pair of crossed pairs, order and exchange of plugs that changes the
// netlist, one at a time.
Score score_of_singles(const Job&);

// Every pair of an open, a short or an exchange of two wires with another one.
Score score_of_pairs(const Job&);

}  // namespace buzzout
