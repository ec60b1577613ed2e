#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "bench/library_warnings.hpp"
#include "bench/prompts.hpp"
#include "bench/steady_time.hpp"
#include "catalog/places.hpp"
#include "core/fixture_map.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Around which cable a profile is to get its limits, and who says so.
struct GoldenRequest {
  std::string profile;        // name, alias or file
  std::string port, fixture;  // see JigSession::Request
  FixtureMap::Choices at = {};
  std::optional<std::string> name = {};    // the new profile that gets them; none: the profile's own file
  std::optional<std::string> file = {};    // where the new one goes; none: the user's library
  std::optional<std::string> person = {};  // none: as the settings say, else it is asked
  std::optional<std::string> cable = {};   // which one it is
};

struct GoldenResult {
  bool simulated = false;
  Profile profile;             // as its file has it now
  std::filesystem::path file;
  double spread = 0;           // between two insertions of one path at most, in ohms
};

// How often the cable is put in.
inline constexpr int kGoldenInsertions = 5;

// Measures a cable that is presumed good as often as that, and writes the mean of each path into the limits of a profile,
// with the margin of the jig's method. Each time it must pass against the profile as it was. Without `prompts` nobody is
// there to put it in again; a simulated jig does that itself. Throws Error where such limits would say nothing, or more
// than was seen, and then no file is written: "no-ohms", "too-coarse" (the margin lies inside the uncertainty),
// "not-golden" (it did not pass), "unsteady" (two insertions differ by more than contacts do), "shipped-file", "variant",
// "cannot-edit" among others.
GoldenResult learn_golden(const Places&, const GoldenRequest&, Prompts* prompts, LibraryWarnings&, WallClock = time_of_day);

}  // namespace buzzout
