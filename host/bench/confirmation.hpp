#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "bench/library_warnings.hpp"
#include "bench/prompts.hpp"
#include "bench/steady_time.hpp"
#include "catalog/places.hpp"
#include "core/fixture_map.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// Whose profile is to be confirmed, on which jig, by whom, with which other cable.
struct ConfirmationRequest {
  std::string profile;        // name, alias or file
  std::string port, fixture;  // see JigSession::Request
  FixtureMap::Choices at = {};
  std::optional<std::string> person = {};  // none: as the settings say, else it is asked
  std::optional<std::string> cable = {};   // none: the one that it was learned from
};

struct ConfirmationResult {
  bool simulated = false;
  Verdict verdict;              // PASS: it is confirmed
  Profile profile;              // as its file has it now
  std::filesystem::path file;
};

// Holds the plugged-in cable against a learned profile, which becomes `confirmed` if it passes: only its trust and its
// source change in the file. Who does it is asked if nobody says so; without `prompts` nobody is there to answer. Throws
// Error where that would confirm nothing.
ConfirmationResult confirm_profile(const Places&, const ConfirmationRequest&, Prompts* prompts, LibraryWarnings&,
                                   WallClock = time_of_day);

}  // namespace buzzout
