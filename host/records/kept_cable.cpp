#include "records/kept_cable.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "records/asked_record.hpp"
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

}  // namespace

std::optional<KeptCable> find_cable(const RecordReader& store, const std::string& wanted) {
  ProfileContents contents(store);
  KeptCable out;
  out.events = cable_events(store, wanted, contents);
  auto asked = asked_record(store, wanted, [&](const std::string& serial) -> std::optional<StoredRecord> {
    if (serial.empty()) return {};
    const std::string id = spokesman(out.events);
    return id.empty() ? newest_test(store, serial) : store.with_id(id);  // that of a golden cable, a red rabbit
  });
  if (!asked) return {};
  out.test = std::move(asked->record);
  out.by_id = asked->by_id;
  if (!out.by_id) return out;
  if (!is_test(out.test))
    throw Error("not-a-test", "`" + wanted + "` is a record of something else than a test", store.where(),
                "name a cable by its serial number, or a test by its id");
  const std::string serial = nlohmann::ordered_json::parse(out.test.body).value("serial", "");
  out.events = cable_events(store, serial, contents);
  if (serial.empty())
    if (auto e = event_of(out.test, contents)) out.events.push_back(std::move(*e));
  return out;
}

KeptCable kept_cable(const RecordReader& store, const std::string& wanted) {
  auto found = find_cable(store, wanted);
  if (!found)
    throw Error("unknown-record", "there is no test of `" + wanted + "`, be it a serial number or an id",
                store.where(), "look for it in the list of records");
  return std::move(*found);
}

}  // namespace buzzout
