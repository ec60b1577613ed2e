#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "cli/terminal/environment.hpp"
#include "core/fixture_map.hpp"

namespace buzzout {

// Whose profile is to be confirmed, on which jig, by whom, with which other cable.
struct ConfirmRequest {
  std::string profile, port, fixture;  // see JigSession::Request
  FixtureMap::Choices at;
  std::optional<std::string> person, cable;
  bool json = false;
};

// Holds the plugged-in cable against a learned profile, which becomes `confirmed` if it passes: only its trust and
// its source change in the file. Exit status as of a command. Throws Error where that would confirm nothing.
int confirm_profile(const ConfirmRequest&, Environment&);

// "2026-03-14", local.
std::string date_of(std::time_t);

}  // namespace buzzout
