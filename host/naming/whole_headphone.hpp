#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// A whole headphone on one plug: its coils join the contacts of each channel, and a test sees nothing but the
// plug. Without ohms a coil and a short look the same.
struct WholeHeadphone {
  enum class Kind {
    apart,   // a pair for each channel, the returns apart: it can be run balanced
    other,   // the same in an order that is not the plug's usual one: it must not go into the usual socket
    joined,  // a plug that could be balanced, its returns joined somewhere: it cannot be
    shared,  // a plug with one return for both channels: with it the headphone cannot be run balanced
  } kind = Kind::apart;
  std::string order;  // PlugOrder::name that this follows from

  // "If this is a whole headphone: …"; `is_known`: somebody said that it is one.
  std::string in_words(bool is_known = false) const;
};

// What a plug is on if nothing but its own contacts is joined; `joined` are the groups of two contacts or more.
// Nothing if no known order of the plug explains them.
std::optional<WholeHeadphone> whole_headphone(const ConnectorType&, const std::vector<std::vector<std::string>>& joined);
// What to measure at the plug in a socket with headphones behind it: its contacts as nets, by the order that whole_headphone()
// follows from; where it follows from none, as with a side open, by the first that what is joined does not contradict, its
// returns taken as joined where they are. Nothing if none is left, or a net reaches beyond that socket.
std::optional<Profile> headphones_in(const Socket&, const Netlist& measured);

// The same of the plug in a socket, by what was measured; nothing if a net reaches beyond that socket.
std::optional<WholeHeadphone> whole_headphone(const Socket&, const Netlist& measured);

}  // namespace buzzout
