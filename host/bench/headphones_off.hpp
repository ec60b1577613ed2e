#pragma once

#include "bench/prompts.hpp"
#include "core/error.hpp"

namespace buzzout {

// Asks that nobody wears the headphones that are about to be measured: returns once somebody said so, and throws what
// Prompts::ask() throws. Nothing may drive a contact before.
void ask_for_headphones_off(Prompts&);

// Nobody said so of headphones that are to be tested as that profile: code "headphones-worn".
Error headphones_worn(const std::string& profile);

}  // namespace buzzout
