#include "records/cable_events.hpp"
#include "records/correction_note.hpp"
#include "records/kept_tests.hpp"
#include "records/note_words.hpp"
#include "records/repair_note.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

Signature signed_by(const std::string& person) {
  static int count = 0;
  return {"note " + std::to_string(++count), "2026-11-27T09:00:00+01:00", person, "bench 2", "buzzout"};
}

}  // namespace

TEST_CASE("a note says something, in at most 500 bytes") {
  const Error blank("note", "a note needs words");
  for (const char* nothing : {"", " ", "\t \r\n"}) {
    CHECK(is_blank(nothing));
    CHECK_THROWS_WITH_AS(require_words(nothing, "the note", blank), "a note needs words", Error);
  }
  CHECK_NOTHROW(require_words(std::string(500, 'x'), "the note", blank));
  CHECK_THROWS_WITH_AS(require_words(std::string(501, 'x'), "the note", blank), "the note has more than 500 bytes", Error);
}

TEST_CASE("a repair names the newest FAIL, and the cable is to pass as what it failed as") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite", Access::write, read_back);
  const TestRecord failed = kept(store, Outcome::fail, [](TestRecord& r) { r.lot = "K7", r.purpose = Purpose::production; });
  const Profile other = shipped().profile("2.5-ts");
  kept_by(store, other, text_of("2.5-ts"), Outcome::pass);
  const RepairNote note = note_repair(store, "00417", "redo right.S", signed_by("Ines"));
  CHECK(note.repair.of == failed.id);
  CHECK(note.repair.lot.empty());  // of the newest test
  CHECK_FALSE(note.repair.simulated);
  CHECK(note.to_pass.id == failed.id);
  CHECK(note.to_pass.lot == "K7");
  CHECK(note.link.number == 1);  // of a chain of its own
  const Repair read = repair_of(document_of(store.with_id(note.repair.id)->body));
  CHECK(to_json(read) == to_json(note.repair));
  CHECK(read.operator_name == "Ines");
  CHECK(read.station == "bench 2");
  ProfileContents contents(store);
  CHECK(cable_events(store, "00417", contents).back().kind == CableEvent::Kind::repaired);
}

TEST_CASE("of a cable without a FAIL that counts, the newest test is what it is to pass as") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite", Access::write, read_back);
  const TestRecord passed = kept(store, Outcome::pass, [](TestRecord& r) { r.simulated = true; });
  const RepairNote note = note_repair(store, "00417", "a new sleeve", signed_by(""));
  CHECK(note.repair.of.empty());
  CHECK(note.repair.simulated);
  CHECK(note.to_pass.id == passed.id);
}

TEST_CASE("a repair of nothing, or of a cable that nobody tested, is not written down") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite", Access::write, read_back);
  kept(store, Outcome::fail);
  kept(store, Outcome::fail, [](TestRecord& r) { r.serial.clear(); });
  CHECK_THROWS_WITH_AS(note_repair(store, "00417", " ", signed_by("Ines")), "a repair needs words", Error);
  CHECK_THROWS_WITH_AS(note_repair(store, "00418", "redo right.S", signed_by("Ines")), "there is no test of `00418`", Error);
  CHECK_THROWS_WITH_AS(note_repair(store, "", "redo right.S", signed_by("Ines")), "there is no test of ``", Error);
  CHECK(store.count({}) == 2);
}

TEST_CASE("a correction needs a reason and a name") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite", Access::write, read_back);
  const TestRecord failed = kept(store, Outcome::fail);
  CHECK_THROWS_WITH_AS(note_correction(store, "00417", " ", signed_by("Ines")), "a correction needs a reason", Error);
  CHECK_THROWS_WITH_AS(note_correction(store, "00417", std::string(501, 'x'), signed_by("Ines")), "the reason has more than 500 bytes", Error);
  CHECK_THROWS_WITH_AS(note_correction(store, "00417", "tested as 2.5-ts by mistake", signed_by(" ")), "a correction needs a name", Error);
  CHECK(store.count({}) == 1);
  CHECK(note_correction(store, "00417", "tested as 2.5-ts by mistake", signed_by("Ines")).of == failed.id);
}

TEST_CASE("several FAILs that count are taken back one by one, each by its id") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite", Access::write, read_back);
  const TestRecord failed = kept(store, Outcome::fail);
  const TestRecord other = kept_by(store, shipped().profile("2.5-ts"), text_of("2.5-ts"), Outcome::fail);
  CHECK_THROWS_AS(note_correction(store, "00417", "the wrong kind", signed_by("Ines")), Error);
  CHECK(note_correction(store, other.id, "the wrong kind", signed_by("Ines")).profile == other.profile.name);
  CHECK_THROWS_WITH_AS(note_correction(store, other.id, "the wrong kind", signed_by("Ines")), "that test was taken back already", Error);
}

}  // namespace buzzout
