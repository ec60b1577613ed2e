#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "bench/cranked_clock.hpp"
#include "bench/live_watch.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

// A cable in a simulated jig, looked at every 15 ms by a clock that the test cranks.
class Watch {
 public:
  explicit Watch(LiveWatch::Purpose purpose, const std::string& cable = "none", const std::string& profile = "4.4-ts",
                 const std::string& fixture = "")
      : tester_(places(), {profile, "sim:" + cable, fixture}), live(tester_, clock_, purpose) {}
  ~Watch() { std::filesystem::remove_all(folder_); }

  void look(int times) {
    for (int i = 0; i < times; ++i) {
      clock_.sleep(15ms);
      live.look();
    }
  }
  Workbench* workbench() { return tester_.session().workbench(); }
  void plug(const std::string& cable) { tester_.session().workbench()->plug(parse_cable_edits(cable)); }
  TestRecord test() { return tester_.measure(live.story()); }

 private:
  Places places() {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-watch-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    return {{BUZZOUT_SOURCE_DIR}, "", folder_ / "config.yaml", folder_ / "data"};
  }

  std::filesystem::path folder_;
  CrankedClock clock_;
  CableTester tester_;

 public:
  LiveWatch live;
};

TEST_CASE("a good cable is tested by itself when there was time to bend it, and not while it is held back") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(100);
  CHECK(watch.live.state().status == LiveStatus::right);
  CHECK_FALSE(watch.live.test_is_due());
  REQUIRE(watch.live.seconds_to_test());
  CHECK(*watch.live.seconds_to_test() > 15);
  watch.live.toggle_hold();
  watch.look(1500);
  CHECK_FALSE(watch.live.test_is_due());
  CHECK_FALSE(watch.live.seconds_to_test());
  watch.live.toggle_hold();
  CHECK(watch.live.test_is_due());
}

TEST_CASE("what let go while it was watched fails the test, though it is whole again") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(100);
  watch.plug("open:left.T");
  watch.look(60);
  watch.plug("good");
  watch.look(100);
  const TestStory story = watch.live.story();
  REQUIRE(story.watched);
  REQUIRE_FALSE(story.watched->upsets.empty());
  const TestRecord r = watch.test();
  CHECK(r.verdict.outcome == Outcome::fail);
}

TEST_CASE("a joint that let go and was redone no longer counts") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(100);
  watch.plug("open:left.T");
  watch.look(60);
  watch.plug("good");
  watch.look(100);
  watch.live.redo();
  watch.look(60);
  CHECK(watch.test().verdict.outcome == Outcome::pass);
}

TEST_CASE("what was wrong first is kept as what came before the test") {
  Watch watch(LiveWatch::Purpose::watch, "swap:left.T:left.S");
  watch.look(700);
  watch.plug("good");
  watch.look(400);
  const TestRecord r = watch.test();
  REQUIRE(r.before);
  CHECK_FALSE(r.before->diagnoses.empty());
  CHECK(r.attempt == 2);
  CHECK(r.verdict.outcome == Outcome::pass);
}

TEST_CASE("in a pile the next cable takes the place of the one that failed") {
  Watch watch(LiveWatch::Purpose::mend, "open:left.T");
  watch.live.begin_after(watch.test());
  watch.look(50);
  CHECK_FALSE(watch.live.is_taken_out());
  watch.plug("none");
  watch.look(50);
  CHECK(watch.live.is_taken_out());
  CHECK_FALSE(watch.live.next_is_in());
  watch.plug("good");
  watch.look(60);
  CHECK(watch.live.next_is_in());
}

TEST_CASE("a joint that comes right is heard, and one that lets go too") {
  Watch watch(LiveWatch::Purpose::watch, "open:left.T");
  watch.look(60);
  watch.live.take_chime();
  watch.plug("good");
  watch.look(60);
  CHECK(watch.live.take_chime() == Chime::right);
  watch.plug("open:left.S");
  watch.look(60);
  CHECK(watch.live.take_chime() == Chime::wrong);
}

TEST_CASE("with nobody there to bend it a cable that lies still is tested at once") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(30);
  CHECK_FALSE(watch.live.test_is_due_unattended());
  CHECK_FALSE(watch.live.is_settled());
  watch.look(60);
  CHECK(watch.live.is_settled());
  CHECK(watch.live.test_is_due_unattended());
  CHECK_FALSE(watch.live.test_is_due());
  watch.live.toggle_hold();
  CHECK_FALSE(watch.live.test_is_due_unattended());
  watch.live.toggle_hold();
  const LiveResult result = watch.live.run_test();
  CHECK(result.end == LiveEnd::tested);
  CHECK(result.record->verdict.outcome == Outcome::pass);
}

TEST_CASE("a wrong cable that lies still is settled, and not due for a test") {
  Watch watch(LiveWatch::Purpose::watch, "swap:left.T:left.S");
  watch.look(100);
  CHECK(watch.live.is_settled());
  CHECK_FALSE(watch.live.test_is_due_unattended());
}

