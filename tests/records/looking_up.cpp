#include "records/asked_record.hpp"
#include "records/kept_cable.hpp"
#include "records/kept_record.hpp"
#include "records/kept_tests.hpp"
#include "records/label_log.hpp"
#include "records/labelled_cable.hpp"

namespace buzzout {
namespace {

std::string id_of(const std::optional<StoredRecord>& found) {
  return found ? nlohmann::ordered_json::parse(found->body).at("id").get<std::string>() : "";
}

}  // namespace

TEST_CASE("a word is a serial number first, and an id where no cable has that number") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord first = kept(store, Outcome::fail);
  // A cable that somebody called as a record is called.
  const TestRecord second = kept(store, Outcome::pass, [&](TestRecord& r) { r.serial = first.id; });
  const OfSerial newest = [&](const std::string& serial) { return newest_test(store, serial); };
  const auto by_serial = asked_record(store, "00417", newest), both = asked_record(store, first.id, newest),
             by_id = asked_record(store, second.id, newest);
  REQUIRE((by_serial && both && by_id));
  CHECK(id_of(by_serial->record) == first.id);
  CHECK_FALSE(by_serial->by_id);
  CHECK(id_of(both->record) == second.id);
  CHECK_FALSE(both->by_id);
  CHECK(id_of(by_id->record) == second.id);
  CHECK(by_id->by_id);
  CHECK_FALSE(asked_record(store, "00418", newest));
}

TEST_CASE("the newest test of a serial number goes before what was written down of it later") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord failed = kept(store, Outcome::fail), passed = kept(store, Outcome::pass);
  const LabelPrint label = begin_label(store, passed, "default", "a printer", {"label 1", passed.started, "Ines", "", ""});
  CHECK(id_of(newest_test(store, "00417")) == passed.id);
  CHECK(id_of(newest_test(store, "00417", Outcome::fail)) == failed.id);
  CHECK(id_of(newest_test(store, "00417", Outcome::aborted)).empty());
  CHECK(id_of(newest_test_or_note(store, "00417")) == passed.id);
  store.append({{"format", "buzzout.repair/1"}, {"id", "repair 1"}, {"serial", "00418"}, {"did", "redo right.S"}, {"started", passed.started}}, {});
  CHECK(id_of(newest_test_or_note(store, "00418")) == "repair 1");
  CHECK(id_of(newest_test(store, "00418")).empty());
}

TEST_CASE("for a cable speaks its newest judgement, and of tests that judge nothing the newest") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord aborted = kept(store, Outcome::aborted);
  CHECK(id_of(kept_cable(store, "00417").test) == aborted.id);
  const TestRecord failed = kept(store, Outcome::fail);
  kept(store, Outcome::no_cable);
  const KeptCable cable = kept_cable(store, "00417");
  CHECK(id_of(cable.test) == failed.id);
  CHECK_FALSE(cable.by_id);
  CHECK(cable.events.size() == 3);
  const KeptCable named = kept_cable(store, aborted.id);
  CHECK(id_of(named.test) == aborted.id);
  CHECK(named.by_id);
  CHECK(named.events.size() == 3);
}

TEST_CASE("a simulated test does not speak for a cable that was tested for real") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord real = kept(store, Outcome::fail);
  kept(store, Outcome::pass, [](TestRecord& r) { r.simulated = true; });
  CHECK(id_of(kept_cable(store, "00417").test) == real.id);
}

TEST_CASE("a golden cable is found by its serial number, a test without one by its id, and no empty word means one") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord golden = kept(store, Outcome::pass, [](TestRecord& r) { r.serial = "golden", r.purpose = Purpose::golden; });
  CHECK(id_of(kept_cable(store, "golden").test) == golden.id);
  CHECK(kept_cable(store, "golden").events.empty());
  const TestRecord unnamed = kept(store, Outcome::pass, [](TestRecord& r) { r.serial.clear(); });
  CHECK(kept_cable(store, unnamed.id).events.size() == 1);
  CHECK_FALSE(find_cable(store, ""));
}

TEST_CASE("what is not there, or is no test, is an error for whoever asks") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord passed = kept(store, Outcome::pass);
  begin_label(store, passed, "default", "a printer", {"label 1", passed.started, "Ines", "", ""});
  CHECK_THROWS_WITH_AS(kept_cable(store, "label 1"), "`label 1` is a record of something else than a test", Error);
  CHECK_THROWS_WITH_AS(kept_cable(store, "00418"), "there is no test of `00418`, be it a serial number or an id", Error);
  CHECK_THROWS_WITH_AS(labelled_cable(store, "00418"), "no test of a cable with that serial number is kept: 00418", Error);
}

}  // namespace buzzout
