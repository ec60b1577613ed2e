#pragma once

#include <string>

#include "core/diagnose.hpp"
#include "core/explanation.hpp"

namespace buzzout {

// A plug of which nothing was seen.
Diagnosis tell_unplugged(const Profile&, const FixtureMap&, const std::string& end);
Diagnosis tell_break(const Profile&, const FixtureMap&, const Break&, const Suspects&);
// "redo the joint at amp.R1 or left.S"
std::string mending_in_words(const Break&);

}  // namespace buzzout
