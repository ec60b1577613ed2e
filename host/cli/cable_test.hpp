#pragma once

#include <ctime>

#include "cli/environment.hpp"
#include "cli/jig_session.hpp"
#include "cli/session_proofs.hpp"
#include "live/live.hpp"
#include "core/record.hpp"
#include "core/standing.hpp"
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
};

// Tests of one profile on one jig, each shown, remembered, and lit on the jig's lamps as it ends.
class CableTest {
 public:
  // Throws Error for whatever stands in the way. `one_a_line`: with --json, a document a line. The references outlive
  // it.
  CableTest(const Options&, Environment&, bool one_a_line);

  // From now on conclude() writes records down: those of a real jig, and of a simulated one if they are wanted.
  // Opens the store; throws Error for whatever stands in the way.
  void keep_records(bool of_simulated_jigs);

  // Measures and judges, and writes nothing down. The lamps are left at busy.
  TestRecord measure(TestStory = {});
  // A record of what was seen without a test: why there is no verdict is in it.
  TestRecord record_of(Verdict, TestStory) const;
  // Shows the record of the last measurement, remembers what it proved, and lights the lamps. A record that is to be
  // kept is on the disk before it is shown: else throws Error.
  void conclude(TestRecord);
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
  // The lamps, where the jig is still there to show them.
  void light(protocol::Lamp);

 private:
  void keep(TestRecord&);
  void look_back(const std::string& serial);
  void show(const TestRecord&);
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
};

// The exit status of a test with that outcome.
int exit_status(Outcome);

// The first FAIL, to be kept with the tests of the same cable that follow.
Before before_of(const TestRecord&);

}  // namespace buzzout
