#include "records/label_log.hpp"

#include <nlohmann/json.hpp>

#include "store/record_store.hpp"

namespace buzzout {
namespace {

void sign(LabelPrint& p, const Signature& by) {
  p.id = by.id;
  p.started = by.started;
  p.operator_name = by.person;
  p.station = by.station;
  p.software = by.software;
}

}  // namespace

LabelPrint begin_label(RecordStore& store, const TestRecord& r, const std::string& label, const std::string& to,
                       const Signature& by) {
  LabelPrint p;
  p.simulated = r.simulated;
  p.serial = r.serial;
  p.lot = r.lot;
  p.of = r.id;
  p.label = label;
  p.to = to;
  sign(p, by);
  store.append(to_json(p), {});
  return p;
}

void end_label(RecordStore& store, const LabelPrint& begun, LabelPrint::Status status, const std::string& why,
               const Signature& by) {
  LabelPrint p = begun;
  p.begun = begun.id;
  p.status = status;
  p.why = why;
  sign(p, by);
  store.append(to_json(p), {});
}

}  // namespace buzzout
