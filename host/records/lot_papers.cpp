#include "records/lot_papers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "drawing/picture_of.hpp"
#include "records/cable_events.hpp"
#include "records/kept_record.hpp"
#include "report/lot_report.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

// Simulated tests say nothing of a lot that has real ones.
RecordQuery query_of(const RecordReader& store, const std::string& lot) {
  RecordQuery out;
  out.lot = lot;
  RecordQuery real = out;
  real.simulated = false;
  real.purpose = std::string(to_string(Purpose::production));
  out.simulated = store.newest(real, 1).empty();
  return out;
}

std::int64_t simulated_tests(const RecordReader& store, const std::string& lot) {
  RecordQuery query;
  query.lot = lot;
  query.purpose = std::string(to_string(Purpose::production));
  const std::int64_t all = store.count(query);
  query.simulated = false;
  return all - store.count(query);
}

void tell(const Progress& progress, std::int64_t done, std::int64_t all) {
  if (progress && !progress(done, all)) throw InterruptedError();
}

// A record that must be there to be counted, by its number where it cannot be read.
template <class Take>
void read_each(const RecordReader& store, const RecordQuery& query, const Progress& progress, Take take) {
  const std::int64_t all = store.count(query);
  std::int64_t done = 0;
  store.each(query, [&](const StoredRecord& kept) {
    try {
      take(kept);
    } catch (Error& e) {
      e.where = "record no. " + std::to_string(kept.chain.number) + " of station `" + kept.station + "`" +
                (e.where.empty() ? "" : ", " + e.where);
      throw;
    }
    if (++done % 64 == 0) tell(progress, done, all);
    return true;
  });
}

// What all cables of the lot are meant to be; none if they are of several kinds, or if the profile that was kept can
// no longer be read.
Figure cable_of(const RecordQuery& tests, const RecordReader& store, const LotSummary& summary) {
  if (summary.profiles.size() != 1) return {};
  try {
    for (const StoredRecord& newest : store.newest(tests, 1)) {
      const Profile profile = kept_test(newest, store).profile;
      if (profile.sha256 == summary.profiles.begin()->first.sha256) return figure_of(picture_of(profile));
    }
  } catch (const Error&) {
    // The numbers do not need it.
  }
  return {};
}

}  // namespace

LotSummary lot_summary(const RecordReader& store, const std::string& lot, const Progress& progress) {
  const RecordQuery query = query_of(store, lot);
  LotSummary out;
  if (!query.simulated) out.left_out = static_cast<std::uint64_t>(simulated_tests(store, lot));
  read_each(store, query, progress, [&](const StoredRecord& kept) { out.take(document_of(kept.body)); });
  return out;
}

LotCables lot_cables(const RecordReader& store, const std::string& lot, const Progress& progress) {
  const RecordQuery query = query_of(store, lot);
  LotCables out(lot, query.simulated);
  ProfileContents contents(store);
  const std::int64_t all = store.count(query);
  std::int64_t done = 0;
  each_cable_of_lot(store, lot, contents, [&](const std::string& serial, std::span<const CableEvent> events) {
    out.take(serial, events);
    done += static_cast<std::int64_t>(events.size());
    tell(progress, std::min(done, all), all);
  });
  RecordQuery unnamed = query;
  unnamed.serial = "";
  store.each(unnamed, [&](const StoredRecord& kept) {
    if (const auto event = event_of(kept, contents)) out.take("", std::span(&*event, 1));
    return true;
  });
  return out;
}

void write_lot_report(std::ostream& out, const RecordReader& store, const std::string& lot, const LotSummary& summary,
                      const LotCables& cables, const Progress& progress) {
  RecordQuery query = query_of(store, lot);
  query.format = "buzzout.test/1";
  LotReport report(out, lot, summary, cables, store.heads(), cable_of(query, store, summary));
  read_each(store, query, progress, [&](const StoredRecord& kept) { report.add(kept_record(kept)); });
  report.finish();
}

}  // namespace buzzout
