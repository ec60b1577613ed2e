#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Wires of one end that sit on each other's contacts.
struct Rewiring {
  std::string end;
  // The wire found on `first` belongs on `second`.
  std::vector<std::pair<std::string, std::string>> moves;
  bool operator==(const Rewiring&) const = default;
};

// Two plugs of one type in each other's sockets.
struct Exchange {
  std::string one, other;  // ends
  bool operator==(const Exchange&) const = default;
};

// A wire that has come apart: the groups of contacts that still hang together, in the profile's order. `net`
// is the wire's net in the profile.
struct Break {
  const Net* net;
  std::vector<std::vector<Contact>> pieces;  // two or more
};

// Wires that are joined, each by what it joins with: the contacts of one net, or one that must stay free.
struct Join {
  struct Part {
    const Net* net;  // null: a contact that no net names
    std::vector<Contact> contacts;
  };
  std::vector<Part> parts;  // two or more
};

// What was done to a cable that is as its profile wants it, in this order: plugs exchanged or left out, wires
// moved, wires broken, wires joined. It then measures exactly as it did.
struct Explanation {
  std::vector<Exchange> exchanges;
  std::vector<std::string> unplugged;  // ends that reach nothing at all
  std::vector<Rewiring> rewirings;     // each of another end
  std::vector<Break> breaks;
  std::vector<Join> joins;
  // How many things were done: exchanges of two wires (of two plugs: as many as it takes to do the same with
  // wires), plugs left out, breaks, joins.
  unsigned size = 0;

  bool empty() const { return size == 0; }
};

enum class Causes { any, breaks_and_joins };

// The explanations of the smallest size, at most twelve, those that a person would try first in front: no iron needed; one end
// opened; a plug order that is known (ConnectorType::orders); few wires; few joints. Empty if nothing was done.
//
// A partition of the contacts into wires becomes another one by at least 2·I − N − G breaks and joins, with N
// and G wires in the two and I the pairs of them that share a contact (the distance of two partitions in
// their lattice). Rewirings are tried with each of these: every order of the wires of an end of up to six
// contacts (of a larger one: two exchanged, shifted by one, backwards, the known orders), two exchanges at two
// ends, two plugs of one type exchanged, and further ones where each brings it nearer to what was measured, with at
// most one such exchange on top.
//
// Ignored contacts and contacts without a test point take no part. `measured` are links seen both ways; where
// there are one-way or ragged links only breaks and joins are looked for.
std::vector<Explanation> smallest_explanations(const Profile&, const FixtureMap&, const Netlist& measured,
                                               Causes = Causes::any);

// The order that the wires of an end are in after a rewiring, if it is a known one that the profile does not
// have at that end itself; else null. Pointers into the profile.
const PlugOrder* known_order(const Profile&, const Rewiring&);
// The known order that a profile has at an end, else null.
const PlugOrder* known_order(const Profile&, const End&);

}  // namespace buzzout
