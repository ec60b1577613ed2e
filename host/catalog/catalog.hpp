#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/connector_yaml.hpp"
#include "catalog/library_files.hpp"
#include "core/connector.hpp"
#include "core/error.hpp"
#include "core/fixture.hpp"
#include "core/label_template.hpp"
#include "core/profile.hpp"

namespace buzzout {

// The files of connectors, profiles and fixtures. Reads only what it is asked for, each time anew; connectors once.
// Everything throws Error that points at the fault in the file, or "unknown-profile",
// "unknown-fixture", "unknown-connector", "unknown-label", "ambiguous-profile", "name-mismatch" (a file of the
// library that is not named as what it holds), "folder-unreadable".
//
// A name means one file. What is returned says in `namesakes` which one that was, and who else goes by the name: by
// that which was asked for, or by that which records will have.
class Catalog {
 public:
  // Folders to look in; what an earlier one holds hides the same name in a later one. Each may have
  // profiles/, profiles/connectors/, profiles/labels/ and fixtures/. The last is the library that ships.
  explicit Catalog(std::vector<std::filesystem::path> roots) : roots_(std::move(roots)) {}

  // By name, alias, or path (what has a slash or ends in .yaml or .yml); with ":variant" behind any
  // of them, that variant; with kHeadphonesSuffix behind all of it, with_headphones() of that.
  Profile profile(const std::string& name_alias_or_path) const;
  Fixture fixture(const std::string& name_or_path) const;
  // Every fixture of a board, by name; only those that could have all of these words in their files, such as the
  // connector types that they must take.
  std::vector<Fixture> fixtures_of(std::string_view board, const std::vector<std::string>& words = {}) const;
  ConnectorType connector(const std::string& name_or_path) const;
  LabelTemplate label(const std::string& name_or_path) const;

  // Every profile and its variants, by name; what is wrong with a file that does not load goes into `broken`. Aliases
  // of hidden files are not among the namesakes.
  std::vector<Profile> profiles(std::vector<Error>& broken) const;

  // The file that profile() reads for a name, alias or path without a variant.
  std::filesystem::path profile_file(const std::string& name_alias_or_path) const;
  // A profile that is not in a file yet.
  Profile profile_of(const SourceText&) const;

  // The bytes of the files behind what profile(), fixture() and connector() have returned, by their SHA-256.
  const std::map<std::string, std::string>& texts() const { return texts_; }

  // Names of the files, sorted; broken files included.
  std::vector<std::string> profile_names() const;
  std::vector<std::string> fixture_names() const;
  std::vector<std::string> connector_names() const;
  std::vector<std::string> label_names() const;

 private:
  LibraryFiles files(const char* folder) const { return {roots_, folder}; }
  Namesakes namesakes(const std::filesystem::path& used, const std::vector<std::string>& names, const char* folder) const;
  std::filesystem::path find_profile(const std::string& name_or_alias) const;
  struct Alias {
    std::string name;
    std::filesystem::path file;
  };
  // The aliases in every profile whose file could hold the word; files that do not load go into `broken`.
  std::vector<Alias> aliases(std::string_view word, std::vector<std::filesystem::path>& broken) const;
  ConnectorLibrary library() const;
  Fixture library_fixture(const std::filesystem::path&, const SourceText&, const LibraryFiles::Claims&) const;
  const SourceText& keep(const SourceText&) const;

  std::vector<std::filesystem::path> roots_;
  mutable std::map<std::string, ConnectorType> connectors_;  // those that were read
  mutable std::map<std::string, std::string> texts_;
};

}  // namespace buzzout
