#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/explanation.hpp"
#include "proving/mistake.hpp"

namespace buzzout {

// A mistake as it was made: where wires went, which joints broke, what was joined. Read from its text in the
// cable language, independently of how explanations are searched for.
class Injected {
 public:
  Injected(const Profile&, const std::string& edits);

  // Whether an explanation says that this was done, and nothing else: the same wires moved or, where plugs of
  // one type are in each other's sockets, the plugs; each broken joint among those it calls broken; each short
  // between wires it calls joined.
  bool is_told_by(const Explanation&) const;

 private:
  const Profile& profile_;
  std::vector<Contact> contacts_;
  std::vector<std::size_t> wire_;  // contact i has the wire that belongs on contact wire_[i]
  std::vector<bool> off_;          // the joint is broken
  std::vector<std::pair<Contact, Contact>> joined_;
};

// The cable of a profile with opens, shorts, swaps, diodes and plugs left out, as the cable language does them: joints
// are broken and exchanged in the order of the text, then joined, then the rest.
Cable cable_with(const Profile&, const std::string& edits);

}  // namespace buzzout
