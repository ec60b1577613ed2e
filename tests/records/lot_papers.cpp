#include "records/lot_papers.hpp"

#include <sstream>

#include "records/kept_tests.hpp"

namespace buzzout {
namespace {

Change in_lot(const std::string& serial, bool simulated = false) {
  return [=](TestRecord& r) {
    r.serial = serial;
    r.lot = "K7";
    r.purpose = Purpose::production;
    r.simulated = simulated;
  };
}

std::string report_of(const RecordStore& store) {
  std::ostringstream out;
  write_lot_report(out, store, "K7", lot_summary(store, "K7"), lot_cables(store, "K7"));
  return out.str();
}

}  // namespace

TEST_CASE("a lot's papers count its tests, and its cables by all that is known of them") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  kept(store, Outcome::fail, in_lot("1"));
  kept(store, Outcome::pass, in_lot("1"));
  kept(store, Outcome::pass, in_lot("2"));
  kept(store, Outcome::fail, [](TestRecord& r) { r.serial = "2"; });  // at the bench
  kept(store, Outcome::pass, in_lot(""));
  kept(store, Outcome::fail, in_lot(""));
  const LotSummary tests = lot_summary(store, "K7");
  CHECK(tests.tests == 5);
  CHECK(tests.passed == 3);
  CHECK(tests.failed == 2);
  const LotCables::Counts cables = lot_cables(store, "K7").counts();
  CHECK(cables.cables == 4);  // each test without a number is a cable
  CHECK(cables.passed == 2);
  CHECK(cables.failed == 2);
  CHECK(report_of(store).find("Lot K7") != std::string::npos);
  CHECK(lot_summary(store, "K8").tests == 0);
  CHECK(lot_cables(store, "K8").counts().cables == 0);
}

TEST_CASE("simulated tests count in a lot that has no others, and are counted as left out in one that has") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  kept(store, Outcome::pass, in_lot("1", true));
  kept(store, Outcome::fail, in_lot("2", true));
  CHECK(lot_summary(store, "K7").tests == 2);
  CHECK(lot_summary(store, "K7").left_out == 0);
  CHECK(lot_cables(store, "K7").counts().cables == 2);
  kept(store, Outcome::pass, in_lot("3"));
  CHECK(lot_summary(store, "K7").tests == 1);
  CHECK(lot_summary(store, "K7").left_out == 2);
  CHECK(lot_cables(store, "K7").counts().cables == 1);
}

TEST_CASE("a record of the lot that cannot be read is named") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const TestRecord passed = kept(store, Outcome::pass, in_lot("1"));
  auto document = to_json(passed);
  document["id"] = "another";
  document["outcome"] = "PASS_ONE_END";
  store.append(document, {});
  try {
    lot_summary(store, "K7");
    FAIL("nobody minded");
  } catch (const Error& e) {
    CHECK(e.code == "record-unreadable");
    CHECK(e.where.starts_with("record no. 2 of station ``"));
  }
}

TEST_CASE("whoever waits for the papers is told how far they are, and may stop them") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  for (int i = 0; i < 64; ++i) kept(store, Outcome::pass, in_lot(std::to_string(i)));
  std::int64_t told = 0;
  lot_summary(store, "K7", [&](std::int64_t done, std::int64_t all) {
    CHECK(all == 64);
    told = done;
    return true;
  });
  CHECK(told == 64);
  CHECK_THROWS_WITH_AS(lot_summary(store, "K7", [](auto, auto) { return false; }), "interrupted", InterruptedError);
  CHECK_THROWS_WITH_AS(lot_cables(store, "K7", [](auto, auto) { return false; }), "interrupted", InterruptedError);
}

}  // namespace buzzout
