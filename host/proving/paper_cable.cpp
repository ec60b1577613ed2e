#include "proving/paper_cable.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace buzzout {

Cable::Cable(const Profile& profile) : profile_(&profile), contacts_(profile.contacts()) {
  wires_ = profile.nets.size();
  for (const auto& c : contacts_) {
    const Net* net = profile.net_of(c);
    wire_.push_back(net != nullptr ? static_cast<std::size_t>(net - profile.nets.data()) : wires_++);
  }
  wanted_ = wire_;
}

std::size_t Cable::index(const Contact& c) const {
  const auto it = std::ranges::find(contacts_, c);
  if (it == contacts_.end()) throw Error("internal", "the cable has no contact " + c.name());
  return static_cast<std::size_t>(it - contacts_.begin());
}

void Cable::open(const Contact& c) { wire_[index(c)] = wires_++; }

void Cable::swap(const Contact& a, const Contact& b) { std::swap(wire_[index(a)], wire_[index(b)]); }

void Cable::join(const Contact& a, const Contact& b) {
  const std::size_t from = wire_[index(b)], to = wire_[index(a)];
  std::ranges::replace(wire_, from, to);
  for (auto& d : diodes_) {
    if (d.anode == from) d.anode = to;
    if (d.cathode == from) d.cathode = to;
  }
}

void Cable::diode(const Contact& anode, const Contact& cathode) {
  diodes_.push_back({wire_[index(anode)], wire_[index(cathode)]});
}

void Cable::unplug(const std::string& end) { unplugged_.push_back(end); }

std::vector<bool> Cable::plugged() const {
  std::vector<bool> out;
  for (const auto& c : contacts_) out.push_back(std::ranges::find(unplugged_, c.end) == unplugged_.end());
  return out;
}

bool Cable::is_as_wanted() const {
  if (!unplugged_.empty()) return false;
  std::vector<std::size_t> heard;
  for (std::size_t i = 0; i < contacts_.size(); ++i)
    if (!profile_->is_ignored(contacts_[i])) heard.push_back(i);
  const auto has_listener = [&](std::size_t wire) {
    return std::ranges::any_of(heard, [&](std::size_t i) { return wire_[i] == wire; });
  };
  for (const auto& d : diodes_)
    if (d.anode != d.cathode && has_listener(d.anode) && has_listener(d.cathode)) return false;
  for (std::size_t a : heard)
    for (std::size_t b : heard)
      if ((wire_[a] == wire_[b]) != (wanted_[a] == wanted_[b])) return false;
  return true;
}

ScanMatrix Cable::matrix(const FixtureMap& map) const {
  const auto present = plugged();
  std::vector<PointSet> points(contacts_.size(), 0);
  for (std::size_t i = 0; i < contacts_.size(); ++i)
    if (present[i]) points[i] = map.points_of(contacts_[i]);

  ScanMatrix out;
  for (Point p = 0; p < map.points(); ++p) {
    PointSet low = only(p);
    std::vector<bool> low_wire(wires_, false);
    for (bool more = true; more;) {
      more = false;
      const auto pull = [&](std::size_t wire) {
        more = more || !low_wire[wire];
        low_wire[wire] = true;
      };
      for (std::size_t i = 0; i < contacts_.size(); ++i) {
        if ((points[i] & low) != 0) pull(wire_[i]);
        if (low_wire[wire_[i]] && (points[i] & ~low) != 0) {
          low |= points[i];
          more = true;
        }
      }
      for (const auto& d : diodes_)
        if (low_wire[d.cathode]) pull(d.anode);
    }
    out.rows.push_back(low);
  }
  return out;
}

}  // namespace buzzout
