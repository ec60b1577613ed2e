#include "records/repair_note.hpp"

#include <nlohmann/json.hpp>

#include "records/asked_record.hpp"
#include "records/cable_events.hpp"
#include "records/kept_record.hpp"
#include "records/note_words.hpp"

namespace buzzout {

RepairNote note_repair(RecordStore& store, const std::string& serial, const std::string& did, const Signature& by) {
  require_words(did, "the repair", Error("repair", "a repair needs words", "", "say what was done to the cable"));
  const auto newest = newest_test(store, serial);
  if (serial.empty() || !newest)
    throw Error("unknown-record", "there is no test of `" + serial + "`", store.where(), "look for it in the list of records");
  const auto failed = newest_test(store, serial, Outcome::fail);
  ProfileContents contents(store);
  const std::vector<CableEvent> events = cable_events(store, serial, contents);
  const Standing standing = standing_of(events);
  RepairNote out;
  out.to_pass = kept_record(standing.fails.empty() ? *newest : *store.with_id(events[standing.fails.back().event].record));
  out.repair = {serial, kept_record(*newest).lot, did, by.person, by.started, by.id, is_only_simulated(events),
                failed ? kept_record(*failed).id : "", by.station, by.software};
  out.link = store.append(to_json(out.repair), {});
  return out;
}

}  // namespace buzzout
