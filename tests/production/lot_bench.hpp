#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/cranked_clock.hpp"
#include "production/log_lookup.hpp"
#include "production/lot_opening.hpp"
#include "production/lot_run.hpp"
#include "production/shift_gates.hpp"

namespace buzzout {

// Whatever an observer was told, in order.
class Notebook : public RunObserver {
 public:
  void see(const Seen& s) override {
    seen.push_back(s);
    if (on_see) on_see(*s);
  }
  void judged(const Seen& s) override {
    seen.push_back(s);
    told.push_back(s->serial + " " + std::string(to_string(s->record->verdict.outcome)));
  }
  void unjudged(const TestRecord& r) override { told.push_back(r.serial + " " + std::string(to_string(r.verdict.outcome))); }
  void signal(Signal s) override { signals.push_back(s); }
  void trouble(const Error& e) override { told.push_back("trouble " + e.code); }

  const RunSnapshot& last() const { return *seen.back(); }

  std::vector<Seen> seen;
  std::vector<std::string> told;
  std::vector<Signal> signals;
  std::function<void(const RunSnapshot&)> on_see;
};

// A station with a simulated jig that is plugged by hand, a folder of its own, and a time of day that the test sets.
class LotBench {
 public:
  explicit LotBench(std::string profile = "4.4-ts");
  ~LotBench();

  // Opens a lot, and begins its run; `shift`: none, the gates are waived.
  LotRun& begin(RunRules rules = {}, int target = 0, std::string serials = "", SerialLookup* lookup = nullptr);
  LotRun& run() { return *run_; }

  // So many looks.
  std::optional<RunEnd> look(int times);
  // Looks until the phase is reached, or the run has ended; false after ten seconds of the run's time.
  bool look_until(Phase);
  void plug(const std::string& cable) { tester->session().workbench()->plug(parse_cable_edits(cable)); }
  // One cable from its serial number to its removal.
  void test(const std::string& serial, const std::string& cable);

  // Another tester on the same store, as of another station.
  void test_elsewhere(const std::string& serial, const std::string& cable, const std::string& profile = "4.4-ts");
  int kept(const std::string& serial, Outcome) const;

  std::filesystem::path folder;
  Places places;
  std::int64_t wall = 1'900'000'000;
  std::unique_ptr<CableTester> tester;
  std::unique_ptr<LotLog> log;
  std::unique_ptr<Announcer> announcer;
  CrankedClock clock;
  Notebook notes;
  Shift shift{true, {}};

 private:
  std::unique_ptr<LogLookup> lookup_;
  std::unique_ptr<LotRun> run_;
};

}  // namespace buzzout
