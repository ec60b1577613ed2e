#pragma once

#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "core/scan.hpp"

namespace buzzout {

// What the jig must measure when a profile's cable sits in its sockets: every test point, used or not,
// belongs to exactly one expected net.
struct ExpectedNet {
  std::string name;  // the profile's net, or several as "A=B" that jumpers join; an isolated contact's or a free point's own name
  PointSet points = 0;
  bool in_profile = false;  // a net of the profile, rather than one lone contact or point
};

class Expectation {
 public:
  Expectation(const Profile&, const FixtureMap&);

  const std::vector<ExpectedNet>& nets() const { return nets_; }
  const ExpectedNet& net_of(Point) const;
  // Points whose links are nobody's business (the profile's `ignore:`).
  PointSet ignored() const { return ignored_; }
  unsigned points() const { return static_cast<unsigned>(net_index_.size()); }

  // The points of row p: its net, and what parts link to it (part_links()).
  PointSet row(Point) const;
  // Those of row p that may be there or not, for the sake of resistors and coils. They are not free: they stand for parts
  // that undecided_parts() lists, and nothing passes before each of these is decided otherwise. None is in row().
  PointSet undecided(Point) const;
  // Whether parts link the point to another net, or may.
  bool has_parts_at(Point) const;

  // The matrix bit for bit; only rows and columns of ignored points, and undecided links, may differ from it.
  ScanMatrix matrix() const;
  bool met_by(const ScanMatrix&) const;
  // The points of row p that should not be there, or are missing; ignored points and undecided links left out.
  PointSet difference(const ScanMatrix& measured, Point p) const;
  // What was measured without the links between nets that parts make or may make.
  ScanMatrix without_parts(ScanMatrix measured) const;

 private:
  std::vector<ExpectedNet> nets_;
  std::vector<std::size_t> net_index_;  // by point
  PointSet ignored_ = 0;
  std::vector<PointSet> rows_, undecided_;  // by point; empty without parts
};

}  // namespace buzzout
