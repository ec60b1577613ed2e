#include "core/connector.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace buzzout {

bool ConnectorType::are_neighbours(const std::string& pin, const std::string& other) const {
  std::vector<std::string> row = contacts;
  if (shape != Shape::phone && shell) std::erase(row, *shell);
  const auto a = std::ranges::find(row, pin), b = std::ranges::find(row, other);
  if (a == row.end() || b == row.end() || a == b) return false;
  const auto apart = std::abs(a - b);
  return apart == 1 || (shape == Shape::xlr && apart == std::ssize(row) - 1);
}

}  // namespace buzzout
