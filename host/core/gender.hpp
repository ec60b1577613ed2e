#pragma once

namespace buzzout {

// Whether a part has pins or holes: a plug or a socket, a male or a female XLR. Unsaid: the file does not tell.
enum class Gender { unsaid, male, female };

// Whether a part of one can be pushed together with a part of the other, as far as it was said.
constexpr bool may_mate(Gender a, Gender b) { return a == Gender::unsaid || b == Gender::unsaid || a != b; }

constexpr Gender opposite(Gender g) {
  return g == Gender::male ? Gender::female : g == Gender::female ? Gender::male : Gender::unsaid;
}

}  // namespace buzzout
