#include "records/cable_dossier.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "drawing/picture_of.hpp"
#include "records/kept_cable.hpp"
#include "records/kept_record.hpp"
#include "report/net_result.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostOfHistory = 200;

std::vector<StoredRecord> newest_of(const RecordReader& store, const std::string& serial, const std::string& format) {
  RecordQuery query;
  query.serial = serial;
  query.format = format;
  auto out = store.newest(query, kMostOfHistory);
  std::ranges::reverse(out);
  return out;
}

}  // namespace

CableFile cable_dossier(const RecordReader& store, const std::string& serial_or_id) {
  KeptCable cable = kept_cable(store, serial_or_id);
  KeptTest test = kept_test(cable.test, store);
  CableFile out;
  out.events = std::move(cable.events);
  out.picture = figure_of(is_measured(test.record.verdict) ? picture_of(test.profile, test.map, test.record.verdict)
                                                           : picture_of(test.profile));
  out.record = std::move(test.record);
  out.profile = std::move(test.profile);
  if (out.record.serial.empty()) return out;
  for (const auto& kept : newest_of(store, out.record.serial, "buzzout.test/1")) out.history.push_back(kept_record(kept));
  for (const auto& kept : newest_of(store, out.record.serial, "buzzout.repair/1"))
    out.repairs.push_back(repair_of(document_of(kept.body)));
  return out;
}

}  // namespace buzzout
