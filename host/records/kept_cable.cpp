#include "records/kept_cable.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "records/cable_events.hpp"

namespace buzzout {
namespace {

bool is_test(const StoredRecord& kept) { return kept.format.starts_with("buzzout.test/"); }

// The id of the test that speaks for a cable: empty if none does.
std::string spokesman(const std::vector<CableEvent>& events) {
  using EventKind = CableEvent::Kind;
  const bool simulated = is_only_simulated(events);
  std::string any, judged;
  for (const auto& e : events) {
    const bool is_judged = e.kind == EventKind::passed || e.kind == EventKind::failed;
    if (e.simulated != simulated || (!is_judged && e.kind != EventKind::unjudged)) continue;
    any = e.record;
    if (is_judged) judged = e.record;
  }
  return judged.empty() ? any : judged;
}

// A golden cable, a red rabbit.
std::optional<StoredRecord> newest_test(const RecordReader& store, const std::string& serial) {
  RecordQuery query;
  query.serial = serial;
  std::optional<StoredRecord> out;
  store.each(query, [&](const StoredRecord& kept) {
    if (is_test(kept)) out = kept;
    return true;
  });
  return out;
}

}  // namespace

KeptCable kept_cable(const RecordReader& store, const std::string& wanted) {
  ProfileContents contents(store);
  KeptCable out;
  out.events = cable_events(store, wanted, contents);
  std::optional<StoredRecord> found;
  if (const std::string id = spokesman(out.events); !id.empty()) found = store.with_id(id);
  if (!found && !wanted.empty()) found = newest_test(store, wanted);
  if (found) {
    out.test = std::move(*found);
    return out;
  }
  found = store.with_id(wanted);
  if (!found)
    throw Error("unknown-record", "there is no test of `" + wanted + "`, be it a serial number or an id",
                store.where(), "look for it in the list of records");
  if (!is_test(*found))
    throw Error("not-a-test", "`" + wanted + "` is a record of something else than a test", store.where(),
                "name a cable by its serial number, or a test by its id");
  out.test = std::move(*found);
  const std::string serial = nlohmann::ordered_json::parse(out.test.body).value("serial", "");
  out.events = cable_events(store, serial, contents);
  if (serial.empty())
    if (auto e = event_of(out.test, contents)) out.events.push_back(std::move(*e));
  return out;
}

}  // namespace buzzout
