#include "core/wire_match.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {
namespace {

// "L+" and "L-" are a pair, "L+" and "R+" the two sides of one thing.
bool are_alike(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a.size() < 2 || a == b) return false;
  const std::string a_stem = a.substr(0, a.size() - 1), b_stem = b.substr(0, b.size() - 1);
  const char a_sign = a.back(), b_sign = b.back();
  const auto is_sign = [](char c) { return c == '+' || c == '-'; };
  if (!is_sign(a_sign) || !is_sign(b_sign)) return false;
  if (a_stem == b_stem) return true;
  const bool sides = (a_stem == "L" && b_stem == "R") || (a_stem == "R" && b_stem == "L");
  return sides && a_sign == b_sign;
}

}  // namespace

std::vector<Mismatch> compare_likes(const Profile& p, const std::vector<Resistance>& resistances) {
  std::vector<const Resistance*> wires;
  for (const auto& net : p.nets) {
    if (net.contacts.size() != 2 || net.roles().size() != 1) continue;
    const auto found = std::ranges::find(resistances, net.name, &Resistance::net);
    if (found != resistances.end()) wires.push_back(&*found);
  }
  std::vector<Mismatch> out;
  for (std::size_t i = 0; i < wires.size(); ++i)
    for (std::size_t j = i + 1; j < wires.size(); ++j) {
      if (!are_alike(wires[i]->net, wires[j]->net)) continue;
      const bool first_is_more = wires[i]->ohm >= wires[j]->ohm;
      Mismatch m{first_is_more ? *wires[i] : *wires[j], first_is_more ? *wires[j] : *wires[i], INFINITY, INFINITY};
      if (std::isfinite(m.more.ohm) && m.less.ohm > 0) {
        m.percent = (m.more.ohm - m.less.ohm) / m.less.ohm * 100;
        m.uncertainty = std::hypot(m.more.uncertainty, m.less.uncertainty * m.more.ohm / m.less.ohm) / m.less.ohm * 100;
      }
      out.push_back(std::move(m));
    }
  return out;
}

}  // namespace buzzout
