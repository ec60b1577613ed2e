#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/connector.hpp"
#include "core/contact.hpp"
#include "core/point_set.hpp"

namespace buzzout {

// A plug of another type that fits a socket: where each of the plug's contacts lands. A TS plug in a
// TRS socket lands its S on both R and S, and so bridges them.
struct Acceptance {
  ConnectorType plug;
  std::vector<std::pair<std::string, std::vector<std::string>>> lands;  // plug pin → socket pins
};

struct Socket {
  std::string name;   // unique in the fixture: "amp-4.4"
  std::string label;  // what is printed beside it; matched with a profile's end name: "amp"
  ConnectorType type;
  std::vector<std::pair<std::string, Point>> wires;  // contact → test point, in contact order
  std::vector<Acceptance> accepts;
  int life = 0;  // insertions that it is made for; 0: nobody knows
  Gender gender = Gender::unsaid;  // male: a plug on a lead, for far ends that are sockets; or an XLR with pins

  // The test points of all contacts.
  PointSet points() const;
  // The test point of a contact of this socket; the contact must exist.
  Point point_of(std::string_view pin) const;
  // Where the contacts of a plug land, in the plug's order; none if it does not go in.
  std::optional<std::vector<PointSet>> landings(const ConnectorType& of) const;
};

// Which test point of which board lands on which contact of which socket. Loaded and checked by the
// catalog, which guarantees: points are the board's; within one socket no point is used twice; and
// sockets that share points all belong to one sharing group, any two of which have a point in common.
// The last rule is what makes a second cable plugged in parallel visible: it must leave the group
// somewhere, on points of its own.
struct Fixture {
  std::string name;
  std::string title;
  std::string board;  // "uno", "mega", "mega64"
  std::vector<Socket> sockets;
  std::string sha256;
  Namesakes namesakes = {};
  std::map<Point, Point> senses = {};  // half Kelvin: from the point of a contact to the point that reads it and nothing else
  std::map<Point, unsigned> taps = {};  // the milliohm add-on: from a point to the channel, 0 to 15, that is on it; empty: no add-on

  const Socket* socket(std::string_view name) const;
  // Connector types of the sockets and of the plugs they accept, and the hashes of their files: with
  // `sha256`, all that the fixture says.
  std::map<std::string, std::string> connector_hashes() const;
  // Every socket contact on a test point, in fixture order.
  std::vector<Contact> contacts_at(Point) const;
};

}  // namespace buzzout
