#include "store/record_keys.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& what) {
  throw Error("store-document", "this cannot be kept as a record: " + what, "", "please report this");
}

const Json* at(const Json& j, const char* key) {
  if (!j.is_object()) return nullptr;
  const auto it = j.find(key);
  return it == j.end() ? nullptr : &*it;
}

std::string text(const Json& j, const char* key) {
  const Json* const value = at(j, key);
  if (value == nullptr) return "";
  if (!value->is_string()) refuse(std::string("`") + key + "` is no text");
  return value->get<std::string>();
}

// Of a profile or a fixture: its own file and those of its connectors.
void collect_sources(const Json* part, std::set<std::string>& out) {
  if (part == nullptr || !part->is_object()) return;
  if (auto own = text(*part, "sha256"); !own.empty()) out.insert(std::move(own));
  const Json* const connectors = at(*part, "connectors");
  if (connectors == nullptr) return;
  if (!connectors->is_object()) refuse("`connectors` is no table");
  for (const auto& [type, hash] : connectors->items()) {
    if (!hash.is_string()) refuse("the hash of connector `" + type + "` is no text");
    out.insert(hash.get<std::string>());
  }
}

void collect(const Json& document, const char* list, const char* key, std::set<std::string>& out) {
  const Json* const items = at(document, list);
  if (items == nullptr || !items->is_array()) return;
  for (const auto& item : *items)
    if (auto word = text(item, key); !word.empty()) out.insert(std::move(word));
}

}  // namespace

RecordKeys record_keys(const Json& d) {
  if (!d.is_object()) refuse("it is no object");
  RecordKeys k;
  k.id = text(d, "id");
  k.format = text(d, "format");
  if (k.id.empty()) refuse("it has no `id`");
  if (k.format.empty()) refuse("it has no `format`");
  k.outcome = text(d, "outcome");
  k.serial = text(d, "serial");
  k.lot = text(d, "lot");
  k.started = text(d, "started");
  k.station = text(d, "station");
  k.purpose = text(d, "purpose");
  if (k.purpose.empty() && k.format.starts_with("buzzout.test/")) k.purpose = "test";
  if (const Json* const profile = at(d, "profile"))
    k.profile = profile->is_string() ? profile->get<std::string>() : text(*profile, "name");
  if (const Json* const attempt = at(d, "attempt")) {
    if (!attempt->is_number_integer()) refuse("`attempt` is no number");
    k.attempt = attempt->get<std::int64_t>();
  }
  if (const Json* const simulated = at(d, "simulated")) {
    if (!simulated->is_boolean()) refuse("`simulated` is neither true nor false");
    k.simulated = simulated->get<bool>();
  }
  collect(d, "faults", "kind", k.findings);
  collect(d, "diagnoses", "code", k.findings);
  collect_sources(at(d, "profile"), k.sources);
  collect_sources(at(d, "fixture"), k.sources);
  return k;
}

}  // namespace buzzout
