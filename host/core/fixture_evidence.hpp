#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/contact.hpp"

namespace buzzout {

// What is known about one fixture on one jig. A broken wire behind a socket contact is invisible where
// a profile wants that contact isolated, and a bridge inside the jig is invisible where it wants the
// contacts joined. Only having seen the contact connected, and the fixture empty and clean, excludes
// them. Times are seconds since 1970.
struct FixtureEvidence {
  std::optional<std::int64_t> empty_seen;       // every point isolated with nothing plugged in
  std::map<Contact, std::int64_t> connected;    // socket contact → last seen connected
  std::set<Contact> broken;                     // socket contacts that a self-test found dead
  std::set<Contact> misrouted;                  // socket contacts that answered a trace as another point
  std::set<std::string> failed;                 // sockets whose last loop-back step found anything wrong
  bool traced = false;  // every socket contact answered as its own point when it was last touched
  bool bridged = false;                         // a self-test found points joined with nothing in
  std::uint64_t found = 0;                      // how many times something was found wrong, what was known already included

  // Whether a socket contact was seen connected recently enough to be believed.
  bool is_proved(const Contact& socket_contact, std::int64_t now) const;
  bool empty_is_proved(std::int64_t now) const;

  bool operator==(const FixtureEvidence&) const = default;
};

// How long a proof is believed: a week.
inline constexpr std::int64_t kProofSeconds = 7 * 24 * 3600;

}  // namespace buzzout
