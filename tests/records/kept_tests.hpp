#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "catalog/catalog.hpp"
#include "digest/sha256.hpp"
#include "report/record_json.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// A folder of its own that is gone afterwards.
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-contents-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path path;
};

inline const Catalog& shipped() {
  static const Catalog catalog({BUZZOUT_SOURCE_DIR});
  return catalog;
}

inline std::string text_of(const std::string& profile) { return shipped().texts().at(shipped().profile(profile).sha256); }

using Change = std::function<void(TestRecord&)>;

// A test as a station keeps it, by a profile whose file is `text`.
inline TestRecord kept_by(RecordStore& store, const Profile& p, const std::string& text, Outcome outcome, const Change& change = {}) {
  static int count = 0;
  TestRecord r;
  r.id = "record " + std::to_string(++count);
  r.serial = "00417";
  r.started = "2026-11-26T09:26:53+01:00";
  r.verdict.outcome = outcome;
  if (outcome == Outcome::fail) r.verdict.faults.push_back({FaultKind::open, "L+", {{"amp", "T"}, {"left", "T"}}});
  r.profile = {p.name, p.revision, sha256_hex(text), p.title, p.note, p.source, p.trust, p.connector_hashes()};
  if (change) change(r);
  auto texts = shipped().texts();
  texts[r.profile.sha256] = text;
  store.append(to_json(r), texts);
  return r;
}

// The same by the shipped profile `4.4-ts`.
inline TestRecord kept(RecordStore& store, Outcome outcome, const Change& change = {}) {
  return kept_by(store, shipped().profile("4.4-ts"), text_of("4.4-ts"), outcome, change);
}

}  // namespace buzzout
