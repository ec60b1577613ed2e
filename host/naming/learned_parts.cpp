#include "naming/learned_parts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/error.hpp"
#include "core/limits.hpp"
#include "core/tell_resistance.hpp"

namespace buzzout {
namespace {

constexpr double kLeastPart = 8;          // ohms: no joint that lasts has as many, and hardly a part has fewer
constexpr double kUsualTolerance = 0.05;  // of a part
constexpr double kSumsAgree = 0.03;       // of two resistances in a row

struct Link {
  std::size_t a, b;  // groups of contacts that wires join
  const Resistance* reading;
};

// The contacts of a net, in groups that wires join; where it is not known a contact is with the first.
class Grouping {
 public:
  Grouping(const Net& net, const std::vector<Resistance>& all) : net_(net), of_(net.contacts.size()) {
    std::iota(of_.begin(), of_.end(), std::size_t{0});
    for (const auto& r : all)
      if (r.net == net.name) readings_.push_back(&r);
    for (const auto* r : readings_)
      if (r->ohm <= kHouseContinuity + r->uncertainty) join(place(r->from), place(r->to));
    std::vector<bool> touched(of_.size());
    for (const auto* r : readings_) touched[place(r->from)] = touched[place(r->to)] = true;
    for (std::size_t i = 0; i < of_.size(); ++i)
      if (!touched[i]) join(0, i);
  }

  std::vector<Link> links() const {
    std::vector<Link> out;
    for (const auto* r : readings_)
      if (const Link l{of_[place(r->from)], of_[place(r->to)], r}; l.a != l.b) out.push_back(l);
    std::ranges::stable_sort(out, {}, [](const Link& l) { return l.reading->ohm; });
    return out;
  }
  std::vector<Contact> contacts_of(std::size_t group) const {
    std::vector<Contact> out;
    for (std::size_t i = 0; i < of_.size(); ++i)
      if (of_[i] == group) out.push_back(net_.contacts[i]);
    return out;
  }

 private:
  std::size_t place(const Contact& c) const {
    return static_cast<std::size_t>(std::ranges::find(net_.contacts, c) - net_.contacts.begin());
  }
  void join(std::size_t i, std::size_t j) {
    const std::size_t from = of_[j], to = of_[i];
    std::ranges::replace(of_, from, to);
  }

  const Net& net_;
  std::vector<std::size_t> of_;
  std::vector<const Resistance*> readings_;
};

std::string between(const Resistance& r) {
  return ohms_with_uncertainty(r.ohm, r.uncertainty) + " between " + r.from.name() + " and " + r.to.name();
}

// Three digits, as parts are marked.
double rounded_value(double ohm) {
  const double step = std::pow(10, std::floor(std::log10(ohm)) - 2);
  return std::round(ohm / step) * step;
}

OhmWindow window_of(const Resistance& r) {
  OhmWindow out;
  out.nominal = rounded_value(r.ohm);
  const double tolerance = std::max(kUsualTolerance, std::ceil(150 * r.uncertainty / r.ohm) / 100);
  out.min = *out.nominal * (1 - tolerance);
  out.max = *out.nominal * (1 + tolerance);
  out.basis = "measured " + ohms_with_uncertainty(r.ohm, r.uncertainty) + " when it was learned";
  return out;
}

// The links without which the groups would fall apart, the smallest first; every other reading must be a sum of them.
std::vector<Link> tree_of(const std::vector<Link>& links) {
  std::vector<Link> out;
  std::map<std::pair<std::size_t, std::size_t>, double> apart;  // ohms by way of the tree
  const auto far = [&](std::size_t a, std::size_t b) { return a == b ? 0 : apart.contains({a, b}) ? apart.at({a, b}) : INFINITY; };
  std::vector<std::size_t> groups;
  for (const auto& l : links)
    for (const std::size_t g : {l.a, l.b})
      if (std::ranges::find(groups, g) == groups.end()) groups.push_back(g);
  for (const auto& l : links) {
    const double ohm = l.reading->ohm, known = far(l.a, l.b);
    if (std::isfinite(known)) {
      if (std::abs(known - ohm) > kSumsAgree * known + 2 * l.reading->uncertainty)
        throw Error("parts-unclear", "resistors lie side by side: " + between(*l.reading) + ", and " + ohms_in_words(known, known / 50) +
                                         " by way of the others",
                    "", "write the profile by hand", Action{ActionCode::write_profile});
      continue;
    }
    out.push_back(l);
    for (const std::size_t x : groups)
      for (const std::size_t y : groups) {
        const double way = std::min(far(x, l.a) + ohm + far(l.b, y), far(x, l.b) + ohm + far(l.a, y));
        if (way < far(x, y)) apart[{x, y}] = way;
      }
  }
  return out;
}

}  // namespace

void part_by_ohms(Profile& p, const std::vector<Resistance>& measured, Ohmic ohmic) {
  std::vector<Net> nets;
  unsigned resistors = 0;
  for (const auto& net : p.nets) {
    const Grouping groups(net, measured);
    const auto links = groups.links();
    if (links.empty()) {
      nets.push_back(net);
      continue;
    }
    const Resistance& first = *links.front().reading;
    if (!std::isfinite(first.ohm) || first.ohm - first.uncertainty < kLeastPart)
      throw Error("bad-joint", "there are " + between(first) + ": too many for a wire, and too few for a part", "",
                  "redo these joints, or learn from another cable; if it is meant, write the profile by hand", Action{ActionCode::write_profile});
    if (ohmic == Ohmic::refused)
      throw Error("resistive", "there are " + between(first) + ": that is no wire", "",
                  "look for a bad joint; or, if a resistor or a coil is meant, say so", Action{ActionCode::insist_resistors});
    const auto tree = tree_of(links);
    std::map<std::size_t, std::string> names;
    for (const auto& l : tree)
      for (const std::size_t g : {l.a, l.b})
        if (!names.contains(g)) {
          names[g] = names.empty() ? net.name : net.name + "-" + std::to_string(names.size() + 1);
          nets.push_back({names[g], groups.contacts_of(g)});
        }
    for (auto& part : p.parts)  // diodes of the whole net are at its first group; what they are at cannot be told
      if (part.from == net.name || part.to == net.name)
        throw Error("parts-unclear", "a diode and a resistor are on one net, " + net.name, "", "write the profile by hand", Action{ActionCode::write_profile});
    for (const auto& l : tree)
      p.parts.push_back({"R" + std::to_string(++resistors), PartKind::resistor, names.at(l.a), names.at(l.b), window_of(*l.reading)});
  }
  p.nets = std::move(nets);
}

}  // namespace buzzout
