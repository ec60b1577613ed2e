#pragma once

#include <doctest/doctest.h>
#include <grp.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.hpp"
#include "digest/sha256.hpp"

// What the tests of the record store share.
namespace shelf {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// A folder of its own that is gone afterwards.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "buzzout-records-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  fs::path file() const { return path / "records.sqlite"; }
  fs::path path;
};

inline std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

inline const std::string& profile_text() {
  static const std::string text = "profile: patch\nends: {a: xlr-3, b: xlr-3}\n";
  return text;
}

inline std::map<std::string, std::string> texts() {
  return {{buzzout::sha256_hex(profile_text()), profile_text()}};
}

// A finished test, as short as one may be.
inline Json a_test(const std::string& id, const std::string& serial = "00417", const std::string& station = "bench-2") {
  return {{"format", "buzzout.test/1"},
          {"id", id},
          {"simulated", false},
          {"outcome", "FAIL"},
          {"faults", Json::array({{{"kind", "open"}, {"net", "hot"}}})},
          {"diagnoses", Json::array({{{"code", "open"}, {"summary", "hot is open."}}})},
          {"serial", serial},
          {"lot", "L7"},
          {"operator", "Ann"},
          {"station", station},
          {"attempt", 1},
          {"profile", {{"name", "patch"}, {"revision", 1}, {"sha256", buzzout::sha256_hex(profile_text())}}},
          {"started", "2026-03-14T09:26:53+01:00"}};
}

inline std::string code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const buzzout::Error& e) {
    return e.code;
  }
  return "none";
}

// Runs in a process of its own; its exit status.
inline int status_of(const std::function<int()>& action) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(action());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

inline bool become_nobody() {
  return ::setgroups(0, nullptr) == 0 && ::setgid(65534) == 0 && ::setuid(65534) == 0;
}

}  // namespace shelf
