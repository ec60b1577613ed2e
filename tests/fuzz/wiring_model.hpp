#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/scan.hpp"

namespace fuzz {

// What a jig measures of a cable, worked out from the words of the profile and the fixture: contact by
// contact and point by point, without the sets and the Expectation that the program reasons with.
class WiringModel {
 public:
  WiringModel(const buzzout::Profile& profile, const buzzout::Fixture& fixture,
              const buzzout::FixtureMap& map)
      : points_(buzzout::find_board(fixture.board)->points) {
    std::map<std::string, std::vector<unsigned>> points;  // by contact
    for (const auto& end : profile.ends) {
      const buzzout::Socket& socket = *fixture.socket(socket_of(end.name, map));
      for (const auto& pin : end.type.contacts)
        for (const auto& landing : landings(end.type, pin, socket))
          for (const auto& [wired, point] : socket.wires)
            if (wired == landing) points[end.name + "." + pin].push_back(point);
    }
    for (unsigned p = 0; p < points_; ++p) net_.push_back(p);
    for (const auto& [contact, bridged] : points) join(bridged);
    for (const auto& net : profile.nets) {
      std::vector<unsigned> all;
      for (const auto& contact : net.contacts)
        for (unsigned p : points[contact.name()]) all.push_back(p);
      join(all);
    }
    ignored_.resize(points_);
    for (const auto& contact : profile.ignored)
      for (unsigned p : points[contact.name()]) ignored_[p] = true;
  }

  unsigned points() const { return points_; }
  bool joined(unsigned a, unsigned b) const { return net_[a] == net_[b]; }
  bool ignored(unsigned p) const { return ignored_[p]; }

  buzzout::ScanMatrix matrix() const {
    buzzout::ScanMatrix out;
    for (unsigned a = 0; a < points_; ++a) {
      out.rows.push_back(0);
      for (unsigned b = 0; b < points_; ++b)
        if (joined(a, b)) out.rows[a] |= buzzout::PointSet{1} << b;
    }
    return out;
  }

 private:
  static std::string socket_of(const std::string& end, const buzzout::FixtureMap& map) {
    for (const auto& p : map.placements())
      if (p.end == end) return p.socket;
    return {};
  }
  static std::vector<std::string> landings(const buzzout::ConnectorType& plug, const std::string& pin,
                                           const buzzout::Socket& socket) {
    if (socket.type.name == plug.name) return {pin};
    for (const auto& a : socket.accepts)
      if (a.plug.name == plug.name)
        for (const auto& [from, to] : a.lands)
          if (from == pin) return to;
    return {};
  }
  void join(const std::vector<unsigned>& together) {
    for (unsigned p : together) {
      const unsigned old = net_[p], now = net_[together[0]];
      for (auto& net : net_)
        if (net == old) net = now;
    }
  }

  unsigned points_;
  std::vector<unsigned> net_;  // by point
  std::vector<bool> ignored_;
};

}  // namespace fuzz
