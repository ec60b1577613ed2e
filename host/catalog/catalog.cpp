#include "catalog/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <set>

#include "catalog/fixture_yaml.hpp"
#include "catalog/in_parallel.hpp"
#include "catalog/label_yaml.hpp"
#include "catalog/profile_yaml.hpp"
#include "core/attached_headphones.hpp"
#include "core/suggest.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProfiles = "profiles";
constexpr const char* kConnectors = "profiles/connectors";
constexpr const char* kLabels = "profiles/labels";
constexpr const char* kFixtures = "fixtures";

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

// "what:variant" in two; a path may have colons of its own.
std::pair<std::string, std::string> split_variant(const std::string& name) {
  const auto colon = name.rfind(':');
  const auto slash = name.rfind('/');
  if (colon == std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml") ||
      (slash != std::string::npos && slash > colon))
    return {name, {}};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

void check_name(const std::string& name, const fs::path& file, const std::string& key) {
  const std::string stem = file.stem().string();
  if (name == stem) return;
  const SourceText source = SourceText::read(file);
  const YamlNode root = parse_yaml(source);
  throw source.error("name-mismatch",
                     "the file is called " + in_quotes(stem) + ", what it holds " + in_quotes(name),
                     root.find(key)->mark, "rename one of them");
}

// Without its variant.
std::string file_name(const Profile& p) { return p.name.substr(0, p.name.find(':')); }

Profile library_profile(const fs::path& file, const SourceText& source, const std::string& variant,
                        const ConnectorLibrary& connectors) {
  Profile out = load_profile(source, connectors, variant);
  check_name(file_name(out), file, "profile");
  return out;
}

// `suspect`: what else may be the reason; may be empty.
Error unknown(const std::string& kind, const std::string& name, const LibraryFiles& files, const Words& known,
              const std::string& suspect = "") {
  Error out("unknown-" + kind, "there is no " + kind + (kind == "connector" ? " type " : " ") + in_quotes(name), files.folders(), suspect);
  if (!suspect.empty()) out.remedy += "; ";
  if (known.empty()) {
    out.remedy += "there are no " + kind + "s in these folders";
  } else if (kind != "profile" && kind != "fixture") {
    out.remedy += advice(name, "known", known);
  } else {
    if (const auto near = nearest(name, known)) out.remedy += "did you mean " + in_quotes(*near) + "? ";
    out.remedy += "all of them";
    out.action = Action{ActionCode::list_files, {{"kind", kind}}};
  }
  return out;
}

}  // namespace

std::vector<std::string> Catalog::profile_names() const { return files(kProfiles).names(); }
std::vector<std::string> Catalog::fixture_names() const { return files(kFixtures).names(); }
std::vector<std::string> Catalog::connector_names() const { return files(kConnectors).names(); }
std::vector<std::string> Catalog::label_names() const { return files(kLabels).names(); }

Namesakes Catalog::namesakes(const fs::path& used, const std::vector<std::string>& names, const char* folder) const {
  const LibraryFiles all = files(folder);
  LibraryFiles::Claims claims = all.claims_against(used);
  if (folder == kProfiles) all.add_aliases(claims, names);
  return all.namesakes(used, names, claims);
}

ConnectorLibrary Catalog::library() const {
  return {[this](const std::string& name) -> std::optional<ConnectorType> {
            if (const auto known = connectors_.find(name); known != connectors_.end()) return known->second;
            const auto file = files(kConnectors).find(name);
            if (!file) return std::nullopt;
            ConnectorType type = load_connector(keep(SourceText::read(*file)));
            check_name(type.name, *file, "connector");
            type.namesakes = namesakes(*file, {name}, kConnectors);
            connectors_.emplace(name, type);
            return type;
          },
          [this] { return connector_names(); }};
}

ConnectorType Catalog::connector(const std::string& name) const {
  if (is_path(name)) {
    ConnectorType out = load_connector(keep(SourceText::read(name)));
    out.namesakes = namesakes(name, {out.name}, kConnectors);
    return out;
  }
  if (auto type = library().find(name)) return *std::move(type);
  throw unknown("connector", name, files(kConnectors), connector_names());
}

Fixture Catalog::fixture(const std::string& name) const {
  if (is_path(name)) {
    Fixture out = load_fixture(keep(SourceText::read(name)), library());
    out.namesakes = namesakes(name, {out.name}, kFixtures);
    return out;
  }
  const auto file = files(kFixtures).find(name);
  if (!file) throw unknown("fixture", name, files(kFixtures), fixture_names());
  return library_fixture(*file, SourceText::read(*file), files(kFixtures).claims_against(*file));
}

std::vector<Fixture> Catalog::fixtures_of(std::string_view board, const std::vector<std::string>& words) const {
  std::vector<Fixture> out;
  const LibraryFiles::Claims claims = files(kFixtures).claims();
  for (const auto& name : fixture_names()) {
    const auto file = files(kFixtures).find(name);
    if (!file) continue;
    const SourceText source = SourceText::read(*file);
    const auto could_hold = [&](std::string_view word) { return source.could_hold(word); };
    if (!could_hold(board) || !std::ranges::all_of(words, could_hold)) continue;
    Fixture fixture = library_fixture(*file, source, claims);
    if (fixture.board == board) out.push_back(std::move(fixture));
  }
  return out;
}

