#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace buzzout {

// The most test points a jig may have: one bit of a PointSet each.
inline constexpr unsigned kMaxPoints = 64;

// A test point of the jig by index, 0-based. People and files count from 1: see point_number().
using Point = unsigned;

// A set of test points: bit p is point p.
using PointSet = std::uint64_t;

constexpr unsigned point_number(Point p) { return p + 1; }
constexpr PointSet only(Point p) { return PointSet{1} << p; }
constexpr bool has(PointSet set, Point p) { return (set >> p) & 1U; }
constexpr unsigned size(PointSet set) { return static_cast<unsigned>(std::popcount(set)); }
constexpr PointSet first_points(unsigned n) { return n >= 64 ? ~PointSet{0} : only(n) - 1; }
constexpr Point lowest(PointSet set) { return static_cast<Point>(std::countr_zero(set)); }

inline std::vector<Point> members(PointSet set) {
  std::vector<Point> out;
  for (; set != 0; set &= set - 1) out.push_back(lowest(set));
  return out;
}

}  // namespace buzzout
