#include "records/labelled_cable.hpp"

#include <algorithm>

#include "catalog/archive.hpp"
#include "core/error.hpp"
#include "core/ohm_words.hpp"
#include "records/kept_cable.hpp"
#include "records/kept_record.hpp"

namespace buzzout {
namespace {

TestRecord titled(const RecordReader& store, const StoredRecord& kept) {
  TestRecord out = kept_record(kept);
  const auto& of = out.profile;
  try {
    out.profile.title = archived_profile({of.name, of.sha256, of.connectors},
                                         [&](const std::string& hash) { return store.text(hash); })
                            .title;
  } catch (const Error&) {
    // Labels that say it have nothing to say then, which is told.
  }
  return out;
}

}  // namespace

std::variant<std::string, NoLabel> label_of(const std::vector<CableEvent>& events, const std::string& asked) {
  if (events.empty()) return NoLabel{"it is a cable that the station is checked with", ""};
  const Standing s = standing_of(events);
  if (s.state != Standing::State::passed) return NoLabel{why_not_passed(s, events), what_lifts(s, events)};
  const auto of_cable = std::find_if(s.passes.rbegin(), s.passes.rend(), [&](std::size_t i) { return !events[i].of_headphones; });
  if (of_cable == s.passes.rend())
    return NoLabel{"it passed with headphones at its end, and no cable was tested", "test the cable by itself, with both of its ends"};
  const CableEvent& newest = events[*of_cable];
  if (!asked.empty() && asked != newest.record)
    return NoLabel{"it passed again later, or was tested as another cable: the newest PASS is " + newest.record,
                   "print the label of that one"};
  return newest.record;
}

std::variant<TestRecord, NoLabel> labelled_cable(const RecordReader& store, const std::string& wanted) {
  const auto cable = find_cable(store, wanted);
  if (!cable)
    throw Error("unknown-serial", "no test of a cable with that serial number is kept: " + wanted, store.where(),
                "look for it in the list of records");
  if (const Standing s = standing_of(cable->events); s.state == Standing::State::to_retest && !s.marginal.empty()) {
    const auto kept = store.with_id(cable->events[s.marginal.back().event].record);
    return NoLabel{"its PASS is marginal: " + marginal_in_words(kept_record(*kept).verdict), kMarginalRemedy};
  }
  const auto found = label_of(cable->events, cable->by_id ? wanted : "");
  if (const auto* no = std::get_if<NoLabel>(&found)) return *no;
  return titled(store, *store.with_id(std::get<std::string>(found)));
}

}  // namespace buzzout
