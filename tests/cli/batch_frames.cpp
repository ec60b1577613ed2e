#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "cli/views/batch_frame.hpp"
#include "drawing/picture_of.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

class Desk {
 public:
  Desk()
      : catalog_({BUZZOUT_SOURCE_DIR}),
        profile_(catalog_.profile("4.4-ts")),
        fixture_(catalog_.fixture("headphone-bench")),
        map_(profile_, fixture_, {}) {
    state.lot.name = "K7";
    state.lot.target = 50;
    state.title = profile_.title;
    state.fixture = fixture_.name;
    state.placements = map_.placements();
    state.jig = 4711;
    state.serial = "K7-0042";
  }

  void judge(Outcome outcome) {
    TestRecord record;
    record.verdict.outcome = outcome;
    if (outcome == Outcome::fail)
      record.verdict.diagnoses = {{DiagnosisCode::open, "L- is open: no path from amp.R1 to left.S.", "Silence.", "Redo left.S.", {}}};
    if (outcome == Outcome::error) record.verdict.problem = Problem{"held-low", "Something holds amp.T low.", "", "Look."};
    state.phase = Phase::verdict;
    state.cable.counts = outcome == Outcome::pass ? LotCable::Counts::passed : LotCable::Counts::failed;
    state.record = std::make_shared<TestRecord>(std::move(record));
    state.picture = std::make_shared<WiringPicture>(picture_of(profile_));
  }
  std::string screen(int width = 80, int height = 24, bool unicode = true, const std::string& typed = "") const {
    Theme theme;
    theme.unicode = unicode;
    std::string out;
    const auto lines = batch_frame(state, typed, theme, width, height);
    CHECK(static_cast<int>(lines.size()) == height);
    for (const auto& line : lines) {
      const std::string text = plain_text(line);
      CHECK(columns(text) <= width);
      out += text + "\n";
    }
    return out;
  }
  Ink ground() const { return batch_frame(state, "", Theme{}, 80, 24).front().front().ink; }

 private:
  Catalog catalog_;
  Profile profile_;
  Fixture fixture_;
  FixtureMap map_;

 public:
  RunSnapshot state;
};

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

TEST_CASE("the outcome fills the top of the screen in its colour, with the serial number beside it") {
  Desk desk;
  desk.judge(Outcome::pass);
  CHECK(desk.ground() == Ink::good_bar);
  CHECK(has(desk.screen(), "K7-0042"));
  CHECK(has(desk.screen(), "Take it out. Put it with the good ones."));
  desk.judge(Outcome::fail);
  CHECK(desk.ground() == Ink::bad_bar);
  CHECK(has(desk.screen(), "L- is open: no path from amp.R1 to left.S."));
  CHECK(has(desk.screen(), "Redo left.S."));
  desk.judge(Outcome::error);
  CHECK(desk.ground() == Ink::warn_bar);
  CHECK(has(desk.screen(), "Something holds amp.T low."));
}

TEST_CASE("no PASS stands there for a cable that was moved since") {
  Desk desk;
  desk.judge(Outcome::pass);
  desk.state.disturbed = true;
  CHECK(desk.ground() != Ink::good_bar);
  CHECK(has(desk.screen(), "K7-0042 was PASS, and something was moved since."));
  CHECK(has(desk.screen(20, 5), "TAKE OUT"));
}

TEST_CASE("each step says what to do") {
  Desk desk;
  desk.state.phase = Phase::serial;
  CHECK(has(desk.screen(), "Scan the serial number of the next cable."));
  desk.state.asking = "K7-0042";
  CHECK(has(desk.screen(), "Looking up K7-0042."));
  desk.state.asking.clear();
  desk.state.phase = Phase::arming;
  desk.state.in_the_way = "amp.T and left.T";
  CHECK(has(desk.screen(), "Take out what is in the fixture: amp.T and left.T."));
  desk.state.in_the_way.clear();
  desk.state.phase = Phase::armed;
  CHECK(has(desk.screen(), "Plug it in: amp into amp-4.4, left into left, right into right."));
  CHECK_FALSE(has(desk.screen(), "or scan another"));
  desk.state.lot.serials = "K7-{0001}";  // who has a mended one in hand must not test it as the next one
  CHECK(has(desk.screen(), "or scan another"));
  desk.state.phase = Phase::seating;
  desk.state.missing_ends = {"right"};
  CHECK(has(desk.screen(), "Waiting for right: plug it in."));
  desk.state.missing_ends.clear();
  desk.state.seconds_to_verdict = 2;
  CHECK(has(desk.screen(), "Judged in 2 s."));
  desk.state.gates_waived = true;
  CHECK(has(desk.screen(), "The gates were waived"));
}

TEST_CASE("it fits into any terminal, whatever is typed") {
  Desk desk;
  const std::string hostile = "\x1b[2J\u202e" + std::string(300, 'x');
  for (const auto phase : {Phase::serial, Phase::arming, Phase::armed, Phase::seating, Phase::verdict})
    for (const auto& [width, height] : {std::pair{20, 5}, {40, 10}, {80, 24}, {100, 30}, {200, 60}, {1, 1}})
      for (const bool unicode : {true, false}) {
        desk.judge(Outcome::fail);
        desk.state.phase = phase;
        desk.state.serial = std::string(64, 'W');
        desk.state.notice.text = "A cable is in: take it out before the next serial number.";
        const std::string screen = desk.screen(width, height, unicode, hostile);
        CHECK(screen.find('\x1b') == std::string::npos);
        if (!unicode)
          for (const char c : screen) CHECK(static_cast<unsigned char>(c) < 0x80);
      }
}

}  // namespace
}  // namespace buzzout
