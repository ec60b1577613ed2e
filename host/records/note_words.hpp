#pragma once

#include <string>

#include "core/error.hpp"

namespace buzzout {

// Whether a text that somebody typed says nothing.
bool is_blank(const std::string&);

// What somebody says in their own words is kept for good: throws `blank` if that is nothing, and an Error with the same
// code if it has more than 500 bytes. `name`: what it is called there.
void require_words(const std::string& note, const std::string& name, const Error& blank);

}  // namespace buzzout
