#pragma once

#include <string>
#include <vector>

#include "core/fault.hpp"
#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// From so many on a cable is told channel by channel.
inline constexpr std::size_t kManyChannels = 3;

// The channels that reach an end, by name: "3" of the nets "3-hot", "3-cold" and "3-shield". Empty if the cable has
// fewer than kManyChannels.
std::vector<std::string> channels_at(const Profile&, const std::string& end);

// How the channels are: "3: no signal; the other seven are right". Empty if there are fewer than kManyChannels, or if
// all are right. The faults tell what came and went.
std::string channels_in_words(const Profile&, const FixtureMap&, const Netlist& measured, const std::vector<Fault>&);

}  // namespace buzzout
