#pragma once

#include <ctime>
#include <string>

#include "cli/terminal/environment.hpp"
#include "cli/options.hpp"

namespace buzzout {

// Holds the plugged-in cable against a learned profile, which becomes `confirmed` if it passes: only its trust and
// its source change in the file. Exit status as of a command. Throws Error where that would confirm nothing.
int confirm_profile(const Options&, Environment&);

// "2026-03-14", local.
std::string date_of(std::time_t);

}  // namespace buzzout
