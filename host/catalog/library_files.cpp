#include "catalog/library_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "catalog/names.hpp"
#include "catalog/profile_yaml.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

// Any file's bytes, as far as a library's file may go; empty if it cannot be read.
std::string bytes_of(const fs::path& file) {
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return "";
  std::ifstream in(file, std::ios::binary);
  std::string out;
  char block[8192];
  while (out.size() <= SourceText::kMostBytes && (in.read(block, sizeof block), in.gcount() > 0))
    out.append(block, static_cast<std::size_t>(in.gcount()));
  return out;
}

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

[[noreturn]] void refuse_folder(const fs::path& folder, const std::string& why, const Advice& remedy) {
  throw Error("folder-unreadable", "a folder of the library cannot be read: " + why, printable(folder.string()), remedy.text,
              remedy.action);
}

// A folder that is missing holds nothing. One that should be there, and is not, would hold what hides other files.
void require_reachable(const fs::path& folder) {
  std::error_code problem;
  if (fs::is_symlink(folder, problem) && !fs::exists(folder, problem))
    refuse_folder(folder, "it is a link to nothing", {"mount what it leads to, or remove the link"});
}

}  // namespace

std::string LibraryFiles::key(std::string name) {
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

std::optional<fs::path> LibraryFiles::find(const std::string& name) const {
  if (!follows(kThingName, name)) return std::nullopt;
  for (const auto& root : roots_) {
    fs::path file = root / folder_ / (name + ".yaml");
    if (is_there(file)) return file;
    require_reachable(root);
    require_reachable(root / folder_);
  }
  return std::nullopt;
}

std::vector<fs::path> LibraryFiles::files(const fs::path& root) const {
  const fs::path folder = root / folder_;
  require_reachable(root);
  require_reachable(folder);
  std::vector<fs::path> out;
  std::error_code problem;
  fs::directory_iterator it(folder, problem);
  if (problem == std::errc::no_such_file_or_directory || problem == std::errc::not_a_directory) return out;
  for (; !problem && it != fs::directory_iterator(); it.increment(problem)) out.push_back(it->path());
  if (problem) refuse_folder(folder, problem.message(), {"make it readable, or name another", Action{ActionCode::choose_library}});
  std::ranges::sort(out);
  return out;
}

std::map<std::string, fs::path> LibraryFiles::by_name() const {
  std::map<std::string, fs::path> out;
  for (const auto& root : roots_)
    for (auto& file : files(root))
      if (std::string name = file.stem().string(); file.extension() == ".yaml" && follows(kThingName, name))
        out.emplace(std::move(name), std::move(file));
  return out;
}

std::vector<std::string> LibraryFiles::names() const {
  std::vector<std::string> out;
  for (const auto& [name, file] : by_name()) out.push_back(name);
  return out;
}

std::string LibraryFiles::folders() const {
  std::string out;
  for (const auto& root : roots_) out += (out.empty() ? "" : ", ") + printable((root / folder_).string());
  return out;
}

void LibraryFiles::add_claims(Claims& claims, const fs::path& root) const {
  for (const auto& file : files(root)) {
    const std::string extension = key(file.extension().string());
    if ((extension == ".yaml" || extension == ".yml") && follows(kThingName, file.stem().string()))
      claims.emplace(key(file.stem().string()), Claim{file, ""});
  }
}

LibraryFiles::Claims LibraryFiles::claims() const {
  Claims out;
  for (const auto& root : roots_) add_claims(out, root);
  return out;
}

LibraryFiles::Claims LibraryFiles::claims_against(const fs::path& used) const {
  Claims out;
  for (const auto& root : roots_)
    if (!ships(used) || root != roots_.back()) add_claims(out, root);
  return out;
}

void LibraryFiles::add_aliases(Claims& claims, const std::vector<std::string>& names) const {
  std::set<std::string> wanted;
  for (const auto& name : names) wanted.insert(key(name));
  std::vector<std::pair<std::string, Claim>> found;
  for (const auto& [name, claim] : claims) {
    if (!claim.alias.empty()) continue;
    std::string bytes = bytes_of(claim.file);
    const std::string folded = key(bytes);
    const bool could_hold = folded.find('\\') != std::string::npos ||
                            std::ranges::any_of(wanted, [&](const auto& w) { return folded.find(w) != std::string::npos; });
    if (!could_hold) continue;
    try {
      for (auto& alias : load_aliases(SourceText(claim.file.string(), std::move(bytes))))
        if (wanted.contains(key(alias))) found.emplace_back(key(alias), Claim{claim.file, alias});
    } catch (const Error&) {
      // Whoever asks for it by name is told what is wrong with it.
    }
  }
  for (auto& [name, claim] : found) claims.emplace(std::move(name), std::move(claim));
}

bool LibraryFiles::ships(const fs::path& file) const {
  return !roots_.empty() && file.parent_path() == roots_.back() / folder_;
}

Namesakes LibraryFiles::namesakes(const fs::path& used, const std::vector<std::string>& names, const Claims& claims) const {
  Namesakes out{printable(used.string()), {}};
  std::set<fs::path> told{used};
  for (const auto& name : names) {
    const auto [from, to] = claims.equal_range(key(name));
    for (auto it = from; it != to; ++it) {
      const Claim& claim = it->second;
      if (told.contains(claim.file) || (ships(used) && ships(claim.file))) continue;
      std::error_code ignored;
      if (fs::exists(claim.file, ignored) && bytes_of(claim.file) == bytes_of(used)) continue;
      told.insert(claim.file);
      out.others.push_back(printable(claim.file.string()) + (claim.alias.empty() ? "" : " (alias `" + claim.alias + "`)"));
    }
  }
  return out;
}

}  // namespace buzzout
