#include "records/profile_contents.hpp"

#include "catalog/archive.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/profile_content.hpp"
#include "digest/sha256.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostKnown = 1000;

}  // namespace

std::string ProfileContents::of(const TestRecord& r) {
  std::string files = r.profile.name + " " + r.profile.sha256;
  for (const auto& [type, sha256] : r.profile.connectors) files += " " + type + " " + sha256;
  if (const auto known = known_.find(files); known != known_.end()) return known->second;
  std::string content;
  try {
    content = sha256_hex(canonical_form(archived_profile({r.profile.name, r.profile.sha256, r.profile.connectors},
                                                         [&](const std::string& hash) { return store_.text(hash); })));
  } catch (const Error& e) {
    if (e.code.starts_with(kStorePrefix)) throw;
    content = "files " + files;
  }
  if (known_.size() >= kMostKnown) known_.clear();
  known_.emplace(files, content);
  return content;
}

}  // namespace buzzout
