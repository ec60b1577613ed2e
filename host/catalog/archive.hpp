#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/fixture.hpp"
#include "core/profile.hpp"

namespace buzzout {

// The texts of files as they once were, by the SHA-256 of their bytes.
using TextByHash = std::function<std::optional<std::string>(const std::string& sha256)>;

// What a record says of a file that it was judged by.
struct ArchivedName {
  std::string name;    // of a profile with its variant: "xlr-mic:shell-bonded"
  std::string sha256;  // of the file
  std::map<std::string, std::string> connectors;  // type → SHA-256 of its file
};

// The profile, or the fixture, exactly as it was when a record was made, whatever has become of its file. Throws
// Error "text-missing", "text-changed" (a text does not have its hash), "text-mismatch" (it holds something of
// another name), or what loading a file throws.
Profile archived_profile(const ArchivedName&, const TextByHash&);
Fixture archived_fixture(const ArchivedName&, const TextByHash&);

}  // namespace buzzout
