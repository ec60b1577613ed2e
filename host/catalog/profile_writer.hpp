#pragma once

#include <string>
#include <string_view>

#include "catalog/source_text.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Refuses what does not fit on one line of a file: "bad-text" if `text` is empty, longer than `most` bytes, no
// UTF-8, or has control characters, line ends or marks that change the direction of writing.
void check_line(std::string_view text, const std::string& what, std::size_t most);

// A profile as its file: what load_profile() reads back. Every text is quoted. Variants and the hash are left
// out. Throws "bad-text".
std::string to_yaml(const Profile&);

// The `golden` of its limits, each line behind `indent`. Throws "bad-text".
std::string to_yaml(const GoldenLimit&, const std::string& indent);

// A profile's file with another trust and another source text, every other byte as it was. Throws "cannot-edit" where
// these two do not stand on one line each, with what to write by hand.
std::string with_trust(const SourceText&, Trust, const std::string& source_text);

// A profile's file with this `golden` in its limits, in place of one that was there; every other byte as it was. Throws
// "cannot-edit" where its limits do not stand on lines of their own, as `limits:` and what is below it. Whoever writes it
// loads it first: what stands in the file in another way comes out as another profile.
std::string with_golden(const SourceText&, const GoldenLimit&);

}  // namespace buzzout
