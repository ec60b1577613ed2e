#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/library_warnings.hpp"
#include "bench/prompts.hpp"
#include "bench/steady_time.hpp"
#include "catalog/places.hpp"
#include "core/fixture_map.hpp"
#include "core/wiring.hpp"
#include "naming/learning.hpp"

namespace buzzout {

// A profile to be made of the plugged-in cable, and what is known of that beforehand.
struct LessonRequest {
  std::string name;                 // of the profile
  std::string port, fixture;        // see JigSession::Request
  FixtureMap::Choices at = {};      // none: as a known cable has them, or where only one socket can be meant
  std::vector<RoleChoice> roles = {};
  std::optional<std::string> title = {};
  std::optional<Use> use = {};
  std::optional<std::string> person = {};  // who measures; none: as the settings say, else it is asked
  std::optional<std::string> unlike = {};  // it is no faulty one of these: a profile's name or alias
  std::optional<std::string> from = {};    // the template that is filled in: name, alias or file
  std::optional<std::string> file = {};    // where the profile goes; none: the user's library
  bool diodes = false;                     // links that conduct one way only are meant
  bool resistors = false;                  // links of more ohms than a wire has are meant
};

struct LearnedProfile {
  Profile profile;
  std::filesystem::path file;
  FixtureMap::Choices sockets;       // of its ends, as they were
  bool needs_sockets = false;        // a test that does not name them would look elsewhere
  std::vector<std::string> free;     // contacts that must touch nothing
  std::vector<std::string> same_as;  // known cables that measure the same, plugged in as labelled; as they are typed
  BalancedSafe safe;                 // what a test of the cable will say
};

struct LessonResult {
  bool simulated = false;
  std::optional<LearnedProfile> learned;  // none: nothing is plugged in
};

// Measures the plugged-in cable several times and writes its profile. What the request does not say and the measurement
// does not tell is asked; without `prompts` nobody is there to answer, and it is an Error. Throws Error for whatever is
// in doubt, "dangerous", "maybe-faulty" and "unlike-sides" among others, and then no file is written.
LessonResult learn_cable(const Places&, const LessonRequest&, Prompts* prompts, LibraryWarnings&, WallClock = time_of_day);

}  // namespace buzzout
