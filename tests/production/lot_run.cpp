#include <doctest/doctest.h>

#include "production/lot_bench.hpp"

// A production run without a terminal: facts in, snapshots out.
namespace buzzout {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a lot of two: scanned, plugged, judged, taken out, complete") {
  LotBench bench;
  bench.begin({}, 2);
  CHECK(bench.run().snapshot()->phase == Phase::serial);
  bench.test("K7-1", "good");
  CHECK(bench.run().snapshot()->counts.passed == 1);
  bench.run().scanned("K7-2");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  const Seen verdict = bench.run().snapshot();
  REQUIRE(verdict->record != nullptr);
  CHECK(verdict->record->verdict.outcome == Outcome::pass);
  CHECK(verdict->cable.counts == LotCable::Counts::passed);
  CHECK_FALSE(is_held_back(*verdict));
  bench.plug("none");
  CHECK(bench.look(200) == RunEnd::complete);
  CHECK(verdict->record->serial == "K7-2");  // a snapshot that was kept stays as it was
  CHECK(bench.notes.told == std::vector<std::string>{"K7-1 PASS", "K7-2 PASS"});
  CHECK(bench.notes.signals == std::vector<Signal>{Signal::pass, Signal::pass});
  CHECK(bench.kept("K7-1", Outcome::pass) == 1);
}

TEST_CASE("every snapshot has a greater number than the one before") {
  LotBench bench;
  bench.begin();
  bench.test("K7-1", "good");
  bench.test("K7-2", "open:left.T");
  REQUIRE(bench.notes.seen.size() > 5);
  for (std::size_t i = 1; i < bench.notes.seen.size(); ++i)
    CHECK(bench.notes.seen[i]->sequence > bench.notes.seen[i - 1]->sequence);
}

TEST_CASE("half a cable is waited for, and its missing end named") {
  LotBench bench;
  bench.begin();
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("unplug:right");
  REQUIRE(bench.look_until(Phase::seating));
  bench.look(400);
  CHECK(bench.run().snapshot()->phase == Phase::seating);
  CHECK(bench.run().snapshot()->missing_ends == std::vector<std::string>{"right"});
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  CHECK(bench.run().snapshot()->record->verdict.outcome == Outcome::pass);
}

TEST_CASE("who does not wait for the missing end gets a FAIL") {
  LotBench bench;
  bench.begin();
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("unplug:right");
  REQUIRE(bench.look_until(Phase::seating));
  bench.look(20);
  bench.run().hurry();
  REQUIRE(bench.look_until(Phase::verdict));
  CHECK(bench.run().snapshot()->record->verdict.outcome == Outcome::fail);
}

TEST_CASE("a cable that was mended is tested again under its number, and passes as its second attempt") {
  LotBench bench;
  bench.begin();
  bench.test("K7-1", "open:left.T");
  CHECK(bench.run().snapshot()->counts.failed == 1);
  bench.test("K7-1", "good");
  CHECK(bench.run().snapshot()->counts.failed == 0);
  CHECK(bench.run().snapshot()->counts.passed == 1);
  bench.run().scanned("K7-1");  // a duplicate, or the same cable again
  CHECK(bench.run().snapshot()->notice.text.find("has passed already") != std::string::npos);
  CHECK(bench.notes.signals.back() == Signal::refusal);
}

TEST_CASE("taken out before it was judged it has a record without a verdict, and is awaited again") {
  LotBench bench;
  bench.begin();
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("open:left.T");  // not right: it must lie still for two seconds
  REQUIRE(bench.look_until(Phase::seating));
  bench.look(30);
  bench.plug("none");
  REQUIRE(bench.look_until(Phase::armed));
  CHECK(bench.notes.told == std::vector<std::string>{"K7-1 ABORTED"});
  CHECK(bench.run().snapshot()->attempt == 2);
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  CHECK(bench.run().snapshot()->record->attempt == 2);
}

TEST_CASE("interrupted while a cable is in, its attempt is written down") {
  LotBench bench;
  bench.begin();
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("open:left.T");
  REQUIRE(bench.look_until(Phase::seating));
  bench.run().interrupt();
  CHECK(bench.look(1) == RunEnd::interrupted);
  CHECK(bench.kept("K7-1", Outcome::aborted) == 1);
}

TEST_CASE("identical failures stop the run when the last of them is out, and the stop is written down") {
  LotBench bench;
  RunRules rules;
  rules.stop_after = 2;
  bench.begin(rules);
  bench.test("K7-1", "open:left.T");
  bench.run().scanned("K7-2");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("open:left.T");
  REQUIRE(bench.look_until(Phase::verdict));
  CHECK(bench.run().snapshot()->stopped);
  CHECK_FALSE(bench.look(50));
  bench.plug("none");
  CHECK(bench.look(200) == RunEnd::stopped);
}

TEST_CASE("a wrong serial number is refused while a cable is in") {
  LotBench bench;
  bench.begin();
  bench.run().scanned("K7 1");
  CHECK_FALSE(bench.run().snapshot()->notice.text.empty());
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  bench.run().scanned("K7-2");
  CHECK(bench.run().snapshot()->notice.text == "A cable is in: take it out before the next serial number.");
  CHECK(bench.run().snapshot()->serial == "K7-1");
}

