#include "old/frozen.hpp"

#include <doctest/doctest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "digest/sha256.hpp"

namespace frozen {
namespace {

void copy_of(const Home& home, const fs::path& to) {
  for (const char* part : {"config", "data"}) fs::copy(home.folder / part, to / part, fs::copy_options::recursive);
}

void set_writable(const fs::path& folder, bool writable) {
  const auto change = [&](const fs::path& path) {
    fs::permissions(path, fs::perms::owner_write, writable ? fs::perm_options::add : fs::perm_options::remove);
  };
  if (writable) change(folder);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) change(entry.path());
  if (!writable) change(folder);
}

}  // namespace

std::vector<std::string> Home::lines() const {
  std::istringstream in(bytes_of(exported("records.jsonl")));
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::vector<json> Home::records() const {
  std::vector<json> out;
  for (const auto& line : lines()) out.push_back(json::parse(line));
  return out;
}

json Home::answers() const { return json::parse(bytes_of(printed("answers.json"))); }

std::vector<Home> Version::homes() const {
  std::vector<Home> out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (fs::exists(entry.path() / "data")) out.push_back({name + "/" + entry.path().filename().string(), entry.path()});
  std::ranges::sort(out, {}, &Home::name);
  return out;
}

std::vector<Version> versions() {
  std::vector<Version> out;
  for (const auto& entry : fs::directory_iterator(BUZZOUT_SOURCE_DIR "/tests/old"))
    if (fs::exists(entry.path() / "README.md")) out.push_back({entry.path().filename().string(), entry.path()});
  std::ranges::sort(out, {}, &Version::name);
  REQUIRE_FALSE(out.empty());
  return out;
}

std::vector<Home> all_homes() {
  std::vector<Home> out;
  for (const auto& version : versions())
    for (auto& home : version.homes()) out.push_back(std::move(home));
  REQUIRE(out.size() >= 2);
  return out;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in, file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> fingerprints(const fs::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      out[fs::relative(entry.path(), folder).string()] = buzzout::sha256_hex(bytes_of(entry.path()));
  return out;
}

Child::Variables Desk::variables(const std::string& preload) const {
  return {{"HOME", home().string()},
          {"XDG_CONFIG_HOME", (home() / "config").string()},
          {"XDG_DATA_HOME", (home() / "data").string()},
          {"LC_ALL", "C.UTF-8"},
          {"LD_PRELOAD", preload},
          {"NO_COLOR", "1"},
          {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

Run Desk::run(std::vector<std::string> words) const {
  words.insert(words.begin(), BUZZOUT_HOST);
  Child child(words, variables());
  child.close_input();
  return e2e::finish(child);
}

Copied::Copied(const Home& frozen) { copy_of(frozen, home()); }

ReadOnly::ReadOnly(const Home& frozen) {
  if (geteuid() != 0) {
    copy_of(frozen, home());
    set_writable(home(), false);
    usable_ = true;
    return;
  }
  mounted_ = ::mount(frozen.folder.c_str(), home().c_str(), nullptr, MS_BIND, nullptr) == 0;
  usable_ = mounted_ && ::mount(nullptr, home().c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  if (!usable_) MESSAGE("left out: nothing may be mounted here");
}

ReadOnly::~ReadOnly() {
  if (mounted_)
    ::umount2(home().c_str(), MNT_DETACH);
  else if (usable_)
    set_writable(home(), true);
}

std::string text_of_html(const std::string& page) {
  static const std::map<std::string, std::string> entities = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}, {"&amp;", "&"}};
  std::string out;
  for (std::size_t i = 0; i < page.size();) {
    if (page[i] == '<') {
      const bool style = page.compare(i, 6, "<style") == 0;
      const auto end = style ? page.find("</style>", i) : page.find('>', i);
      REQUIRE(end != std::string::npos);
      i = end + (style ? 8 : 1);
      continue;
    }
    const auto entity = std::ranges::find_if(entities, [&](const auto& e) { return page.compare(i, e.first.size(), e.first) == 0; });
    out += entity == entities.end() ? std::string(1, page[i]) : entity->second;
    i += entity == entities.end() ? 1 : entity->first.size();
  }
  return out;
}

std::string bare(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (std::isspace(static_cast<unsigned char>(c)) == 0) out += c;
  return out;
}

}  // namespace frozen
