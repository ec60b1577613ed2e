#pragma once

#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/scan.hpp"

namespace buzzout {

// What a jig of half Kelvin says, without the points that read the contacts of others. Such a point is soldered to its
// contact, so the two read alike and whatever is joined to one is joined to both. Nothing above needs to know of it:
// where they read alike the reading point is taken out of every set, and stands alone like a point on no contact;
// where they do not, the sense wire is broken, in the wrong place or touches something, and nothing that was read of
// that contact is worth a verdict. Alike is meant of one and the same moment: the rows in which the contact and the point
// that reads it are driven are read one after the other, and a loose joint may part them. Then the contact's row is what
// both have.
//
// A point that does not pull itself low stays as it was read: that is a dead pin, and told as one.
class SenseFold {
 public:
  SenseFold() = default;  // of a fixture without senses: changes nothing
  explicit SenseFold(const Fixture&);

  // Each throws Error "sense-wire", naming contact and point, where the two do not read alike.
  void fold(Scan&) const;
  void fold(Hold&) const;
  // Labels as JigClient::learn() gives them: the smallest index in each point's net.
  void fold(std::vector<Point>& labels) const;

 private:
  struct Pair {
    Point contact, reader;
    std::string name;      // of the contact, as the fixture has it
    std::string pin;       // of the board, that reads
  };
  [[noreturn]] void fail(const Pair&) const;
  void fold_held(PointSet& high, PointSet& low) const;

  std::string fixture_;
  std::vector<Pair> pairs_;
  PointSet readers_ = 0;
};

}  // namespace buzzout