TEST_CASE("what seems complete is counted anew: another station may have found a cable bad meanwhile") {
  LotBench bench;
  bench.begin({}, 1);
  bench.run().scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  bench.test_elsewhere("K7-1", "open:left.T");
  bench.plug("none");
  CHECK_FALSE(bench.look(300));
  CHECK(bench.run().snapshot()->counts.passed == 0);
  CHECK(bench.run().snapshot()->counts.failed == 1);
}

TEST_CASE("a FAIL stays one though a plug was pulled meanwhile, unless that plug explains every fault") {
  for (const auto& [cable, pulled, told] :
       {std::tuple{"short:amp.T:amp.R1", "none", "K7-1 FAIL"}, {"open:amp.T", "unplug:right", "K7-1 FAIL"},
        {"open:left.T", "unplug:left", "K7-1 ABORTED"}, {"good", "unplug:left", "K7-1 ABORTED"}}) {
    CAPTURE(cable);
    LotBench bench;
    bench.begin();
    bench.run().scanned("K7-1");
    REQUIRE(bench.look_until(Phase::armed));
    // The observer hears that the test begins; the run reads its clock again when the measurement is over.
    bool testing = false;
    bench.notes.on_see = [&](const RunSnapshot& s) { testing = s.testing; };
    bench.clock.on_now = [&, pulled = pulled] {
      if (testing) bench.plug(pulled);
      testing = false;
    };
    bench.plug(cable);
    for (int i = 0; i < 700 && bench.notes.told.empty(); ++i) bench.look(1);
    REQUIRE_FALSE(bench.notes.told.empty());
    CHECK(bench.notes.told.front() == told);
  }
}

// Whoever is asked is far away.
class SlowLookup : public SerialLookup {
 public:
  void ask(const std::string& serial) override { asked.push_back(serial); }
  std::optional<Answer> take() override { return std::exchange(answer, std::nullopt); }
  std::vector<std::string> asked;
  std::optional<Answer> answer;
};

TEST_CASE("the jig is looked at while a serial number is looked up, and the answer counts when it comes") {
  LotBench bench;
  SlowLookup lookup;
  bench.begin({}, 0, "", &lookup);
  bench.run().scanned("K7-1");
  CHECK_FALSE(bench.look(100));
  CHECK(bench.run().snapshot()->phase == Phase::serial);
  CHECK(bench.run().snapshot()->asking == "K7-1");
  lookup.answer = SerialLookup::Answer{"K7-1", {}};
  CHECK(bench.look_until(Phase::armed));
  CHECK(bench.run().snapshot()->asking.empty());
}

TEST_CASE("an answer for another serial number than the last one that was scanned counts for nothing") {
  LotBench bench;
  SlowLookup lookup;
  bench.begin({}, 0, "", &lookup);
  bench.run().scanned("K7-1");
  bench.run().scanned("K7-2");
  CHECK(lookup.asked == std::vector<std::string>{"K7-1", "K7-2"});
  lookup.answer = SerialLookup::Answer{"K7-1", {}};
  bench.look(50);
  CHECK(bench.run().snapshot()->phase == Phase::serial);
  lookup.answer = SerialLookup::Answer{"K7-2", Elsewhere{"K6", Outcome::pass}};
  bench.look(5);
  CHECK(bench.run().snapshot()->phase == Phase::serial);
  CHECK(bench.run().snapshot()->notice.text.find("K6") != std::string::npos);
}

TEST_CASE("a serial number whose answer comes when a cable is in is refused") {
  LotBench bench;
  SlowLookup lookup;
  bench.begin({}, 0, "", &lookup);
  bench.run().scanned("K7-1");
  bench.plug("good");
  bench.look(50);
  lookup.answer = SerialLookup::Answer{"K7-1", {}};
  bench.look(5);
  CHECK(bench.run().snapshot()->serial.empty());
  CHECK(bench.run().snapshot()->notice.text == "A cable is in: take it out before the next serial number.");
}

TEST_CASE("the input may not end the run while a serial number is looked up") {
  LotBench bench;
  SlowLookup lookup;
  bench.begin({}, 0, "", &lookup);
  bench.run().scanned("K7-1");
  bench.run().no_more_serials();
  CHECK_FALSE(bench.look(20));
  lookup.answer = SerialLookup::Answer{"K7-1", Elsewhere{"K6", Outcome::pass}};
  CHECK(bench.look(20) == RunEnd::input_ended);
}

TEST_CASE("numbers of a pattern go on where the lot is, and no cable's number is given to another") {
  LotBench bench;
  bench.test_elsewhere("K7-002", "open:left.T");
  bench.begin({}, 0, "K7-{001}");
  REQUIRE(bench.look_until(Phase::armed));
  CHECK(bench.run().snapshot()->serial == "K7-001");
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  bench.plug("none");
  REQUIRE(bench.look_until(Phase::armed));
  CHECK(bench.run().snapshot()->serial == "K7-003");
}

}  // namespace
}  // namespace buzzout
