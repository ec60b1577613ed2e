#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// Two points between which a resistance is measured.
struct OhmPath {
  Point from = 0;
  Point to = 0;
  std::optional<Point> sense;  // half Kelvin: the point that reads the contact of `to`
  PointSet within = 0;         // what the two may be joined to: the points of their nets, and of what parts join to these
  bool must_be = true;         // a test goes without it only by saying so; else it is measured where the two happen to be joined
  PointSet ignored = 0;        // points whose connection is nobody's business
  bool is_wire = true;         // the two must be joined; else they are on the two sides of a part
  bool operator==(const OhmPath&) const = default;
};

// Which point reads the contact of which: Fixture::senses.
using Senses = std::map<Point, Point>;

// The path between two points that a jig can measure, if there is one: half Kelvin in the direction in which a point reads
// the far contact.
std::optional<OhmPath> path_between(Point, Point, OhmMethod, const Senses&);

// The paths of a cable that a jig can measure. In a net of up to four contacts each contact with each other, so that any
// joint is told from three readings; in a larger one the first contact with each other, and each with the next. Half
// Kelvin leaves out those of which neither end has a point that reads it. And across each resistor, coil and jumper, and between all nets that such
// parts join, so that nothing can lie beside them unseen. Of headphones each
// net with each other that is joined to it, in both directions: what they are joined to at the plug is told from that.
std::vector<OhmPath> paths_of(const Profile&, const FixtureMap&, OhmMethod, const Senses&);

}  // namespace buzzout
