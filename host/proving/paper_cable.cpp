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
  for (const auto& part : profile.parts) {
    const auto wire = [&](const std::string& net) { return static_cast<std::size_t>(profile.net_named(net) - profile.nets.data()); };
    parts_.push_back({&part, wire(part.from), wire(part.to)});
  }
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
  for (auto& p : parts_) {
    if (p.from == from) p.from = to;
    if (p.to == from) p.to = to;
  }
}

void Cable::set_part(const std::string& name, PartState state) {
  const auto it = std::ranges::find(parts_, name, [](const Fitted& p) { return p.part->name; });
  if (it == parts_.end()) throw Error("internal", "the cable has no part " + name);
  it->state = state;
}

std::vector<Cable::Diode> Cable::diodes() const {
  std::vector<Diode> out = diodes_;
  for (const auto& p : parts_) {
    if (p.state == PartState::open) continue;
    const bool diode = p.part->kind == PartKind::diode, joined = p.state == PartState::joined || p.part->kind == PartKind::jumper;
    if (!diode && !joined) continue;
    if (joined || p.state == PartState::as_wanted) out.push_back({p.from, p.to});
    if (joined || p.state == PartState::reversed) out.push_back({p.to, p.from});
  }
  return out;
}

std::vector<bool> Cable::low_with(std::size_t wire) const {
  std::vector<bool> out(wires_, false);
  out[wire] = true;
  const auto all = diodes();
  for (bool more = true; more;) {
    more = false;
    for (const auto& d : all)
      if (out[d.cathode] && !out[d.anode]) more = out[d.anode] = true;
  }
  return out;
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
  const bool plain = diodes_.empty() && parts_.empty();
  for (std::size_t a : heard)
    for (std::size_t b : heard)
      if (plain && (wire_[a] == wire_[b]) != (wanted_[a] == wanted_[b])) return false;
  if (plain) return true;
  const Cable wanted(*profile_);
  for (std::size_t a : heard) {
    const auto here = low_with(wire_[a]), there = wanted.low_with(wanted_[a]);
    for (std::size_t b : heard)
      if (here[wire_[b]] != there[wanted_[b]]) return false;
  }
  return true;
}

ScanMatrix Cable::matrix(const FixtureMap& map) const {
  const auto present = plugged();
  std::vector<PointSet> points(contacts_.size(), 0);
  for (std::size_t i = 0; i < contacts_.size(); ++i)
    if (present[i]) points[i] = map.points_of(contacts_[i]);

  const auto all_diodes = diodes();
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
      for (const auto& d : all_diodes)
        if (low_wire[d.cathode]) pull(d.anode);
    }
    out.rows.push_back(low);
  }
  return out;
}

}  // namespace buzzout
