#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/contact.hpp"
#include "core/diagnosis.hpp"
#include "core/profile.hpp"

namespace buzzout {

// What let go, or touched, while a cable was moved: a net of the profile that was whole and alone
// for a while, and then for a moment was not.
struct Upset {
  enum class Kind { lost, touched };
  Kind kind = Kind::lost;
  std::string net;  // "L-"; touched: "L- + R-"
  std::vector<Contact> contacts;
  unsigned times = 0;
  std::int64_t last = 0;  // milliseconds, on the clock of the looks
  bool redone = false;    // the person said since that the joints were redone
};

// The net of an upset in which nothing at all stayed connected: a plug that was pulled, most likely.
inline constexpr const char* kAllWires = "all wires";

// "L- (amp.R1, left.S) let go 3 times"
std::string in_words(const Upset&);

// "It let go 17 times while it was watched."
std::string times_watched(const Upset&);

// The `intermittent` diagnosis of it.
Diagnosis diagnosis_of(const Upset&, const Profile&);

}  // namespace buzzout
