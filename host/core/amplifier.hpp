#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"

namespace buzzout {

// Whether a plug of this type can carry a balanced signal: four contacts beside its shell. Necessary and not
// enough: a headset's plug has four.
bool may_be_balanced(const ConnectorType&);

// A contact that meets the amplifier, and what the amplifier has there.
struct AmplifierContact {
  Contact contact;
  const Net* net = nullptr;          // the profile's; null: it must stay free, or is ignored
  std::vector<std::string> outputs;  // that drive it: "L-"; both where two returns share it; empty: none
  bool is_ground = false;            // the amplifier may have its ground there
  bool joins_returns = false;        // of a balanced amplifier it would be an output, and two returns share it
  const PlugOrder* order = nullptr;  // the usual order of such a plug, where `outputs` come from it
};

// One way in which a cable goes into an amplifier: by one plug with both channels, or by a plug for each.
struct AmplifierSide {
  std::vector<const End*> plugs;  // pointers into the profile, as above
  std::vector<AmplifierContact> contacts;
  // Whether the plugs can be those of a balanced headphone amplifier. Never of a loudspeaker cable.
  bool may_be_balanced = false;
};

// Whether an end has the wires L+ and R+, as an amplifier's plug has and a cup's has not.
bool carries_both_channels(const Profile&, const End&);

// Every way in which a cable for headphones or loudspeakers may go into its amplifier, told by the roles of its
// nets, by the contacts and the usual orders of its connectors, and by their gender: a socket is not plugged in where
// the cable has a plug. What an end is called does not matter. More than one where nothing tells, as of a cable
// with the same plug at both ends; none of a cable that no such amplifier drives.
std::vector<AmplifierSide> amplifier_sides(const Profile&);

// Whether to join these two contacts of one side shorts an output: to another output, or to ground.
bool shorts_an_output(const AmplifierContact&, const AmplifierContact&);

// Whether contacts that are all joined do so on some side.
bool shorts_an_output(const Profile&, const std::vector<Contact>& joined);

}  // namespace buzzout
