#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "core/diagnosis.hpp"
#include "core/profile.hpp"

namespace buzzout {

// What let go, touched or went beyond its limit in ohms while a cable was moved or a joint was pressed: a net of the profile
// that was whole, alone and within its limits for a while, and then for a moment was not.
struct Upset {
  enum class Kind { lost, touched, strayed };
  Kind kind = Kind::lost;
  std::string net;  // "L-"; touched: "L- + R-"; strayed: the part's, if it was one
  std::vector<Contact> contacts;
  unsigned times = 0;
  std::int64_t last = 0;  // milliseconds, on the clock of the looks
  bool redone = false;    // the person said since that the joints were redone
  // Strayed: by how many ohms at most it rose above the least that was seen, or fell; none: all that was seen is that there was
  // no path, or none that was steady for as long as a reading takes.
  std::optional<double> change = {};
};
std::string_view to_string(Upset::Kind);  // "lost", "touched", "strayed"

// A path whose resistance moved while it was watched by more than the contacts and the converter explain, within its limits
// as far as was seen.
struct Swing {
  std::string net;  // or the part's
  Contact from, to;
  double least = 0, most = 0;  // ohms
};
// "L- (amp.R1, left.S) moved between 0.21 Ω and 1.40 Ω"
std::string in_words(const Swing&);

// The net of an upset in which nothing at all stayed connected: a plug that was pulled, most likely.
inline constexpr const char* kAllWires = "all wires";

// "L- (amp.R1, left.S) let go 3 times", "L- (amp.R1, left.S) rose by 4.8 Ω twice"
std::string in_words(const Upset&);

// "It let go 17 times while it was watched."
std::string times_watched(const Upset&);

// The `intermittent` diagnosis of it.
Diagnosis diagnosis_of(const Upset&, const Profile&);

}  // namespace buzzout
