#pragma once

#include <cstddef>

#include "live/assembly.hpp"

namespace buzzout {

// What a person who looks at the cable, and not at the screen, should hear.
enum class Chime { none, right, wrong };

// A steady state of a cable, as far as it can be heard.
struct Heard {
  bool cable_in = false;
  std::size_t done = 0, wrong = 0, upsets = 0;
};
Heard heard_in(const LiveState&, const Assembly&);

// Wrong: a joint was lost, something touches, or let go. Right: one joint more is as it should be.
Chime chime(const Heard& before, const Heard& now);

}  // namespace buzzout