TEST_CASE("a joint that is pressed beyond its limit fails the test, though it lies still again") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(150);
  REQUIRE(watch.live.state().ohms.size() == 4);
  CHECK(watch.live.state().status == LiveStatus::right);
  watch.plug("ohms:left.S:5");
  watch.look(30);
  CHECK(watch.live.state().status == LiveStatus::wrong);
  CHECK(watch.live.found().diagnoses.at(0).code == DiagnosisCode::high_resistance);
  watch.plug("good");
  watch.look(150);
  const TestRecord r = watch.test();
  CHECK(r.verdict.outcome == Outcome::fail);
  REQUIRE(r.verdict.faults.size() == 1);
  CHECK(r.verdict.faults[0].kind == FaultKind::intermittent);
  CHECK(r.verdict.faults[0].net == "L-");
  watch.live.redo();
  watch.look(150);
  CHECK(watch.test().verdict.outcome == Outcome::pass);
}

TEST_CASE("what moves within its limit is in the record of a cable that passes") {
  Watch watch(LiveWatch::Purpose::watch, "good");
  watch.look(150);
  CHECK(swings(watch.live.state()).empty());
  watch.plug("ohms:left.S:1");
  watch.look(30);
  watch.plug("good");
  watch.look(150);
  const TestRecord r = watch.test();
  CHECK(r.verdict.outcome == Outcome::pass);
  REQUIRE(r.watched->swings.size() == 1);
  CHECK(r.watched->swings[0].net == "L-");
  CHECK(r.watched->swings[0].most > 1);
}

TEST_CASE("a joint that wobbles is told, whichever it is") {
  for (const char* joint : {"amp.T", "amp.R1", "amp.R2", "amp.R3", "left.T", "left.S", "right.T", "right.S"}) {
    CAPTURE(joint);
    Watch watch(LiveWatch::Purpose::watch, std::string("wobble:") + joint + ":0.2:5");
    watch.look(400);
    CHECK(watch.live.state().has_open_upsets());
    CHECK(watch.test().verdict.outcome == Outcome::fail);
  }
}

TEST_CASE("a cable with a joint of too many ohms is wrong from the beginning, and is not tested by itself") {
  Watch watch(LiveWatch::Purpose::watch, "ohms:amp.R1:5");
  watch.look(200);
  CHECK(watch.live.state().status == LiveStatus::wrong);
  CHECK_FALSE(watch.live.test_is_due_unattended());
  CHECK(watch.live.state().upsets.empty());
  const TestRecord r = watch.test();
  REQUIRE(r.before);
  CHECK(r.before->faults.at(0).kind == FaultKind::high_resistance);
}

TEST_CASE("in a pile, a cable that failed by its ohms is tested again once they are right, and one that looks right is held") {
  Watch watch(LiveWatch::Purpose::mend, "ohms:amp.R1:5");
  watch.live.begin_after(watch.test());
  watch.look(120);
  CHECK_FALSE(watch.live.is_held());
  CHECK(watch.live.state().status == LiveStatus::wrong);
  watch.plug("good");
  watch.look(500);
  CHECK(watch.live.test_is_due());
  Watch flaky(LiveWatch::Purpose::mend, "flaky:amp.R1");
  flaky.live.begin_after(flaky.test());
  flaky.plug("good");
  flaky.look(60);
  CHECK(flaky.live.is_held());
}

TEST_CASE("nothing is driven while the quick scan shows more joined than is wanted, and no current is more than promised") {
  Watch watch(LiveWatch::Purpose::watch, "short:amp.R1:amp.R2");
  Workbench& bench = *watch.workbench();
  bench.watch_currents();
  watch.look(100);
  CHECK(bench.currents().most_high() == 1);  // on the other two nets
  for (const auto& t : watch.live.state().ohms) CHECK((t.now.net == "L+" || t.now.net == "R-"));
  watch.plug("powered:2:5");
  bench.watch_currents();
  watch.look(50);
  CHECK(bench.currents().most_high() == 0);
  watch.plug("good");
  watch.look(100);
  CHECK(bench.currents().most_amp() < 12e-3);
  CHECK(bench.currents().most_low() <= 2);
  CHECK(bench.currents().longest() < 25e-3);
  CHECK(bench.violations().empty());
}

TEST_CASE("parts that only ohms decide are right or wrong by their ohms, and not decided without") {
  const std::string profile = std::string(BUZZOUT_SOURCE_DIR) + "/tests/profiles/mono-sum.yaml";
  Watch by_ohms(LiveWatch::Purpose::watch, "good", profile, "pro-audio-bench");
  by_ohms.look(300);
  CHECK(by_ohms.live.state().status == LiveStatus::right);
  CHECK(by_ohms.live.undecided().empty());
  by_ohms.plug("part:R1:330");
  by_ohms.look(300);
  CHECK(by_ohms.live.state().status == LiveStatus::wrong);
  Watch without(LiveWatch::Purpose::watch, "good", profile, "pro-audio-bench-uno");
  without.look(300);
  CHECK(without.live.state().status == LiveStatus::right);
  CHECK(without.live.undecided().size() == 2);
}

TEST_CASE("nobody is guided to build a cable that is known to be dangerous, whatever the face") {
  Watch watch(LiveWatch::Purpose::watch, "good", "4.4-to-3.5");
  CrankedClock clock;
  CHECK_THROWS_WITH_AS(LiveWatch(watch.live.test(), clock, LiveWatch::Purpose::build),
                       doctest::Contains("known to be dangerous"), Error);
}

}  // namespace
}  // namespace buzzout
