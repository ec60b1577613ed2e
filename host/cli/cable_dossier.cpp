#include "cli/cable_dossier.hpp"

#include <algorithm>

#include "cli/kept_test.hpp"
#include "core/error.hpp"
#include "drawing/picture_of.hpp"
#include "report/net_result.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostOfHistory = 200;
const std::string kTest = "buzzout.test/1", kRepair = "buzzout.repair/1";

// The newest PASS and the newest FAIL, the newer one first.
std::vector<Kept> judgements(const RecordStore& store, RecordQuery query) {
  std::vector<Kept> out;
  for (const char* outcome : {"PASS", "FAIL"}) {
    query.outcome = outcome;
    for (auto& kept : store.newest(query, 1)) out.push_back(std::move(kept));
  }
  std::ranges::sort(out, [](const Kept& a, const Kept& b) { return a.row > b.row; });
  return out;
}

Kept find(const RecordStore& store, const std::string& word) {
  RecordQuery query;
  query.format = kTest;
  query.serial = word;
  auto found = judgements(store, query);
  if (found.empty()) found = store.newest(query, 1);
  if (found.empty()) {
    RecordQuery by_id;
    by_id.id = word;
    found = store.newest(by_id, 1);
  }
  if (found.empty())
    throw Error("unknown-record", "there is no test of `" + word + "`, be it a serial number or an id",
                store.file().string(), "see what there is: buzzout records list");
  if (found.front().format != kTest)
    throw Error("not-a-test", "`" + word + "` is a record of something else than a test", store.file().string(),
                "name a cable by its serial number, or a test by its id");
  return found.front();
}

std::vector<Kept> newest_of(const RecordStore& store, const std::string& serial, const std::string& format) {
  RecordQuery query;
  query.serial = serial;
  query.format = format;
  auto out = store.newest(query, kMostOfHistory);
  std::ranges::reverse(out);
  return out;
}

}  // namespace

std::optional<TestRecord> failed_otherwise(const RecordStore& store, const TestRecord& record) {
  std::optional<TestRecord> out;
  if (record.serial.empty()) return out;
  RecordQuery query;
  query.serial = record.serial;
  query.format = kTest;
  query.simulated = record.simulated;
  store.each(query, [&](const Kept& kept) {
    TestRecord t = kept_record(kept);
    if (t.purpose != Purpose::production && t.purpose != Purpose::test) return true;
    if (t.verdict.outcome == Outcome::fail && t.profile.name != record.profile.name)
      out = std::move(t);
    else if (out && t.verdict.outcome == Outcome::pass && t.profile.name == out->profile.name)
      out.reset();
    return true;
  });
  return out;
}

CableFile cable_dossier(const RecordStore& store, const std::string& serial_or_id) {
  const Kept asked = find(store, serial_or_id);
  KeptTest test = kept_test(asked, store);
  CableFile out;
  out.picture = figure_of(is_measured(test.record.verdict) ? picture_of(test.profile, test.map, test.record.verdict)
                                                           : picture_of(test.profile));
  out.record = std::move(test.record);
  out.profile = std::move(test.profile);
  if (out.record.serial.empty()) return out;
  for (const auto& kept : newest_of(store, out.record.serial, kTest)) out.history.push_back(kept_record(kept));
  for (const auto& kept : newest_of(store, out.record.serial, kRepair))
    out.repairs.push_back(repair_of(document_of(kept.body)));
  RecordQuery query;
  query.serial = out.record.serial;
  query.format = kRepair;
  for (const auto& repair : store.newest(query, 1))
    if (repair.row > asked.row) out.repaired_since = repair_of(document_of(repair.body));
  query.format = kTest;
  query.outcome = "FAIL";
  for (const auto& failed : store.newest(query, 1))
    if (failed.row > asked.row) out.failed_since = kept_record(failed);
  out.failed_otherwise = failed_otherwise(store, out.record);
  return out;
}

}  // namespace buzzout
