#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

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

// The points of a set, lowest first, as a range.
class Members {
 public:
  class iterator {
   public:
    using value_type = Point;
    using difference_type = std::ptrdiff_t;
    constexpr iterator() = default;
    constexpr explicit iterator(PointSet rest) : rest_(rest) {}
    constexpr Point operator*() const { return lowest(rest_); }
    constexpr iterator& operator++() { return rest_ &= rest_ - 1, *this; }
    constexpr iterator operator++(int) {
      const iterator before = *this;
      ++*this;
      return before;
    }
    constexpr bool operator==(const iterator&) const = default;

   private:
    PointSet rest_ = 0;
  };
  constexpr explicit Members(PointSet set) : set_(set) {}
  constexpr iterator begin() const { return iterator(set_); }
  constexpr iterator end() const { return iterator(); }

 private:
  PointSet set_;
};
constexpr Members members(PointSet set) { return Members(set); }

}  // namespace buzzout