Fixture Catalog::library_fixture(const fs::path& file, const SourceText& source, const LibraryFiles::Claims& claims) const {
  Fixture out = load_fixture(keep(source), library());
  check_name(out.name, file, "fixture");
  out.namesakes = files(kFixtures).namesakes(file, {out.name}, claims);
  return out;
}

LabelTemplate Catalog::label(const std::string& name) const {
  if (is_path(name)) {
    LabelTemplate out = load_label(SourceText::read(name));
    out.namesakes = namesakes(name, {out.name}, kLabels);
    return out;
  }
  const auto file = files(kLabels).find(name);
  if (!file) throw unknown("label", name, files(kLabels), label_names());
  LabelTemplate out = load_label(SourceText::read(*file));
  check_name(out.name, *file, "label");
  out.namesakes = namesakes(*file, {name}, kLabels);
  return out;
}

Profile Catalog::profile(const std::string& wanted) const {
  if (is_of_headphones(wanted)) return with_headphones(profile(without_headphones(wanted)));
  const auto [name, variant] = split_variant(wanted);
  if (name != wanted && variant.empty())
    throw Error("unknown-variant", in_quotes(wanted) + " names no variant", {},
                "write " + in_quotes(name) + ", or a variant's name after the colon");
  if (is_path(name)) {
    Profile out = load_profile(keep(SourceText::read(name)), library(), variant);
    out.namesakes = namesakes(name, {file_name(out)}, kProfiles);
    return out;
  }
  const fs::path file = find_profile(name);
  Profile out = library_profile(file, keep(SourceText::read(file)), variant, library());
  out.namesakes = namesakes(file, {file_name(out), name}, kProfiles);
  return out;
}

const SourceText& Catalog::keep(const SourceText& source) const {
  texts_.emplace(source.sha256(), source.bytes());
  return source;
}

fs::path Catalog::profile_file(const std::string& wanted) const {
  const std::string name = without_headphones(wanted);
  return is_path(name) ? fs::path(name) : find_profile(name);
}

Profile Catalog::profile_of(const SourceText& source) const { return load_profile(source, library(), {}); }

std::vector<Profile> Catalog::profiles(std::vector<Error>& broken) const {
  // Thousands of profiles have a handful of connectors, which all threads take from here.
  std::map<std::string, std::optional<ConnectorType>> read;
  std::mutex reading;
  const ConnectorLibrary all = library();
  const ConnectorLibrary connectors{[&](const std::string& name) {
                                      const std::scoped_lock lock(reading);
                                      const auto known = read.find(name);
                                      if (known != read.end()) return known->second;
                                      return read[name] = all.find(name);
                                    },
                                    all.names};
  const LibraryFiles library = files(kProfiles);
  struct Family {
    fs::path file;
    std::vector<Profile> members = {};
    std::optional<Error> problem = {};
  };
  std::vector<Family> families;
  for (const auto& [name, file] : library.by_name()) families.push_back({file});
  in_parallel(families.size(), [&](std::size_t i) {
    Family& family = families[i];
    try {
      std::vector<Profile> members = load_profiles(SourceText::read(family.file), connectors);
      check_name(file_name(members.front()), family.file, "profile");
      family.members = std::move(members);
    } catch (const Error& e) {
      family.problem = e;
    }
  });
  LibraryFiles::Claims claims = library.claims();
  std::vector<Profile> out;
  std::vector<fs::path> from;
  for (auto& family : families) {
    if (family.problem) broken.push_back(*family.problem);
    if (family.members.empty()) continue;
    for (const auto& alias : family.members.front().aliases)
      claims.emplace(LibraryFiles::key(alias), LibraryFiles::Claim{family.file, alias});
    from.insert(from.end(), family.members.size(), family.file);
    std::ranges::move(family.members, std::back_inserter(out));
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i].namesakes = library.namesakes(from[i], {file_name(out[i])}, claims);
  return out;
}

std::vector<Catalog::Alias> Catalog::aliases(std::string_view word, std::vector<fs::path>& broken) const {
  std::vector<Alias> out;
  for (const auto& name : profile_names()) {
    const auto file = files(kProfiles).find(name);
    if (!file) continue;
    try {
      const SourceText source = SourceText::read(*file);
      if (!source.could_hold(word)) continue;
      for (auto& alias : load_aliases(source)) out.push_back({std::move(alias), *file});
    } catch (const Error&) {
      broken.push_back(*file);
    }
  }
  return out;
}

// An unknown name may be an alias: only then are other profiles opened. A file that cannot be read
// is passed over, but named if nothing is found.
fs::path Catalog::find_profile(const std::string& wanted) const {
  if (const auto file = files(kProfiles).find(wanted)) return *file;
  std::vector<fs::path> matches, broken;
  for (auto& alias : aliases(wanted, broken))
    if (alias.name == wanted) matches.push_back(std::move(alias.file));
  if (matches.size() == 1) return matches.front();
  if (matches.size() > 1)
    throw Error("ambiguous-profile", in_quotes(wanted) + " is an alias of two profiles",
                printable(matches[0].string()) + ", " + printable(matches[1].string()),
                "use the full name of the one you mean");
  Words known = profile_names();
  broken.clear();
  for (auto& alias : aliases("", broken)) known.push_back(std::move(alias.name));
  throw unknown("profile", wanted, files(kProfiles), known,
                broken.empty() ? "" : printable(broken.back().string()) + " has faults, and might be the one");
}

}  // namespace buzzout
