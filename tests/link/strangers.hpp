#pragma once

#include <string>

#include "jig/envelope.hpp"
#include "link/damage.hpp"

namespace buzzout {

// Another client's request in an envelope of its own.
SealedRequest other_request(std::uint32_t sequence, Random&);

// What a person at a serial monitor or another program sends: a bare request, or half a line.
std::string typed_line(Random&);

// `other` before, within or after `bytes`.
std::string mixed(const std::string& bytes, const std::string& other, Random&);

}  // namespace buzzout
