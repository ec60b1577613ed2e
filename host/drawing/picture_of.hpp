#pragma once

#include "drawing/wiring_picture.hpp"
#include "core/fixture.hpp"
#include "core/profile.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// A cable as its profile wants it: the first end at the left, with those after it that are of its
// kind if as many others remain; the others at the right.
WiringPicture picture_of(const Profile&);

// A cable as it was measured against its profile: whole nets, what is missing, what is too much.
// Sockets that the cable does not use appear as ends when something reaches them. `map` tells where
// the ends are plugged in.
WiringPicture picture_of(const Profile&, const FixtureMap& map, const Verdict&);

// What joins a fixture's sockets, without a profile. `sockets` are those in use, in order.
WiringPicture picture_of(const Fixture&, const std::vector<const Socket*>& sockets, const ScanMatrix&);

}  // namespace buzzout
