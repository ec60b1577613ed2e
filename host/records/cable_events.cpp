#include "records/cable_events.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "report/correction.hpp"
#include "report/label_print.hpp"
#include "report/record_reader.hpp"
#include "report/repair.hpp"
#include "store/chain_check.hpp"

namespace buzzout {
namespace {

using Kind = CableEvent::Kind;

CableEvent event_of(const Repair& r) {
  CableEvent e;
  e.kind = Kind::repaired;
  e.simulated = r.simulated;
  e.record = r.id;
  e.started = r.started;
  e.person = r.operator_name;
  e.text = r.did;
  return e;
}

CableEvent event_of(const Correction& c) {
  CableEvent e;
  e.kind = Kind::corrected;
  e.simulated = c.simulated;
  e.record = c.id;
  e.started = c.started;
  e.person = c.operator_name;
  e.text = c.reason;
  e.of = c.of;
  e.profile = c.profile;
  return e;
}

std::optional<CableEvent> event_of(const LabelPrint& p) {
  if (p.status != LabelPrint::Status::begun && p.status != LabelPrint::Status::withdrawn) return {};
  CableEvent e;
  e.kind = p.status == LabelPrint::Status::begun ? Kind::labelled : Kind::unlabelled;
  e.simulated = p.simulated;
  e.record = p.id;
  e.started = p.started;
  e.person = p.operator_name;
  e.of = p.begun;
  return e;
}

std::optional<CableEvent> read(const StoredRecord& kept, ProfileContents& contents) {
  if (kept.format.starts_with("buzzout.test/")) {
    const TestRecord r = test_record_of(document_of(kept.body));
    if (r.purpose != Purpose::test && r.purpose != Purpose::production) return {};
    return event_of(r, contents.of(r));
  }
  if (kept.format.starts_with("buzzout.repair/")) return event_of(repair_of(document_of(kept.body)));
  if (kept.format.starts_with("buzzout.correction/")) return event_of(correction_of(document_of(kept.body)));
  if (kept.format.starts_with("buzzout.print/")) return event_of(label_print_of(document_of(kept.body)));
  return {};
}

}  // namespace

std::optional<CableEvent> event_of(const StoredRecord& kept, ProfileContents& contents) {
  try {
    return read(kept, contents);
  } catch (Error& e) {
    if (e.code == kRecordUnreadable)
      e.where = record_name(kept.chain.number, kept.station) + (e.where.empty() ? "" : ", " + e.where);
    throw;
  }
}

std::vector<CableEvent> cable_events(const RecordReader& store, const std::string& serial, ProfileContents& contents) {
  std::vector<CableEvent> out;
  if (serial.empty()) return out;
  RecordQuery query;
  query.serial = serial;
  store.each(query, [&](const StoredRecord& kept) {
    if (auto e = event_of(kept, contents)) out.push_back(std::move(*e));
    return true;
  });
  return out;
}

void each_cable_of_lot(const RecordReader& store, const std::string& lot, ProfileContents& contents,
                       const std::function<void(const std::string&, std::span<const CableEvent>)>& take) {
  std::string serial;
  std::vector<CableEvent> events;
  const auto finish = [&] {
    if (!events.empty()) take(serial, events);
    events.clear();
  };
  store.each_of_lot(lot, [&](const std::string& of, const StoredRecord& kept) {
    if (of != serial) finish();
    serial = of;
    if (auto e = event_of(kept, contents)) events.push_back(std::move(*e));
  });
  finish();
}

}  // namespace buzzout
