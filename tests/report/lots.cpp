#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "core/error.hpp"
#include "report/lot_report.hpp"
#include "report/outside.hpp"
#include "report/sample_lots.hpp"
#include "text/shown_text.hpp"
#include "station/lot_cable.hpp"
#include "station/tally.hpp"

using namespace buzzout;

namespace {

const std::map<std::string, ChainLink> kHeads{{"bench 2", {25, std::string(64, 'd'), std::string(64, 'e')}}};

LotSummary summary_of(const SampleLot& lot) {
  LotSummary out;
  for (const auto& k : lot.kept) out.take(k.document);
  return out;
}

std::string html_of(const SampleLot& lot, const std::string& name = "K7") {
  const LotSummary summary = summary_of(lot);
  const LotCables cables = cables_of(lot);
  std::ostringstream out;
  LotReport report(out, name, summary, cables, kHeads);
  for (const auto& r : lot.tests()) report.add(r);
  report.finish();
  return out.str();
}

std::string read(const std::string& name, const std::string& html) {
  const auto file = put(fresh_folder("lot-" + name) / "page.html", html);
  const Answer answer =
      ask("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + beside("strict_html.py").string() + "' '" + file.string() + "'");
  REQUIRE_MESSAGE(answer.status == 0, answer.out);
  return answer.out;
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// A lot of cables that are tested again and again, with whatever comes of it.
std::vector<TestRecord> random_lot(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<TestRecord> out;
  for (int i = 0; i < 400; ++i) {
    TestRecord r;
    r.serial = "S" + std::to_string(random() % 90);
    r.purpose = static_cast<Purpose>(random() % 4);
    r.lot = r.purpose == Purpose::production ? "L" : "";
    r.verdict.outcome = static_cast<Outcome>(random() % 5);
    r.started = at_minute(i);
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace

TEST_CASE("a lot report tells yield, first-pass yield, retests and rework of the lot that was made") {
  const LotSummary s = summary_of(lot_of_twenty());
  const auto c = cables_of(lot_of_twenty()).counts();
  CHECK(c.cables == 20);
  CHECK(c.judged == 19);
  CHECK(c.passed == 18);
  CHECK(c.passed_first == 16);
  CHECK(c.mended == 2);
  CHECK(c.once == 18);
  CHECK(c.twice == 2);
  CHECK(s.tests == 22);
  CHECK(s.not_judged == 1);
  CHECK(s.gates.size() == 3);
  CHECK(s.gates[0].problem == "amp-4.4.R1 answers nothing");
  CHECK(s.gates[1].problem.empty());
  CHECK(s.gates[2].problem.empty());
  CHECK(s.faults.largest_first().front() == std::pair<std::string, std::uint64_t>{"R- is open", 2});
  const std::string text = read("twenty", html_of(lot_of_twenty()));
  for (const std::string what :
       {"94.7 %", "18 of 19 cables passed, 20 wanted", "84.2 %, 16 of 19", "redo right.S", "bridge at amp removed", "3 alike",
        "R- is open", "Ines", "Tomasz", "bench 2", "25", "ABORTED", "K7-020"}) {
    CAPTURE(what);
    CHECK(says(text, what));
  }
  CHECK(says(text, std::string(64, 'e')));
  CHECK_FALSE(says(text, "G-1"));
  CHECK_FALSE(says(text, "R-1\n"));
  CHECK_FALSE(says(text, "SIMULATED"));
}

TEST_CASE("a lot's numbers are those that the station counted") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    Tally tally;
    LotSummary summary;
    std::map<std::string, std::vector<CableEvent>> events;
    for (const auto& r : random_lot(seed)) {
      if (r.purpose == Purpose::production || r.purpose == Purpose::test) events[r.serial].push_back(event_of(r, "A"));
      count(tally, r, events[r.serial]);
      summary.take(r);
    }
    // The bench tests some of them after their last test in the lot.
    for (auto& [serial, cable] : tally.cables) cable = lot_cable(events[serial], "L", false);
    LotCables report("L", false);
    for (const auto& [serial, of_it] : events) report.take(serial, of_it);
    const auto& c = report.counts();
    CHECK(c.cables == tally.cables.size());
    CHECK(c.judged == c.cables - static_cast<std::uint64_t>(tally.not_judged()));
    CHECK(c.failed == static_cast<std::uint64_t>(tally.failed()));
    CHECK(c.passed == static_cast<std::uint64_t>(tally.passed()));
    CHECK(c.passed_first == static_cast<std::uint64_t>(tally.first_passed()));
    CHECK(summary.tests == tally.records);
  }
}

TEST_CASE("golden cables and red rabbits count nowhere") {
  SampleLot lot;
  for (const auto& k : lot_of_twenty().kept)
    if (k.document.value("purpose", "") != "production") lot.add(k.document);
  const LotSummary s = summary_of(lot);
  CHECK(s.tests == 0);
  CHECK(cables_of(lot).counts().cables == 0);
  CHECK(s.faults.largest_first().empty());
  CHECK(says(read("none", html_of(lot)), "0 of 0 cables passed"));
}

TEST_CASE("a golden cable that failed and a rabbit that passed are told") {
  SampleLot lot;
  for (const auto& k : lot_of_twenty().kept) {
    auto document = k.document;
    if (document.value("purpose", "") == "golden") document["purpose"] = "red-rabbit";
    else if (document.value("purpose", "") == "red-rabbit") document["purpose"] = "golden";
    lot.add(document);
  }
  const LotSummary s = summary_of(lot);
  CHECK(s.gates[1].problem == "measured PASS");
  CHECK(s.gates[2].problem == "measured FAIL");
}

TEST_CASE("one simulated test makes a lot report a simulated one") {
  SampleLot lot = lot_of_twenty();
  lot.kept[10].document["simulated"] = true;
  const std::string text = read("simulated", html_of(lot));
  CHECK(text.starts_with("SIMULATED"));
  CHECK(says(text, "1 of 22 tests that count were simulated"));
}

TEST_CASE("tests without gates are told") {
  SampleLot lot = lot_of_twenty();
  for (auto& k : lot.kept) k.document.erase("shift");
  CHECK(says(read("waived", html_of(lot)), "22 of 22 tests were made without the gates of a shift"));
}

TEST_CASE("100 % yield are all cables, and no fewer") {
  LotSummary s;
  LotCables cables("big", false);
  TestRecord r;
  r.purpose = Purpose::production;
  r.lot = "big";
  r.started = at_minute(0);
  for (int i = 0; i < 3000; ++i) {
    r.serial = std::to_string(i);
    r.verdict.outcome = i == 0 ? Outcome::fail : Outcome::pass;
    s.take(r);
    const CableEvent event = event_of(r, "A");
    cables.take(r.serial, std::span(&event, 1));
  }
  std::ostringstream out;
  LotReport report(out, "big", s, cables, {});
  report.finish();
  const std::string text = read("big", out.str());
  CHECK(says(text, "99.9 %"));
  CHECK_FALSE(says(text, "100.0 %"));
}

TEST_CASE("hostile serial numbers, operators, repairs and lots are text in a lot report") {
  for (const auto& text : hostile_texts()) {
    CAPTURE(text);
    SampleLot lot = lot_of_twenty();
    for (auto& k : lot.kept)
      for (const char* key : {"serial", "operator", "station", "lot", "did", "fault", "problem"})
        if (k.document.contains(key)) k.document[key] = text;
    const std::string page = read("hostile", html_of(lot, text));
    if (text.find('\r') == std::string::npos) CHECK(says(page, shown_text(text)));
  }
  SampleLot mixed = lot_of_twenty();
  const auto texts = hostile_texts();
  for (std::size_t i = 0; i < mixed.kept.size(); ++i)
    for (const char* key : {"serial", "operator", "did", "fault"})
      if (mixed.kept[i].document.contains(key)) mixed.kept[i].document[key] = texts[i % texts.size()];
  read("mixed", html_of(mixed, "<b>lot & \"7\""));
}

TEST_CASE("the same lot makes the same bytes") { CHECK(html_of(lot_of_twenty()) == html_of(lot_of_twenty())); }

TEST_CASE("a document of a lot that cannot be read is an error, not a cable less") {
  SampleLot lot = lot_of_twenty();
  lot.kept[6].document.erase("outcome");
  CHECK_THROWS_AS(summary_of(lot), Error);
}
