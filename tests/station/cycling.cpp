#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "station/cycle.hpp"

namespace buzzout {
namespace {

// A 4.4 mm cable to two cups on the bench, told to the station look by look.
class Bench {
 public:
  Bench()
      : catalog_({BUZZOUT_SOURCE_DIR}),
        profile_(catalog_.profile("4.4-ts")),
        fixture_(catalog_.fixture("headphone-bench")),
        map_(profile_, fixture_, {}),
        job_{profile_, fixture_, map_},
        cycle(job_, 2000) {}

  ScanMatrix nothing() const {
    ScanMatrix m;
    for (Point p = 0; p < 16; ++p) m.rows.push_back(only(p));
    return m;
  }
  // Only these ends of a good cable, or with one net missing.
  ScanMatrix cable(const std::vector<std::string>& ends = {"amp", "left", "right"},
                   const std::string& broken = "") const {
    ScanMatrix m = nothing();
    for (const auto& net : profile_.nets) {
      if (net.name == broken) continue;
      PointSet joined = 0;
      for (const auto& c : net.contacts)
        if (std::ranges::find(ends, c.end) != ends.end()) joined |= map_.points_of(c);
      for (const Point p : Members(joined)) m.rows[p] = joined;
    }
    return m;
  }
  // Looks for that long, a look every 20 ms; the first move that is one.
  Move look(const ScanMatrix& matrix, std::int64_t ms = 40) {
    for (std::int64_t end = now_ + ms; now_ < end; now_ += 20) {
      Look l;
      l.at = now_;
      l.matrix = matrix;
      if (const Move move = cycle.look(l); move != Move::none) {
        now_ += 20;
        return move;
      }
    }
    return Move::none;
  }
  Move held(PointSet low, std::int64_t ms) {
    for (std::int64_t end = now_ + ms; now_ < end; now_ += 20) {
      Look l;
      l.at = now_;
      l.held_low = low;
      if (const Move move = cycle.look(l); move != Move::none) return move;
    }
    return Move::none;
  }
  void pass(std::int64_t ms) { now_ += ms; }
  void arm() {
    cycle.begin("A-1", 1);
    REQUIRE(look(nothing(), 200) == Move::armed);
  }

 private:
  Catalog catalog_;
  Profile profile_;
  Fixture fixture_;
  FixtureMap map_;
  Job job_;
  std::int64_t now_ = 1000;

