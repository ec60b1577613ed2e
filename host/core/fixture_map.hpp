#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/board.hpp"
#include "core/fixture.hpp"
#include "core/profile.hpp"

namespace buzzout {

// One end of the cable in one socket.
struct Placement {
  std::string end;
  std::string socket;
  std::string label;
};

// A profile's ends placed in a fixture's sockets: the bridge between contacts (what people solder)
// and test points (what the jig measures).
class FixtureMap {
 public:
  // END=SOCKET choices of the user; SOCKET is a socket's name.
  using Choices = std::map<std::string, std::string>;

  // Each end goes to the socket its choice names; else to the only free one that takes its connector type and
  // gender; else to the only one of those whose label is the end's name; else to the only one of its own type.
  // Sockets that share points hold one end at most. Throws Error "no-socket", "ambiguous-socket", "unknown-socket",
  // "unknown-end" or "socket-taken", naming the candidates.
  FixtureMap(const Profile&, const Fixture&, const Choices& = {});

  const Fixture& fixture() const { return *fixture_; }
  unsigned points() const { return points_; }
  const std::vector<Placement>& placements() const { return placements_; }

  // A contact of the cable that reaches test points.
  struct Reach {
    Contact contact;
    PointSet points = 0;
  };
  // In the order of the profile's ends and their contacts.
  const std::vector<Reach>& reaches() const { return reaches_; }

  // The test points of a cable contact: usually one; two where a plug bridges socket contacts.
  PointSet points_of(const Contact&) const;
  // The cable contacts on a point (empty: no end of the cable reaches it).
  std::vector<Contact> contacts_at(Point) const;
  // The socket contact through which a cable contact reaches a point.
  Contact socket_contact(const Contact&, Point) const;
  // Every socket contact wired to a point, of whatever socket.
  std::vector<Contact> socket_contacts_at(Point) const;
  // A point as a person finds it: the cable contact if one is there ("amp.R1"); else the socket
  // contacts of the fixture ("xlr4.2"); else "point 12".
  std::string name_of(Point) const;

 private:
  struct Landing {
    Contact contact;
    Contact socket;
    Point point;
  };
  unsigned points_ = 0;
  std::vector<Placement> placements_;
  std::vector<Landing> landings_;
  std::vector<Reach> reaches_;
  const Fixture* fixture_;  // outlives the map
};

// Where a plug is said to be: "end `amp` in socket `phone-4.4`".
std::string end_in_socket(const std::string& end, const std::string& socket);

}  // namespace buzzout
