#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/netlist.hpp"

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

  std::string in_words() const;
};

// What a plug is on if nothing but its own contacts is joined; `joined` are the groups of two contacts or more.
// Nothing if no known order of the plug explains them.
std::optional<WholeHeadphone> whole_headphone(const ConnectorType&, const std::vector<std::vector<std::string>>& joined);
// The same of the plug in a socket, by what was measured; nothing if a net reaches beyond that socket.
std::optional<WholeHeadphone> whole_headphone(const Socket&, const Netlist& measured);

}  // namespace buzzout