 public:
  Cycle cycle;
};

TEST_CASE("a good cable is judged as soon as it lies still, and the next one may come when it is out") {
  Bench b;
  b.arm();
  CHECK(b.look(b.cable()) == Move::inserted);
  CHECK(b.look(b.cable(), 400) == Move::judge);
  b.cycle.judged();
  CHECK(b.cycle.phase() == Phase::verdict);
  CHECK(b.look(b.cable(), 60000) == Move::none);
  CHECK(b.cycle.serial() == "A-1");
  CHECK(b.look(b.nothing(), 900) == Move::none);
  CHECK(b.look(b.nothing(), 200) == Move::removed);
  CHECK(b.cycle.phase() == Phase::serial);
  CHECK(b.cycle.serial().empty());
}

TEST_CASE("a verdict is for what was judged: a wire that moves, or another cable in its place, is told") {
  Bench b;
  b.arm();
  b.look(b.cable());
  b.look(b.cable(), 400);
  b.cycle.judged();
  b.look(b.cable(), 1000);
  CHECK_FALSE(b.cycle.is_disturbed());
  b.look(b.cable({"amp", "left"}), 20);
  CHECK(b.cycle.is_disturbed());
  b.look(b.cable(), 1000);
  CHECK(b.cycle.is_disturbed());
  CHECK(b.cycle.phase() == Phase::verdict);
  CHECK(b.look(b.nothing(), 1100) == Move::removed);
  CHECK_FALSE(b.cycle.is_disturbed());
}

TEST_CASE("a verdict that nobody looked after for a while is not believed any more: it may be another cable") {
  for (const std::int64_t gap : {2900, 3100}) {
    CAPTURE(gap);
    Bench b;
    b.arm();
    b.look(b.cable());
    b.look(b.cable(), 400);
    b.cycle.judged(b.cable());
    b.look(b.cable(), 200);
    b.pass(gap);
    b.look(b.cable(), 20);
    CHECK(b.cycle.is_disturbed() == (gap > 3000));
  }
}

TEST_CASE("a cable that bounces or lets go while it is pulled is not the next one") {
  for (const std::int64_t gap : {40, 100, 150, 300, 450, 900}) {
    INFO(gap);
    Bench b;
    b.arm();
    b.look(b.cable());
    CHECK(b.look(b.cable(), 400) == Move::judge);
    b.cycle.judged(b.cable());
    for (int bounce = 0; bounce < 5; ++bounce) {
      CHECK(b.look(b.nothing(), gap) == Move::none);
      CHECK(b.look(b.cable(), 200) == Move::none);
      CHECK(b.cycle.phase() == Phase::verdict);
      CHECK(b.cycle.is_disturbed());
    }
    CHECK(b.look(b.nothing(), 1100) == Move::removed);
  }
}

TEST_CASE("another cable in the first look after the verdict is another cable") {
  Bench b;
  b.arm();
  b.look(b.cable());
  b.look(b.cable(), 400);
  b.cycle.judged(b.cable());
  b.look(b.cable({"amp", "left", "right"}, "L-"), 20);
  CHECK(b.cycle.is_disturbed());
}

TEST_CASE("a cable that lets go again and again is judged after a while, as one that lets go") {
  Bench b;
  b.arm();
  b.look(b.cable());
  Move move = Move::none;
  int rounds = 0;
  for (; rounds < 400 && move == Move::none; ++rounds)
    move = b.look(rounds % 2 != 0 ? b.cable() : b.cable({"amp", "left", "right"}, "L-"), 60);
  CHECK(move == Move::judge);
  CHECK(rounds * 60 > 10000);
  CHECK(b.cycle.live().has_open_upsets());
}

TEST_CASE("nothing is armed while a cable, a lead or a bridge is in the fixture") {
  Bench b;
  b.cycle.begin("A-1", 1);
  CHECK(b.look(b.cable(), 10000) == Move::none);
  CHECK(b.cycle.in_the_way() != 0);
  CHECK(b.held(only(3), 10000) == Move::none);
  CHECK(b.cycle.in_the_way() == only(3));
  ScanMatrix one_way = b.nothing();
  one_way.rows[2] |= only(9);
  CHECK(b.look(one_way, 10000) == Move::none);
  CHECK(b.cycle.in_the_way() == (only(2) | only(9)));
  CHECK(b.look(b.nothing(), 20) == Move::none);  // once is not enough
  CHECK(b.look(b.nothing(), 20) == Move::armed);
}

TEST_CASE("a look that shows no points arms nothing") {
  Bench b;
  b.cycle.begin("A-1", 1);
  CHECK(b.look({}, 2000) == Move::none);
}

TEST_CASE("a cable that is not right is judged only when it has lain still for the dwell") {
  Bench b;
  b.arm();
  b.look(b.cable({"amp", "left", "right"}, "R-"));
  CHECK(b.look(b.cable({"amp", "left", "right"}, "R-"), 1900) == Move::none);
  CHECK(b.look(b.cable({"amp", "left", "right"}, "L-"), 1900) == Move::none);  // it moved: the dwell begins anew
  CHECK(b.look(b.cable({"amp", "left", "right"}, "L-"), 300) == Move::judge);
}

TEST_CASE("a cable with an end that is not plugged in waits for it as long as it takes") {
  Bench b;
  b.arm();
  CHECK(b.look(b.cable({"amp", "left"})) == Move::inserted);
  CHECK(b.look(b.cable({"amp", "left"}), 60000) == Move::none);
  CHECK(b.cycle.missing_ends() == std::vector<std::string>{"right"});
  CHECK(b.look(b.cable(), 400) == Move::judge);
}

TEST_CASE("Enter judges a cable as it is") {
  Bench b;
  b.arm();
  b.look(b.cable({"amp", "left"}), 600);
  CHECK(b.cycle.hurry());
  CHECK(b.look(b.cable({"amp", "left"})) == Move::judge);
}

TEST_CASE("Enter judges a cable that is said to be in though nothing of it is seen") {
  Bench b;
  CHECK_FALSE(b.cycle.hurry());
  b.arm();
  CHECK(b.cycle.hurry());
  CHECK(b.look(b.nothing()) == Move::judge);
  b.cycle.aborted();
  CHECK(b.look(b.nothing(), 5000) == Move::armed);
  CHECK(b.look(b.nothing(), 5000) == Move::none);
}

TEST_CASE("a cable that is taken out before it was judged is awaited again, as another attempt") {
  Bench b;
  b.arm();
  b.look(b.cable({"amp", "left"}));
  CHECK(b.look(b.cable({"amp", "left"}), 800) == Move::none);
  CHECK(b.look(b.nothing(), 600) == Move::aborted);
  CHECK(b.cycle.attempt() == 1);
  b.cycle.aborted();
  CHECK(b.cycle.serial() == "A-1");
  CHECK(b.cycle.attempt() == 2);
  CHECK(b.look(b.nothing(), 200) == Move::armed);
}

TEST_CASE("what touches the fixture for a moment is no cable") {
  Bench b;
  b.arm();
  CHECK(b.look(b.cable({"amp", "left"}), 40) == Move::inserted);
  CHECK(b.look(b.nothing(), 600) == Move::none);
  CHECK(b.cycle.phase() == Phase::armed);
  CHECK(b.cycle.attempt() == 1);
}

TEST_CASE("a plug that bounces on its way in is neither judged nor aborted") {
  Bench b;
  b.arm();
  b.look(b.cable(), 20);
  for (int i = 0; i < 10; ++i) {
    CHECK(b.look(b.nothing(), 60) == Move::none);
    CHECK(b.look(b.cable(), 60) == Move::none);
  }
  CHECK(b.look(b.cable(), 400) == Move::judge);
}

TEST_CASE("contacts that let go while the last end is being plugged in are not held against the cable") {
  Bench b;
  b.arm();
  b.look(b.cable({"amp", "left"}), 3000);
  for (int i = 0; i < 3; ++i) {
    b.look(b.cable({"amp", "left"}, "L-"), 60);
    b.look(b.cable({"amp", "left"}), 500);
  }
  CHECK(b.look(b.cable(), 400) == Move::judge);
  CHECK_FALSE(b.cycle.live().has_open_upsets());
}

TEST_CASE("points that something holds are never judged by themselves") {
  Bench b;
  b.arm();
  b.look(b.cable(), 40);
  CHECK(b.held(only(1), 30000) == Move::none);
}

}  // namespace
}  // namespace buzzout
