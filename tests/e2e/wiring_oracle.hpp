#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/profile.hpp"

namespace e2e {

// A cable as pieces of wire with contacts soldered to them: what each edit of the cable language
// does to it, and which faults of which contacts must follow. Written from the words "open" and
// "short" alone, by contact names, without the matrix and the sets of points that the program
// reasons with.
class WiringOracle {
 public:
  explicit WiringOracle(const buzzout::Profile&);

  void open(const std::string& contact);
  void bridge(const std::string& a, const std::string& b);
  void swap(const std::string& a, const std::string& b);

  using Contacts = std::set<std::string>;
  using Fault = std::pair<std::string, Contacts>;  // kind, contacts

  // An open for each part of a net that has lost the rest, its largest part (of two contacts: for both of
  // them; of equal parts: for each), and
  // a short for each group of contacts that belongs to more than one net.
  std::set<Fault> faults() const;

 private:
  std::vector<Contacts> groups() const;

  std::map<std::string, int> home_;  // contact → its net's wire in the profile; its own if isolated
  std::map<std::string, int> wire_;  // contact → the wire it is soldered to now
  std::vector<std::pair<std::string, std::string>> bridges_;
  int wires_ = 0;
};

}  // namespace e2e
