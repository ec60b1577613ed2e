#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"

namespace buzzout {

// "amp.T, left.T and right.T"
std::string list_of(const std::vector<Contact>&, const char* last_joint = " and ");
std::string list_of(const std::vector<std::string>&, const char* last_joint = " and ");

// What one types for a profile: its first alias, if it has one; with its variant.
std::string typed_name(const Profile&);

// Why nobody may build a cable from its picture, to be said above it: it is dangerous, or the pins of some ends are a
// guess. Empty: nothing forbids it.
std::string building_ban(const Profile&);

// As one writes it: "2", "0.35", "0.501"; six figures at most.
std::string plain_number(double);

// As a sentence begins.
std::string capitalized(std::string text);

// A net as people call it: "L+", "the shared return"; or the contact's own name where no net names it.
std::string name_of(const Net*, const std::vector<Contact>& = {});

}  // namespace buzzout
