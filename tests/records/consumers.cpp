#include <doctest/doctest.h>

#include <variant>

#include "records/alphabet.hpp"
#include "records/labelled_cable.hpp"
#include "records/standing_oracle.hpp"
#include "report/certificate.hpp"
#include "report/lot_cables.hpp"
#include "station/tally.hpp"

namespace buzzout {
namespace {

using Kind = CableEvent::Kind;

// The test behind an event, as far as those who count look at it.
TestRecord record_of(const CableEvent& e) {
  TestRecord r;
  r.id = e.record;
  r.serial = "00417";
  r.lot = e.lot;
  r.purpose = e.lot.empty() ? Purpose::test : Purpose::production;
  r.profile.name = e.profile;
  r.started = e.started;
  r.verdict.outcome = e.kind == Kind::passed ? Outcome::pass : e.kind == Kind::failed ? Outcome::fail : Outcome::aborted;
  return r;
}

bool is_test(const CableEvent& e) { return e.kind == Kind::passed || e.kind == Kind::failed || e.kind == Kind::unjudged; }

// As a station counts one lot, test by test, with all that is known of the cable at each of them.
Tally tally_of(const std::vector<CableEvent>& events, const std::string& lot) {
  Tally out;
  for (const auto& e : events)
    if (is_test(e) && e.lot == lot) count(out, record_of(e), events);
  return out;
}

}  // namespace

TEST_CASE("label, certificate, tally, lot report and exit status give the same answer, which is the right one") {
  unsigned differing = 0;
  each_sequence(the_whole_alphabet(), 3, [&](const std::vector<CableEvent>& events, const auto& names) {
    const oracle::Oracle o(events, false);
    const auto check = [&](bool right, const char* who) {
      if (right) return;
      ++differing;
      FAIL_CHECK(who, " is wrong about ", in_words(names));
    };
    const auto label = label_of(events, "");
    check(std::holds_alternative<std::string>(label) == o.passed(), "the label");
    if (o.passed() && std::holds_alternative<std::string>(label))
      check(std::get<std::string>(label) == events[*o.newest_pass()].record, "the label's test");
    CableFile file;
    file.events = events;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (!is_test(events[i])) continue;
      file.record = record_of(events[i]);
      check(certifies(file) == (o.passed() && o.pass_holds(i)), "the certificate");
      check(std::holds_alternative<std::string>(label_of(events, events[i].record)) ==
                (o.passed() && o.newest_pass() == i), "the label of a test");
    }
    for (const auto& lot : {"K7", "K8"}) {
      LotCables report(lot, false);
      report.take("00417", events);
      const auto& counts = report.counts();
      const Tally tally = tally_of(events, lot);
      const bool here = o.is_of_lot(lot);
      const unsigned passed = here && o.passed_for_lot(lot), failed = here && o.failed();
      check(counts.cables == here && tally.cables.size() == here, "who counts cables");
      check(counts.passed == passed && counts.failed == failed, "the lot report");
      check(tally.passed() == static_cast<int>(passed) && tally.failed() == static_cast<int>(failed), "the tally");
      check(counts.to_retest == static_cast<unsigned>(tally.to_retest()), "the lot report, or the tally");
      check(report.is_good(0) == (passed == 1) && is_good(tally, 0) == (passed == 1), "the exit status");
      check(report.changed.empty() || report.counts().cables == 1, "the list of what changed");
    }
  });
  CHECK(differing == 0);
}

TEST_CASE("a lot report lists the cables that its own tests alone would count otherwise, and why") {
  CableEvent passed = an_event(Kind::passed), failed = an_event(Kind::failed);
  passed.lot = "K7";
  passed.content = failed.content = "A";
  passed.profile = failed.profile = "4.4-ts";
  failed.started = "2026-11-26T10:00:00+01:00";
  LotCables report("K7", false);
  report.take("1", std::vector{passed});
  report.take("2", std::vector{passed, failed});
  CableEvent at_the_bench = passed, failed_here = failed;
  at_the_bench.lot.clear();
  failed_here.lot = "K7";
  report.take("3", std::vector{failed_here, at_the_bench});
  report.take("4", std::vector{passed, an_event(Kind::repaired)});
  report.take("5", std::vector{at_the_bench});  // not of the lot
  CHECK(report.counts().cables == 4);
  CHECK(report.counts().passed == 2);
  CHECK(report.counts().elsewhere == 1);
  REQUIRE(report.changed.size() == 3);
  CHECK(report.changed[0].serial == "2");
  CHECK(report.changed[0].why == "it failed as 4.4-ts (2026-11-26)");
  CHECK(report.changed[1].serial == "3");
  CHECK(report.changed[1].why == "it passed outside of this lot");
  CHECK(report.changed[2].serial == "4");
  CHECK(report.changed[2].why == "it was repaired after it passed");
}

TEST_CASE("a simulated lot is not good with a cable that failed for real") {
  CableEvent failed = an_event(Kind::failed), simulated = an_event(Kind::passed);
  failed.content = simulated.content = "A";
  simulated.lot = "S1";
  simulated.simulated = true;
  LotCables alone("S1", true), report("S1", true);
  alone.take("1", std::vector{simulated});
  CHECK(alone.is_good(0));
  report.take("1", std::vector{failed, simulated});
  CHECK(report.counts().failed == 1);
  CHECK_FALSE(report.is_good(0));
}

TEST_CASE("a FAIL that was taken back, and lifted as the same kind, is a test of its lot as any other") {
  CableEvent other = an_event(Kind::passed), failed = an_event(Kind::failed), passed = an_event(Kind::passed);
  other.content = "B";
  failed.content = passed.content = "A";
  failed.lot = passed.lot = "K7";
  failed.record = "x";
  CableEvent correction = an_event(Kind::corrected);
  correction.of = "x";
  LotCables report("K7", false);
  report.take("1", std::vector{other, failed, correction, passed});
  CHECK(report.counts().cables == 1);
  CHECK(report.counts().passed_first == 0);
  CHECK(report.counts().twice == 1);
}

}  // namespace buzzout
