#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/namesakes.hpp"

namespace buzzout {

// The files of one kind (profiles, connectors, labels or fixtures) in several folders. A name means the file that
// is called so in the first folder that has one. The last folder is the library that ships: among its own files no
// name is claimed twice, which its tests see to.
class LibraryFiles {
 public:
  // `roots` outlive it. `folder` is that of the kind below each root.
  LibraryFiles(const std::vector<std::filesystem::path>& roots, const char* folder) : roots_(roots), folder_(folder) {}

  // The file that the name means, whatever it holds: a link to what is not there hides a later folder's file too.
  // Throws Error "folder-unreadable", as all of these do.
  std::optional<std::filesystem::path> find(const std::string& name) const;
  // Every name and the file that it means.
  std::map<std::string, std::filesystem::path> by_name() const;
  // Of all folders, sorted.
  std::vector<std::string> names() const;
  // The folders, as messages show them.
  std::string folders() const;

  // What goes by a name: a file by its own, or by one of its aliases.
  struct Claim {
    std::filesystem::path file;
    std::string alias;  // empty: the file's own name
  };
  // Claims by name, the letters a to z for A to Z too: nobody hears the difference. First folder first.
  using Claims = std::multimap<std::string, Claim>;
  // By the files' own names: .yml and .YAML files too, which are never read, but may be meant.
  Claims claims() const;
  // Those that can count against the file that is used.
  Claims claims_against(const std::filesystem::path& used) const;
  // Those by a profile's alias that claim one of these names are added. Files that do not load have no aliases.
  void add_aliases(Claims&, const std::vector<std::string>& names) const;

  // Who else claims one of these names, and is not byte for byte the same.
  Namesakes namesakes(const std::filesystem::path& used, const std::vector<std::string>& names, const Claims&) const;

  // A key of Claims.
  static std::string key(std::string name);

 private:
  std::vector<std::filesystem::path> files(const std::filesystem::path& root) const;
  bool ships(const std::filesystem::path& file) const;
  void add_claims(Claims&, const std::filesystem::path& root) const;

  const std::vector<std::filesystem::path>& roots_;
  std::string folder_;
};

}  // namespace buzzout
