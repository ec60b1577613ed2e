#include "records/correction_note.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "records/kept_cable.hpp"
#include "records/kept_record.hpp"
#include "records/note_words.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

// The FAIL that is meant.
const CableEvent& fail_of(const KeptCable& cable, const Standing& standing, const std::string& id, const std::string& word) {
  if (standing.fails.empty())
    throw Error("correction", "no FAIL of it counts: there is nothing to take back", word, "");
  if (id.empty() && standing.fails.size() > 1) {
    std::string all;
    for (const auto& f : standing.fails)
      all += (all.empty() ? "" : ", ") + cable.events[f.event].record + " (as " + cable.events[f.event].profile + ")";
    throw Error("correction", "several FAILs of it count: " + all, word, "name the one by its id");
  }
  for (const auto& f : standing.fails)
    if (id.empty() || cable.events[f.event].record == id) {
      if (f.corrected) throw Error("correction", "that test was taken back already", word, "test it as the kind of cable that it is");
      return cable.events[f.event];
    }
  throw Error("correction", "that test is not a FAIL that counts", word, "name the FAIL that counts");
}

}  // namespace

Correction note_correction(RecordStore& store, const std::string& serial_or_id, const std::string& reason,
                           const Signature& by) {
  require_words(reason, "the reason", Error("correction", "a correction needs a reason", "", "say why that was the wrong kind of cable"));
  if (is_blank(by.person))
    throw Error("correction", "a correction needs a name", "", "set `operator` in config.yaml, or say who you are",
                Action{ActionCode::give_operator});
  const KeptCable cable = kept_cable(store, serial_or_id);
  const TestRecord named = kept_record(cable.test);
  if (named.serial.empty())
    throw Error("correction", "the test has no serial number: nothing counts beyond it", serial_or_id, "");
  const CableEvent fail = fail_of(cable, standing_of(cable.events), cable.by_id ? named.id : "", serial_or_id);
  Correction c{by.id,       by.started, fail.simulated, named.serial, fail.lot,   fail.record,
               fail.profile, reason,     by.person,      by.station,   by.software};
  store.append(to_json(c), {});
  return c;
}

}  // namespace buzzout
