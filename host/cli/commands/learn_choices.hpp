#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/terminal/questions.hpp"
#include "naming/identification.hpp"
#include "naming/learning.hpp"

namespace buzzout {

// What a measurement does not tell of a cable to be learned: as said on the command line, else as a known cable has
// it where that is certain, else as answered. What nobody says is an Error with the option that would say it.

// The ends and their sockets. Throws "which-socket".
std::vector<EndChoice> choose_ends(const FixtureMap::Choices& said, const Profile* pattern, const Identification&,
                                   const Fixture&, Questions&);

// The known cable that has these ends in these sockets: the exact one, else the nearest; null if there is none.
const CableMatch* alike(const Identification&, const std::vector<EndChoice>&, const Fixture&);

// Roles for the nets of a measured cable; what is said is NET=CONTACT[,CONTACT]... each. Throws "usage", "bad-name",
// "bridge-in-doubt", and what name_nets() does.
void choose_roles(Profile& measured, const std::vector<std::string>& said, const Profile* pattern,
                  const CableMatch* known, Questions&);

// Throws "which-use", or "usage" for a word that is no use.
Use choose_use(const std::optional<std::string>& said, const Profile* pattern, const CableMatch* known, bool exact,
               const Profile& measured, Questions&);

// Throws "which-operator", "bad-text".
std::string choose_person(const std::optional<std::string>& said, const std::string& configured, Questions&);

}  // namespace buzzout
