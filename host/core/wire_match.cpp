#include "core/wire_match.hpp"

#include <algorithm>
#include <cmath>

#include "core/roles.hpp"
#include "core/tell_resistance.hpp"

namespace buzzout {
namespace {

// The role of the other side: "R+" of "L+", "right-hot" of "left-hot"; empty of any other.
std::string right_of(const std::string& role) {
  if (channel_of(role) == 'L') return std::string("R") + role[1];
  return role.starts_with("left-") ? "right-" + role.substr(5) : "";
}

bool is_plain_wire(const Net& net) {
  return net.contacts.size() == 2 && net.contacts[0].end != net.contacts[1].end && net.roles().size() == 1;
}

bool have_one_size(const Profile& p, const Net& a, const Net& b) {
  const Wire none, *one = p.wire(a), *other = p.wire(b);
  const Wire &first = one != nullptr ? *one : none, &second = other != nullptr ? *other : none;
  return first.section_mm2() == second.section_mm2() && first.length_m == second.length_m;
}

double factor_of(double percent) { return 1 + percent / 100; }

// What a resistance cannot be below.
double at_least_nothing(double ohm) { return std::max(ohm, 0.0); }

}  // namespace

std::vector<WirePair> wires_made_alike(const Profile& p) {
  std::vector<WirePair> out;
  const auto add = [&](const Net* a, const Net* b) {
    if (b == nullptr || a == b || !is_plain_wire(*a) || !is_plain_wire(*b) || !have_one_size(p, *a, *b)) return;
    out.push_back(a < b ? WirePair{a, b} : WirePair{b, a});
  };
  for (const auto& pair : pairs_of(p)) add(pair.plus, pair.minus);
  for (const auto& net : p.nets)
    for (const auto& role : net.roles())
      if (const std::string right = right_of(role); !right.empty()) add(&net, p.net_of_role(right));
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

double WireMatch::max_ohm() const { return at_least_nothing(less.ohm) * factor_of(percent); }

double WireMatch::uncertainty() const { return std::hypot(more.uncertainty, less.uncertainty * factor_of(percent)); }

std::optional<double> WireMatch::difference_percent() const {
  if (!(less.ohm > less.uncertainty)) return {};
  return (more.ohm / less.ohm - 1) * 100;
}

ResistanceStatus status_of(const WireMatch& m) {
  const double u = m.uncertainty();
  // The first is written so that what is no number does not match; the others hold what is held against what may be.
  if (!(m.more.ohm - u <= m.max_ohm())) return ResistanceStatus::too_high;
  if (!(at_least_nothing(m.less.ohm) + u <= m.max_ohm())) return ResistanceStatus::undecided;
  return m.more.ohm + u <= m.max_ohm() ? ResistanceStatus::ok : ResistanceStatus::marginal;
}

std::vector<WireMatch> match_wires(const Profile& p, const std::vector<Resistance>& all) {
  std::vector<WireMatch> out;
  if (!p.match) return out;
  const auto measured = [&](const Net& net) {
    return std::ranges::find_if(all, [&](const Resistance& r) {
      return std::isfinite(r.ohm) && std::ranges::find(net.contacts, r.from) != net.contacts.end() &&
             std::ranges::find(net.contacts, r.to) != net.contacts.end();
    });
  };
  for (const auto& [one, other] : wires_made_alike(p)) {
    const auto a = measured(*one), b = measured(*other);
    if (a == all.end() || b == all.end()) continue;
    const bool first_is_more = a->ohm >= b->ohm;
    WireMatch m{first_is_more ? *a : *b, first_is_more ? *b : *a, p.match->percent, p.match->basis};
    m.status = status_of(m);
    out.push_back(std::move(m));
  }
  return out;
}

double least_matched_ohm(double percent, double uncertainty) {
  return std::hypot(uncertainty, uncertainty * factor_of(percent)) / (percent / 100);
}

std::string in_words(const WireMatch& m) {
  const std::string more = m.more.net + " has " + ohms_with_uncertainty(m.more.ohm, m.more.uncertainty),
                    less = m.less.net + " " + ohms_with_uncertainty(m.less.ohm, m.less.uncertainty);
  const auto percent = m.difference_percent();
  return percent ? more + ", " + less + ": " + std::to_string(std::lround(*percent)) + " % more" : more + " and " + less;
}

}  // namespace buzzout
