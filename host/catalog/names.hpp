#pragma once

#include <string_view>

namespace buzzout {

// The characters a name may have: ASCII letters and digits, and `others` after the first character.
struct NameRule {
  std::string_view allowed;  // in words
  std::string_view others;
  std::size_t longest;
  bool letter_first;  // else a digit may stand first too
};

bool follows(const NameRule&, std::string_view name);

// Profiles, their aliases and variants, connectors, fixtures, sockets, labels, parts. No slash,
// colon or leading dot: a name becomes a file name, and `name:variant` names a variant.
inline constexpr NameRule kThingName{
    "1 to 64 letters, digits, `.`, `_`, `-`; a letter or digit first", "._-", 64, false};
// Ends: no dot, because `amp.R1` is a contact of one.
inline constexpr NameRule kEndName{"1 to 24 letters, digits, `_`, `-`; a letter first", "_-", 24,
                                   true};
inline constexpr NameRule kContactName{
    "1 to 16 letters, digits, `+`, `-`, `_`; a letter or digit first", "+-_", 16, false};
// One role of a net; a net's name is one role, or several joined by `=`.
inline constexpr NameRule kRoleName{
    "1 to 24 letters, digits, `+`, `-`, `_`, `.`; a letter or digit first; roles joined by `=`",
    "+-_.", 24, false};

}  // namespace buzzout
