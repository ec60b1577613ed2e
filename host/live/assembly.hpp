#pragma once

#include <optional>
#include <string>
#include <vector>

#include "live/live.hpp"

namespace buzzout {

// A joint that a profile wants: a wire from a contact of the net's first end to another contact of
// the net.
struct Joint {
  std::string net;
  Contact from, to;
  bool done = false;
};

// A cable that is being built, joint by joint.
struct Assembly {
  std::vector<Joint> joints;       // in the order of the profile
  std::vector<std::string> wrong;  // sentences, one a wrong joint: what it is, and where it belongs

  std::size_t done() const;
  // The first joint that is not done; null if all are.
  const Joint* next() const;
};

Assembly assembly_of(const Job&, const Verdict& measured);

// What a lead from ground touches, in a sentence: which conductor it is, and where that goes.
// `points` are those held low.
std::string probe_text(const Job&, PointSet points);

}  // namespace buzzout
