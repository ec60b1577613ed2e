#include "drawing/wiring_routes.hpp"

#include <algorithm>

namespace buzzout {
namespace {

bool contains(const std::vector<int>& rows, int row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

bool meet(const std::vector<int>& a, const std::vector<int>& b) {
  return std::any_of(a.begin(), a.end(), [&](int row) { return contains(b, row); });
}

// In a shared row, what comes from the left must turn off before what goes to the right begins; the
// two halves of one wire follow each other.
bool must_precede(const Trunk& a, const Trunk& b) {
  if (&a == &b) return false;
  return a.wire == b.wire ? meet(a.right_rows, b.left_rows) : meet(a.left_rows, b.right_rows);
}

Trunk spanned(std::size_t wire, std::vector<int> left, std::vector<int> right) {
  Trunk trunk{wire, std::move(left), std::move(right), 0, 0, 0};
  std::vector<int> all = trunk.left_rows;
  all.insert(all.end(), trunk.right_rows.begin(), trunk.right_rows.end());
  const auto [low, high] = std::minmax_element(all.begin(), all.end());
  trunk.top = *low;
  trunk.bottom = *high;
  return trunk;
}

std::vector<Trunk> trunks_of(const WiringRows& rows, std::size_t wires) {
  std::vector<std::optional<int>> track(wires);
  for (std::size_t y = 0; y < rows.size(); ++y)
    if (rows[y].track) track[*rows[y].track] = static_cast<int>(y);
  std::vector<Trunk> trunks;
  for (std::size_t w = 0; w < wires; ++w) {
    const auto left = rows_of(rows, Side::left, w);
    const auto right = rows_of(rows, Side::right, w);
    if (track[w]) {
      trunks.push_back(spanned(w, left, {*track[w]}));
      trunks.push_back(spanned(w, {*track[w]}, right));
    } else if (left.size() + right.size() > 1 && !(left.size() == 1 && left == right)) {
      trunks.push_back(spanned(w, left, right));
    }
  }
  return trunks;
}

// The trunks that lie on a circle of rules, or between two circles.
std::vector<Trunk> circular(std::vector<Trunk> trunks) {
  for (bool removed = true; removed;) {
    removed = false;
    for (std::size_t i = 0; i < trunks.size() && !removed; ++i) {
      bool before = false, after = false;
      for (const Trunk& other : trunks) {
        before = before || must_precede(other, trunks[i]);
        after = after || must_precede(trunks[i], other);
      }
      if (before && after) continue;
      trunks.erase(trunks.begin() + static_cast<std::ptrdiff_t>(i));
      removed = true;
    }
  }
  return trunks;
}

// Crossings if `a` stands left of `b`, and a slight wish to keep wires on their own side.
int cost(const Trunk& a, const Trunk& b) {
  int crossings = 0;
  for (const int row : a.right_rows) crossings += row > b.top && row < b.bottom;
  for (const int row : b.left_rows) crossings += row > a.top && row < a.bottom;
  return 10 * crossings + a.left_rows.empty() + b.right_rows.empty();
}

// A topological order, then neighbours exchanged as long as that saves crossings.
void order(std::vector<Trunk>& trunks) {
  std::vector<Trunk> rest = std::move(trunks);
  trunks.clear();
  while (!rest.empty()) {
    const auto next = std::find_if(rest.begin(), rest.end(), [&](const Trunk& trunk) {
      return std::none_of(rest.begin(), rest.end(),
                          [&](const Trunk& other) { return must_precede(other, trunk); });
    });
    trunks.push_back(std::move(*next));
    rest.erase(next);
  }
  bool better = true;
  for (std::size_t pass = 0; better && pass < trunks.size(); ++pass) {
    better = false;
    for (std::size_t i = 0; i + 1 < trunks.size(); ++i)
      if (!must_precede(trunks[i], trunks[i + 1]) &&
          cost(trunks[i + 1], trunks[i]) < cost(trunks[i], trunks[i + 1])) {
        std::swap(trunks[i], trunks[i + 1]);
        better = true;
      }
  }
}

}  // namespace

Routes route(WiringRows rows, std::size_t wires) {
  std::vector<bool> has_track(wires);
  for (;;) {
    auto circle = circular(trunks_of(rows, wires));
    if (circle.empty()) break;
    // A wire that has one stays as it is: another would only take its place.
    std::erase_if(circle, [&](const Trunk& t) { return has_track[t.wire]; });
    if (circle.empty()) return {std::move(rows), {}, 0, true};
    const auto simplest =
        std::min_element(circle.begin(), circle.end(), [](const Trunk& a, const Trunk& b) {
          return a.left_rows.size() + a.right_rows.size() <
                 b.left_rows.size() + b.right_rows.size();
        });
    has_track[simplest->wire] = true;
    add_track(rows, simplest->wire, simplest->left_rows.front(), simplest->right_rows.front());
  }
  Routes routes{std::move(rows), {}, 0};
  routes.trunks = trunks_of(routes.rows, wires);
  order(routes.trunks);
  // In the same column, one trunk ends at least a row before the next begins.
  for (std::size_t i = 0; i < routes.trunks.size(); ++i) {
    Trunk& trunk = routes.trunks[i];
    for (std::size_t k = 0; k < i; ++k) {
      const Trunk& before = routes.trunks[k];
      if (trunk.top <= before.bottom + 1 && before.top <= trunk.bottom + 1)
        trunk.column = std::max(trunk.column, before.column + 1);
    }
    routes.columns = std::max(routes.columns, trunk.column + 1);
  }
  return routes;
}

}  // namespace buzzout
