#include "core/connector.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <limits>

#include "core/connector_face.hpp"

namespace buzzout {
namespace {

// Of the smallest distance between two contacts: the diagonal of a square is farther, that between the two rows of
// a D-sub is not.
constexpr double kBeside = 1.3;

double distance(const FacePlace& a, const FacePlace& b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool are_beside(const std::vector<FacePlace>& face, const std::string& pin, const std::string& other) {
  const auto a = std::ranges::find(face, pin, &FacePlace::contact), b = std::ranges::find(face, other, &FacePlace::contact);
  if (a == face.end() || b == face.end() || a == b) return false;
  double smallest = std::numeric_limits<double>::max();
  for (auto i = face.begin(); i != face.end(); ++i)
    for (auto k = face.begin(); k != i; ++k) smallest = std::min(smallest, distance(*i, *k));
  return distance(*a, *b) <= kBeside * smallest;
}

}  // namespace

bool ConnectorType::are_neighbours(const std::string& pin, const std::string& other) const {
  if (shape != Shape::phone && shape != Shape::xlr)
    if (const auto face = connector_face(*this); !face.empty()) return are_beside(face, pin, other);
  std::vector<std::string> row = contacts;
  if (shape != Shape::phone && shell) std::erase(row, *shell);
  const auto a = std::ranges::find(row, pin), b = std::ranges::find(row, other);
  if (a == row.end() || b == row.end() || a == b) return false;
  const auto apart = std::abs(a - b);
  return apart == 1 || (shape != Shape::phone && apart == std::ssize(row) - 1);
}


std::string part_name(Shape shape, Gender gender) {
  if (gender == Gender::unsaid) return "";
  const bool female = gender == Gender::female;
  switch (shape) {
    case Shape::xlr:
    case Shape::mini_xlr:
    case Shape::din:
    case Shape::d_sub: return female ? "female" : "male";
    case Shape::speakon: return female ? "chassis socket" : "cable plug";
    case Shape::phone:
    case Shape::coaxial:
    case Shape::two_pin: break;
  }
  return female ? "socket" : "";
}

std::string titled(const ConnectorType& type, Gender gender) {
  const std::string part = type.shape == Shape::speakon ? "" : part_name(type.shape, gender);
  return part.empty() ? type.title : type.title + ", " + part;
}

}  // namespace buzzout
