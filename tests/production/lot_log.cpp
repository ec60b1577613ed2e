#include <doctest/doctest.h>

#include "production/lot_bench.hpp"
#include "station/gates.hpp"

namespace buzzout {
namespace {

TEST_CASE("a lot is gone on with as it was, and only with the same files") {
  LotBench bench;
  const Lot begun = open_lot(*bench.log, *bench.tester, {"K7", false, 50, "K7-{0001}"});
  CHECK_THROWS_WITH_AS(open_lot(*bench.log, *bench.tester, {"K7", false, 50, ""}), "lot K7 was begun already", Error);
  const Lot again = open_lot(*bench.log, *bench.tester, {"K7", true, {}, ""});
  CHECK(again.target == 50);
  CHECK(again.serials == "K7-{0001}");
  CHECK(again.profile == begun.profile);
  CHECK(open_lot(*bench.log, *bench.tester, {"K7", true, 60, ""}).target == 60);
  CHECK(open_lot(*bench.log, *bench.tester, {"K7", true, {}, ""}).target == 60);
}

TEST_CASE("a lot that nobody began is not gone on with") {
  LotBench bench;
  CHECK_THROWS_WITH_AS(open_lot(*bench.log, *bench.tester, {"K7", true, {}, ""}), "there is no lot K7 to go on with", Error);
}

TEST_CASE("two at once do not work on one lot") {
  LotBench bench;
  CHECK_THROWS_WITH_AS(LotLog(*bench.tester, "K7", bench.places.records()), doctest::Contains("at work on this lot"), Error);
}

TEST_CASE("gates that were passed count for this profile, and a failed one closes for every profile") {
  LotBench bench;
  bench.log->keep_gate(GateKind::self_test, "");
  bench.log->keep_gate(GateKind::loop_back, "");
  CHECK(bench.log->shift().gates.size() == 2);
  bench.log->keep_gate(GateKind::self_test, "the jig's own self-test found a fault");
  const Shift now = bench.log->shift();
  REQUIRE(now.gates.size() == 1);
  CHECK(now.gates.front().kind == GateKind::loop_back);
}

TEST_CASE("a stop closes every gate, and the night does") {
  LotBench bench;
  bench.log->keep_gate(GateKind::self_test, "");
  bench.wall += kShiftSeconds - 1;
  CHECK(bench.log->shift().gates.size() == 1);
  bench.wall += 2;
  CHECK(bench.log->shift().gates.empty());
  bench.log->keep_gate(GateKind::self_test, "");
  CHECK(bench.log->shift().gates.size() == 1);
  bench.log->keep_stop("open L+ left.T", 3);
  CHECK(bench.log->shift().gates.empty());
}

TEST_CASE("a gate of the future opens nothing") {
  LotBench bench;
  bench.wall += 7 * 86400;
  bench.log->keep_gate(GateKind::self_test, "");
  bench.wall -= 7 * 86400;
  CHECK(bench.log->shift().gates.empty());
}

TEST_CASE("the tally is what the records say, however the run that wrote them ended") {
  LotBench bench;
  bench.begin();
  bench.test("K7-1", "good");
  bench.test("K7-2", "open:left.T");
  const LotCounts now = counts_of(bench.run().tally()), kept = counts_of(bench.log->tally());
  CHECK(kept.passed == now.passed);
  CHECK(kept.failed == now.failed);
  CHECK(kept.tests == now.tests);
  CHECK(kept.streak_fault == now.streak_fault);
  bench.test_elsewhere("K7-1", "open:left.T");
  CHECK(counts_of(bench.log->tally()).failed == 2);
}

TEST_CASE("a lot that is counted anew has what others tested, and the failures in a row of this run") {
  LotBench bench;
  bench.begin();
  bench.test("K7-1", "good");
  bench.test("K7-2", "open:left.T");
  const Tally so_far = bench.run().tally();
  REQUIRE(so_far.streak_serials == std::vector<std::string>{"K7-2"});
  bench.test_elsewhere("K7-1", "open:left.T");
  const Tally now = bench.log->recount(so_far);
  CHECK(now.passed() == 0);
  CHECK(now.failed() == 2);
  CHECK(now.streak_fault == so_far.streak_fault);
  CHECK(now.streak_serials == so_far.streak_serials);
}

TEST_CASE("a lot of which nothing is kept is counted anew as it was") {
  LotBench bench;
  bench.begin();
  bench.test("K7-1", "good");
  const LotLog unkept(*bench.tester, "K7", std::nullopt);
  CHECK(unkept.recount(bench.run().tally()).passed() == 1);
}

}  // namespace
}  // namespace buzzout
