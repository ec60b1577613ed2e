#include "core/part_network.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace buzzout {
namespace {

constexpr double kJumperOhm = 1e-3;
constexpr double kToNowhereSiemens = 1e-12;  // so that a net that hangs on nothing has a voltage

std::size_t place_of(const Profile& p, const std::string& net) {
  return static_cast<std::size_t>(p.net_named(net) - p.nets.data());
}

constexpr double kJoined = 1e9;  // ohms: above it two nets are joined by nothing

// Ohms between two nets: one ampere in at `from`, out at `to`, by Gauss' elimination with the largest pivot.
// `left_out`: as if that part were not there; null: none.
double effective_ohms(const Profile& p, const std::string& of_from, const std::string& of_to, double OhmWindow::*end,
                      const Part* left_out = nullptr) {
  const std::size_t n = p.nets.size();
  std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1));
  for (std::size_t i = 0; i < n; ++i) rows[i][i] = kToNowhereSiemens;
  for (const auto& part : p.parts) {
    if (&part == left_out || (!part.has_ohms() && part.kind != PartKind::jumper)) continue;
    const double siemens = 1 / std::max(part.has_ohms() ? (*part.ohm).*end : kJumperOhm, kJumperOhm);
    const std::size_t a = place_of(p, part.from), b = place_of(p, part.to);
    rows[a][a] += siemens;
    rows[b][b] += siemens;
    rows[a][b] -= siemens;
    rows[b][a] -= siemens;
  }
  const std::size_t from = place_of(p, of_from), to = place_of(p, of_to);
  rows[from][n] += 1;
  rows[to][n] -= 1;
  for (std::size_t k = 0; k < n; ++k) {
    const auto pivot = std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(k), rows.end(), [&](const auto& a, const auto& b) {
      return std::abs(a[k]) < std::abs(b[k]);
    });
    std::iter_swap(rows.begin() + static_cast<std::ptrdiff_t>(k), pivot);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double factor = rows[i][k] / rows[k][k];
      for (std::size_t j = k; j <= n; ++j) rows[i][j] -= factor * rows[k][j];
    }
  }
  return rows[from][n] / rows[from][from] - rows[to][n] / rows[to][to];
}

}  // namespace

std::optional<OhmWindow> window_between(const Profile& p, const Net& a, const Net& b) {
  constexpr double kLeastOfParts = 0.01;  // jumpers alone have less
  OhmWindow out;
  out.min = effective_ohms(p, a.name, b.name, &OhmWindow::min);
  out.max = effective_ohms(p, a.name, b.name, &OhmWindow::max);
  if (out.max < kLeastOfParts || out.max > kJoined) return {};
  return out;
}

std::optional<OhmWindow> window_between_nets_of(const Profile& p, const Part& part) {
  if (!part.has_ohms()) return {};
  OhmWindow out = *part.ohm;
  out.min = effective_ohms(p, part.from, part.to, &OhmWindow::min);
  out.max = effective_ohms(p, part.from, part.to, &OhmWindow::max);
  return out;
}

bool is_seen_beside_others(const Profile& p, const Part& part) {
  const auto window = window_between_nets_of(p, part);
  return window && effective_ohms(p, part.from, part.to, &OhmWindow::min, p.part(part.name)) > window->max;
}

bool lies_beside_others(const Profile& p, const Part& part) {
  return effective_ohms(p, part.from, part.to, &OhmWindow::min, p.part(part.name)) < kJoined;
}

bool are_joined_by_parts(const Profile& p, const Net& a, const Net& b) {
  std::vector<std::size_t> of(p.nets.size());
  std::iota(of.begin(), of.end(), std::size_t{0});
  for (const auto& part : p.parts) {
    const std::size_t from = of[place_of(p, part.from)], to = of[place_of(p, part.to)];
    std::ranges::replace(of, to, from);
  }
  return of[place_of(p, a.name)] == of[place_of(p, b.name)];
}

}  // namespace buzzout
