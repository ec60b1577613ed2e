#pragma once

#include <cstdint>
#include <ctime>

#include "cli/environment.hpp"
#include "cli/jig_session.hpp"
#include "cli/session_proofs.hpp"
#include "live/live.hpp"
#include "core/record.hpp"
#include "core/standing.hpp"
#include "drawing/style.hpp"
#include "store/record_store.hpp"

namespace buzzout {

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

// Tests of one profile on one jig, each shown, remembered, and lit on the jig's lamps as it ends.
class CableTest {
 public:
  // Throws Error for whatever stands in the way. `one_a_line`: with --json, a document a line. The references outlive
  // it.
  CableTest(const Options&, Environment&, bool one_a_line);
  // The pass lamp goes out with it, unless leave_lit() was called.
  ~CableTest();

  // From now on conclude() writes records down: those of a real jig, and of a simulated one if they are wanted.
  // Opens the store; throws Error for whatever stands in the way.
  void keep_records(bool of_simulated_jigs);

  // Measures and judges, and writes nothing down. The lamps are left at busy.
  TestRecord measure(TestStory = {});
  // A record of what was seen without a test: why there is no verdict is in it.
  TestRecord record_of(Verdict, TestStory) const;
  // Shows the record of the last measurement, remembers what it proved, and lights the lamps. A record that is to be
  // kept is on the disk before it is shown: else throws Error. `name`: which test of several it is, for the screen.
  void conclude(TestRecord, const std::string& name = "");
  // Writes the picture that `--svg` asks for, if something was measured. With `--svg -` conclude() shows nothing else.
  void draw(const TestRecord&);

  JigSession& session() const { return session_; }
  const Job& job() const { return job_; }
  // The jig's labels when the last measurement was over.
  const std::vector<Point>& tested() const { return tested_; }
  const SessionProofs& memory() const { return memory_; }
  // Of the files that the records name by their hashes, by these.
  std::map<std::string, std::string> texts() const;
  const std::string& operator_name() const { return operator_; }
  const std::string& station() const { return station_; }
  // Remembers what a record of the last measurement proved. False: it is lost, which was told, and the verdict
  // stands.
  bool remember(const TestRecord&);
  // The lamps, where the jig is still there to show them. The pass lamp shines for a few seconds, and on for as long as
  // keep_lit() is called.
  void light(protocol::Lamp);
  // To be called after each look that showed the cable as it was tested. A lamp that went out by itself, because the
  // process was stopped meanwhile, stays dark: nobody looked at the cable.
  void keep_lit();
  // Nobody looks at the cable from now on, and the pass lamp shines for as long as a jig lets it.
  void leave_lit();

 private:
  std::string newest_record() const;
  void keep(TestRecord&);
  void show(const TestRecord&, const std::string& name);
  std::vector<Line> remarks_on(const TestRecord&) const;
  bool is_as_tested() const;
  void look_back(const std::string& serial);
  void look_for_likeness(Verdict&) const;
  void describe(TestRecord&, std::time_t, TestStory) const;

  const Options& options_;
  Environment& env_;
  bool json_, one_a_line_;
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
  std::vector<CableEvent> events_;  // of the serial number of the record that was kept last
  std::vector<Point> tested_;
  Proofs proofs_;  // and what was known of the fixture before it
  std::time_t measured_at_ = 0;
  std::optional<std::int64_t> lit_at_;  // the pass lamp, by steady_milliseconds()
};

// The exit status of a test with that outcome.
int exit_status(Outcome);

// The first FAIL, to be kept with the tests of the same cable that follow.
Before before_of(const TestRecord&);

}  // namespace buzzout
