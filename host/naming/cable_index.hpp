#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/netlist.hpp"
#include "naming/seating.hpp"

namespace buzzout {

// A known cable, and how it would have to be plugged in.
struct CableMatch {
  const Profile* profile = nullptr;
  Seating seating;
  unsigned distance = 0;  // opens plus joins between it and what was measured
  unsigned common = 0;    // wires that both have
  unsigned wires = 0;     // that the cable has: a net of n points is n - 1 wires
  std::uint32_t form = 0;  // cables with the same number measure the same
};

// What any of many known cables would measure in a fixture, however it is plugged in, so that what was
// measured finds its names. A cable that nothing here can recognise is left out: one with components between
// its nets, or with a contact that reaches no test point.
//
// The canonical form of a wiring is one label a point, the lowest point of its net; points that a profile
// ignores are left out. Equal forms are found by their hash and then compared bit for bit.
class CableIndex {
 public:
  // Bounds on the ways of plugging in that are tried: of one cable, and of all together. Of each cable at
  // least those are in that come first (Seatings); 10,000 cables have 25 each.
  static constexpr std::size_t kMostSeatings = 720;  // six alike plugs in six sockets
  static constexpr std::size_t kMostSeatingsOfAll = 250'000;

  // The profiles outlive the index.
  CableIndex(const std::vector<Profile>&, const Fixture&);

  // Cables that measure exactly this, each with the most ordinary of its seatings: as labelled before
  // exchanged before elsewhere; of those, the better trusted profiles first. None where something but wires
  // was measured.
  std::vector<CableMatch> exact(const ScanMatrix&) const;

  // Cables whose wiring is nearest to the measured nets, nearest first, each in its nearest seating; exact
  // ones included. `most` of them. Left out are cables without a wire in common, unless exactly their contacts
  // are in use: then every wire may be on a wrong one.
  //
  // The distance of two partitions of the points with N and G parts is 2·I − N − G, where I is the number of
  // intersecting pairs of parts: I − N cuts and I − G joins lead from one to the other.
  std::vector<CableMatch> nearest(const Netlist&, std::size_t most) const;

  std::size_t cables() const { return cables_; }  // that fit the fixture
  std::size_t seatings() const { return members_.size(); }
  std::size_t forms() const { return forms_.size(); }  // different wirings
  // Names of cables some of whose seatings were left out.
  const std::vector<std::string>& incomplete() const { return incomplete_; }

 private:
  // A wiring of all points, and who measures it.
  struct Form {
    PointSet ignored = 0;
    PointSet linked = 0;                    // points in a net of two or more
    std::uint32_t first_net = 0, nets = 0;  // in nets_: those of two points or more, ignored points left out
    std::uint32_t parts = 0;                // single points included
    std::uint32_t first_member = 0, members = 0;
  };
  struct Member {
    std::uint32_t profile = 0, form = 0;
    Seating seating;
  };

  std::uint32_t form_of(const std::vector<PointSet>& nets, PointSet ignored);
  std::span<const PointSet> nets_of(const Form&) const;
  bool measures(const Form&, const ScanMatrix&) const;
  CableMatch match(const Member&, unsigned distance, unsigned common) const;

  const std::vector<Profile>& profiles_;
  unsigned points_ = 0;
  std::size_t cables_ = 0;
  std::vector<Form> forms_;
  std::vector<PointSet> nets_;
  std::vector<Member> members_;  // by form
  std::vector<PointSet> masks_;  // the different sets of ignored points
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash_;
  std::vector<std::string> incomplete_;
};

}  // namespace buzzout
