#include "core/fixture_evidence.hpp"

namespace buzzout {
namespace {

// A time in the future is a clock that was set back, one before 1970 is nonsense: no proof.
bool is_recent(std::int64_t seen, std::int64_t now) {
  return seen >= 0 && seen <= now && now - seen <= kProofSeconds;
}

}  // namespace

bool FixtureEvidence::is_proved(const Contact& socket_contact, std::int64_t now) const {
  const auto it = connected.find(socket_contact);
  return it != connected.end() && is_recent(it->second, now) && !broken.contains(socket_contact);
}

bool FixtureEvidence::empty_is_proved(std::int64_t now) const {
  return !bridged && empty_seen && is_recent(*empty_seen, now);
}

}  // namespace buzzout
