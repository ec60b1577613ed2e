#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/prompts.hpp"
#include "naming/identification.hpp"
#include "naming/learning.hpp"

namespace buzzout {

// What a measurement does not tell of a cable to be learned: as said beforehand, else as a known cable has it where
// that is certain, else as a person answers. Without prompts nobody answers. What nobody says is an Error.

// The ends and their sockets. Throws "which-socket", "bad-name", "foreign-link".
std::vector<EndChoice> choose_ends(const FixtureMap::Choices& said, const Profile* pattern, const Identification&,
                                   const Fixture&, Prompts*);

// The known cable that has these ends in these sockets: the exact one, else the nearest; null if there is none.
const CableMatch* nearest_match(const Identification&, const std::vector<EndChoice>&, const Fixture&);

// Throws "bad-name" unless a net can be called that.
void check_net_name(const std::string& net, const std::string& where = {});

// Roles for the nets of a measured cable. Throws "bridge-in-doubt", and what name_nets() does.
void choose_roles(Profile& measured, std::vector<RoleChoice> said, const Profile* pattern, const CableMatch* known,
                  Prompts*);

// Throws "which-use".
Use choose_use(std::optional<Use> said, const Profile* pattern, const CableMatch* known, bool exact,
               const Profile& measured, Prompts*);

// Throws "which-operator", "bad-text".
std::string choose_person(const std::optional<std::string>& said, const std::string& configured, Prompts*);

}  // namespace buzzout
