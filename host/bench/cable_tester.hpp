#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/jig_session.hpp"
#include "bench/measure_ohms.hpp"
#include "bench/session_proofs.hpp"
#include "bench/steady_time.hpp"
#include "catalog/places.hpp"
#include "core/record.hpp"
#include "core/standing.hpp"
#include "live/live.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// What is to be tested, on what, and by whom.
struct TesterRequest {
  std::string profile;               // name, alias or file
  std::string port, fixture;         // see JigSession::Request
  FixtureMap::Choices at = {};
  std::string serial = {};           // of each cable whose story names none
  std::optional<std::string> operator_name = {}, station = {};  // none: as the settings say
  bool nobody_wears_it = false;  // somebody said so: else headphones are not tested
};

// What is known of a test beforehand: which cable it is, what for, and what came before.
struct TestStory {
  int attempt = 1;
  std::optional<Before> before;
  std::optional<Watched> watched;
  std::string serial = {}, lot = {};
  Purpose purpose = Purpose::test;
  std::optional<Shift> shift = {};
  std::string newest = {};  // when the newest record was made, where somebody else keeps the records
};

// Tests of one profile on one jig: measured and judged, kept, remembered, and lit on the jig's lamps. Each face shows
// a record after keep() and before finish().
class CableTester {
 public:
  // Throws Error for whatever stands in the way: "headphones-worn" if that was not said of headphones.
  CableTester(const Places&, const TesterRequest&, WallClock = time_of_day);
  // The pass lamp goes out with it, unless leave_lit() was called.
  ~CableTester();

  // From now on keep() writes records down: those of a real jig, and of a simulated one if they are wanted.
  // Opens the store; throws Error for whatever stands in the way.
  void keep_records(bool of_simulated_jigs);
  bool keeps() const { return store_ != nullptr; }

  // Measures and judges, and writes nothing down; only where it throws, that there is no verdict is kept. The lamps
  // are left at busy.
  TestRecord measure(TestStory = {});
  // A record of what was seen without a test: why there is no verdict is in it.
  TestRecord record_of(Verdict, TestStory) const;
  // Writes the record of the last measurement down, if records are kept: it is on the disk when this returns, else it
  // throws Error and puts the lamps out.
  void keep(TestRecord&);
  // All that is known of the serial number of the record that was kept last.
  const std::vector<CableEvent>& events() const { return events_; }
  // Remembers what the record of the last measurement proved. What keeps it from being remembered is returned: it is
  // lost, and the verdict stands.
  std::optional<Error> remember(const TestRecord&);
  // Remembers, and lights the lamp of the outcome. The pass lamp is for what was remembered, while the cable that was
  // tested is still in.
  std::optional<Error> finish(const TestRecord&);

  JigSession& session() const { return session_; }
  // How resistances are measured at that time, with the calibration that is kept. Throws what Calibrations::load() throws.
  OhmTask ohms(std::int64_t now) const;
  int calibration_days() const { return config_.calibration_days(); }
  const Places& places() const { return places_; }
  const Job& job() const { return job_; }
  // The jig's labels when the last measurement was over.
  const std::vector<Point>& tested() const { return tested_; }
  const SessionProofs& memory() const { return memory_; }
  // Of the files that the records name by their hashes, by these.
  std::map<std::string, std::string> texts() const;
  const std::string& operator_name() const { return operator_; }
  const std::string& station() const { return station_; }
  std::int64_t now() const { return wall_(); }
  // The lamps, where the jig is still there to show them. The pass lamp shines for a few seconds, and on for as long as
  // keep_lit() is called.
  void light(protocol::Lamp);
  // To be called after each look that showed the cable as it was tested. A lamp that went out by itself, because the
  // process was stopped meanwhile, stays dark: nobody looked at the cable.
  void keep_lit();
  // Nobody looks at the cable from now on, and the pass lamp shines for as long as a jig lets it.
  void leave_lit();

 private:
  bool is_as_tested() const;
  void keep_unfinished(const std::string& why, TestStory);
  void look_back(const std::string& serial);
  void look_for_likeness(Verdict&) const;
  void describe(TestRecord&, std::int64_t now, TestStory) const;

  Places places_;
  WallClock wall_;
  std::string serial_;
  Config config_;
  std::string operator_, station_;
  Catalog catalog_;
  Profile profile_;
  mutable JigSession session_;
  FixtureMap map_;
  Job job_;
  SessionProofs memory_;
  std::unique_ptr<RecordStore> store_;
  std::vector<CableEvent> events_;
  std::vector<Point> tested_;
  FixtureEvidence proofs_;  // and what was known of the fixture before it
  std::int64_t measured_at_ = 0;
  std::optional<std::int64_t> lit_at_;  // the pass lamp, by steady_milliseconds()
};

// The first FAIL, to be kept with the tests of the same cable that follow.
Before before_of(const TestRecord&);

}  // namespace buzzout
