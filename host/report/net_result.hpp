#pragma once

#include <string>
#include <vector>

#include "core/verdict.hpp"

namespace buzzout {

// How one net of a profile was found.
struct NetResult {
  enum class Status { as_wanted, faulty, not_measured };

  const Net* net = nullptr;  // of the profile
  Status status = Status::not_measured;
  // The net's contacts as they were found joined; one piece if the net is whole, none if nothing was measured.
  std::vector<std::vector<Contact>> pieces;
  std::vector<Contact> joined_too;  // contacts of other nets, or of nothing, that were found on it
  std::vector<const Fault*> faults;  // that name it, or one of its contacts
};

// Every net, in the profile's order. Both arguments outlive the results. Measured are PASS and FAIL only.
std::vector<NetResult> net_results(const Profile&, const Verdict&);

// "as wanted", "open", "open, short", "not measured"
std::string status_words(const NetResult&);

bool is_measured(const Verdict&);

// Whether a fault is a connection too much rather than one too little.
bool is_connection(FaultKind);

}  // namespace buzzout
