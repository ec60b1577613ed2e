#pragma once

#include <optional>
#include <set>
#include <string>

#include "core/fixture_map.hpp"

namespace buzzout {

// Finds sockets, other than those in `occupied`, for every end of a cable; none if it does not fit.
// The sockets may share test points with occupied ones.
std::optional<FixtureMap> place_beside(const Profile&, const Fixture&,
                                       const std::set<std::string>& occupied);

// Whether a plug of this type goes into the socket.
bool takes(const Socket&, const ConnectorType& plug);

}  // namespace buzzout
