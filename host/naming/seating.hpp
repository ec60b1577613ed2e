#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"

namespace buzzout {

// How the plugs of a cable sit, compared with where FixtureMap puts them unasked.
enum class Seat {
  as_labelled,
  exchanged,    // two of several plugs are in each other's sockets
  end_for_end,  // so are the two plugs of a cable that has no more
  elsewhere,    // in other sockets; or FixtureMap would ask which
};
std::string_view to_string(Seat);  // "as-labelled", "exchanged", "end-for-end", "elsewhere"

// One way to plug a cable into a fixture: every end in a socket that takes its plug, no two in sockets that
// share points.
struct Seating {
  Seat seat = Seat::as_labelled;
  std::vector<std::size_t> sockets;    // by end: an index into the fixture's sockets
  std::vector<std::string> exchanged;  // names of the two ends, if they are

  FixtureMap::Choices choices(const Profile&, const Fixture&) const;
};

// Every seating of a cable, those as labelled, exchanged and end for end first; an end that belongs onto a plug
// of the fixture is a socket, and sits on plugs only. `complete` is false where
// there are more than `most`, or where looking for them took too long.
struct Seatings {
  std::vector<Seating> all;
  bool complete = true;
};
Seatings seatings_of(const Profile&, const Fixture&, std::size_t most);

}  // namespace buzzout
