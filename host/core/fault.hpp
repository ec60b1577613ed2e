#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"

namespace buzzout {

enum class FaultKind {
  open,             // an intended path is absent
  short_,           // an unintended connection between nets
  one_way,          // conducts in one direction only
  high_resistance,  // connected, through more ohms than the limit
  low_isolation,    // not a short, but not apart either
  intermittent,     // changed during the test
  component,        // a measured part is outside its window
  weak_link,        // connected, and at the threshold of what a digital pin takes for connected
};
std::string_view to_string(FaultKind);  // "open", "short", "one-way", …
const std::vector<FaultKind>& fault_kinds();

// A measured difference from the profile; what it means is a Diagnosis. `net` is the profile's net, or
// the nets joined by " + " for a short. `contacts` are the cable's, and for whatever else takes part the
// socket contacts of the fixture.
//   open             the two contacts of a two-contact net; else contacts that are cut off from the rest: from
//                    the largest part of the net, if one part is the largest
//   short, low_isolation  all contacts that are joined
//   high_resistance  the two contacts between which it was measured
//   intermittent     where a net lets go, as an open one is told; or all contacts that touch at times
//   component        what is on the two nets of a part, and `open` with a `part` too
//   one_way          `from` is what current comes from, `contacts` all that take part, those first
struct Fault {
  FaultKind kind = FaultKind::open;
  std::string net;
  std::vector<Contact> contacts;
  std::size_t from = 0;     // one_way: how many of `contacts` the current comes from
  bool capacitive = false;  // open: conducts for a moment only, as a series capacitor does
  bool foreign = false;     // a contact that is not of this cable takes part
  std::string part = {};    // the profile's part that is wrong; else empty
  // high_resistance, component, and low_isolation where it was measured: ohms, their uncertainty (k = 2), and the limit.
  std::optional<double> ohm = {}, uncertainty = {}, limit = {};
};

}  // namespace buzzout
