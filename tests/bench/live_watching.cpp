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
  explicit Watch(LiveWatch::Purpose purpose, const std::string& cable = "none", const std::string& profile = "4.4-ts")
      : tester_(places(), {profile, "sim:" + cable, ""}), live(tester_, clock_, purpose) {}
  ~Watch() { std::filesystem::remove_all(folder_); }

  void look(int times) {
    for (int i = 0; i < times; ++i) {
      clock_.sleep(15ms);
      live.look();
    }
  }
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

TEST_CASE("nobody is guided to build a cable that is known to be dangerous, whatever the face") {
  Watch watch(LiveWatch::Purpose::watch, "good", "4.4-to-3.5");
  CrankedClock clock;
  CHECK_THROWS_WITH_AS(LiveWatch(watch.live.test(), clock, LiveWatch::Purpose::build),
                       doctest::Contains("known to be dangerous"), Error);
}

}  // namespace
}  // namespace buzzout
