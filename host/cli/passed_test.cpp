#include "cli/passed_test.hpp"

#include "catalog/archive.hpp"
#include "cli/cable_dossier.hpp"
#include "core/error.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

constexpr const char* kTest = "buzzout.test/1";
constexpr const char* kRepair = "buzzout.repair/1";

std::optional<Kept> newest(const RecordStore& store, const RecordQuery& query) {
  auto found = store.newest(query, 1);
  return found.empty() ? std::nullopt : std::optional<Kept>(std::move(found.front()));
}

bool newer(const std::optional<Kept>& a, const std::optional<Kept>& b) { return a && (!b || a->row > b->row); }

// Of production or of the bench: a golden cable or a red rabbit is no product.
std::optional<Kept> newest_test(const RecordStore& store, const std::string& serial) {
  std::optional<Kept> out, simulated;
  for (const char* purpose : {"production", "test"}) {
    RecordQuery query;
    query.serial = serial;
    query.format = kTest;
    query.purpose = purpose;
    if (auto any = newest(store, query); newer(any, simulated)) simulated = std::move(any);
    query.simulated = false;
    if (auto real = newest(store, query); newer(real, out)) out = std::move(real);
  }
  return out ? out : simulated;
}

std::optional<Kept> by_id(const RecordStore& store, const std::string& id) {
  RecordQuery query;
  query.id = id;
  query.format = kTest;
  return newest(store, query);
}

TestRecord read(const RecordStore& store, const Kept& kept) {
  TestRecord out = test_record_of(document_of(kept.body));
  out.chain = kept.chain;
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

std::string told(const TestRecord& r) {
  return std::string(to_string(r.verdict.outcome)) + " (" + r.started.substr(0, 10) + ", record " +
         std::to_string(r.chain->number) + ")";
}

}  // namespace

std::variant<TestRecord, NoLabel> passed_test(const RecordStore& store, const std::string& wanted) {
  std::optional<Kept> kept = newest_test(store, wanted);
  if (!kept) {
    kept = by_id(store, wanted);
    if (!kept)
      throw Error("unknown-serial", "no test of a cable with that serial number is kept: " + wanted,
                  store.file().string(), "look for it with `buzzout records list`");
    const TestRecord asked = read(store, *kept);
    if (asked.purpose == Purpose::golden || asked.purpose == Purpose::red_rabbit)
      return NoLabel{"it is a cable that the station is checked with", ""};
    if (!asked.serial.empty())
      if (const auto last = newest_test(store, asked.serial); last && last->row != kept->row)
        return NoLabel{"the cable was tested again: " + told(read(store, *last)), "print the label of its newest test"};
  }
  TestRecord record = read(store, *kept);
  if (record.verdict.outcome != Outcome::pass)
    return NoLabel{"its newest test says " + told(record),
                   record.verdict.outcome == Outcome::fail ? "mend the cable, and test it again" : "test it again"};
  if (const auto otherwise = failed_otherwise(store, record))
    return NoLabel{"it failed as " + otherwise->profile.name + " (" + otherwise->started.substr(0, 10) + ")",
                   "test it as that, or give this cable a serial number of its own"};
  RecordQuery repairs;
  repairs.serial = record.serial;
  repairs.format = kRepair;
  if (const auto repair = newest(store, repairs); !record.serial.empty() && newer(repair, kept))
    return NoLabel{"it was mended after its newest test", "test it again"};
  return record;
}

}  // namespace buzzout
