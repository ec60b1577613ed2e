#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/cable_tester.hpp"
#include "bench/looker.hpp"
#include "bench/steady_time.hpp"
#include "production/announcer.hpp"
#include "production/lot_log.hpp"
#include "production/run_observer.hpp"
#include "production/serial_lookup.hpp"
#include "station/cycle.hpp"
#include "station/serial_number.hpp"

namespace buzzout {

// How a production run ended.
enum class RunEnd {
  complete,     // as many passed as were wanted
  stopped,      // identical failures: the station is in doubt
  interrupted,
  input_ended,  // no more serial numbers
};
std::string_view to_string(RunEnd);  // "complete", "identical-failures", "interrupted", "input-ended"

struct RunRules {
  SerialRules serials;
  int settle_ms = 2000;
  int stop_after = 3;  // identical failures in a row; 0: never
  bool button = false;
  std::string simulated_cable;  // plugs itself into a simulated jig when that is armed; empty: nobody does
};

// A lot's cables one after the other, from the serial number to the removal: facts in, snapshots out. Whoever drives it
// calls tick() again and again, and between two ticks says what happened; all of that on one thread, which is the
// jig's. A record is on the disk before anybody sees or hears its outcome.
class LotRun {
 public:
  // All of it outlives the run. `clock` is the operator's time.
  LotRun(CableTester&, LotLog&, SerialLookup&, Announcer&, Clock& clock, Lot lot, Shift shift, RunRules);

  // Follows the run from now on, and outlives it.
  void add(RunObserver& observer) { observers_.push_back(&observer); }

  // A serial number was scanned or typed.
  void scanned(const std::string& serial);
  // Judge what is in as it is; or it is in, and nothing of it is seen; or nobody waits until the last one is out.
  void hurry();
  // Nothing more will be scanned.
  void no_more_serials() { ended_ = true; }
  // Somebody ends the run now. A cable that is in and not judged yet is written down.
  void interrupt();
  // Puts a cable, in the cable language, into a simulated jig. Throws Error "cable-language".
  void plug(const std::string& cable);

  // One look at the jig, and what follows from it. How the run ended; nothing while it goes on. Throws Error where it
  // cannot go on: what the jig and the store throw, and "gates-expired".
  std::optional<RunEnd> tick();

  // A simulated jig's time passes as it is used: a script that plays its person waits while this is true.
  bool is_busy() const;
  const Tally& tally() const { return tally_; }
  // As it is now.
  Seen snapshot() const;

 private:
  void set_off();
  void plug_itself(const std::string& cable);
  void press_button();
  void refuse(const std::string& why, std::optional<Action> = {});
  void add_notice(const Advice&);
  bool is_cable_in() const;
  void receive();
  void admit_scanned(const std::string& serial, const std::optional<Elsewhere>&);
  void begin(const std::string& serial);
  void check_label(const std::string& serial) const;
  void begin_again();
  void begin_next_of_pattern();
  Look look();
  void follow(Move);
  void judge();
  void require_gates();
  void require_proofs(const Verdict&);
  [[noreturn]] void expire(const std::string& why);
  void keep(TestRecord);
  const LotCable& count_in(const TestRecord&);
  void count_anew(const std::string& serial);
  void end_labels();
  void forewarn(const std::string& serial);
  TestRecord aborted(const std::string& why) const;
  void keep_unjudged(TestRecord);
  void publish_snapshot(bool testing = false);
  void signal(Signal);
  std::vector<std::string> pulled() const;
  bool was_pulled(const Verdict&) const;
  TestStory story() const;
  Announcer::Cable which() const { return {lot_.name, cycle_.serial(), cycle_.attempt()}; }
  bool is_complete();
  bool is_over();

  CableTester& test_;
  LotLog& log_;
  SerialLookup& lookup_;
  Announcer& announcer_;
  Clock& clock_;
  Lot lot_;
  Shift shift_;
  RunRules rules_;
  UnsetClock unset_;
  std::vector<RunObserver*> observers_;
  std::optional<SerialPattern> pattern_;
  std::uint64_t next_of_pattern_ = 1;
  Tally tally_;
  Cycle cycle_;
  std::optional<Looker> looker_;
  std::shared_ptr<const TestRecord> record_;
  LotCable cable_;  // what the cable of `record_` counts as
  std::shared_ptr<const WiringPicture> picture_;
  std::string asking_;  // was scanned, and is being looked up
  std::string again_;   // the serial number of a cable without a verdict: it is awaited again
  Advice notice_;
  std::vector<std::string> told_missing_;
  std::optional<unsigned> presses_;
  std::int64_t shown_at_ = -1;
  std::uint64_t sequence_ = 0;
  Clock::time_point plugged_{0};  // when something was last done to a simulated cable
  bool began_ = false;
  bool ended_ = false;    // nothing more will be scanned
  bool stopped_ = false;  // of identical failures; the last of them is still in
  bool leave_ = false;    // somebody does not wait until it is out
  std::optional<RunEnd> end_;
};

}  // namespace buzzout
