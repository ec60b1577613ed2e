#pragma once

#include "bench/looker.hpp"
#include "bench/steady_time.hpp"
#include "cli/batch_events.hpp"
#include "cli/batch_view.hpp"
#include "cli/cable_test.hpp"
#include "cli/station_log.hpp"
#include "station/serial_number.hpp"

namespace buzzout {

// How a production run ended.
enum class BatchEnd {
  complete,     // as many passed as were wanted
  stopped,      // identical failures: the station is in doubt
  interrupted,
  input_ended,  // no more serial numbers
};

struct BatchRules {
  SerialRules serials;
  int settle_ms = 2000;
  int stop_after = 3;  // identical failures in a row; 0: never
  bool button = false;
  std::string simulated_cable;  // plugs itself into a simulated jig when that is armed; empty: nobody does
};

// One cable after the other, from its serial number to its removal. A record is on the disk before anybody sees or
// hears its outcome.
class BatchRun {
 public:
  // All of it outlives the run. `clock` is the operator's time.
  BatchRun(CableTest&, StationLog&, BatchEvents&, BatchView&, Clock& clock, Lot lot, Shift shift, BatchRules);

  BatchEnd run();

  const Tally& tally() const { return tally_; }

 private:
  void listen();
  bool is_busy_script() const;
  void take(const std::string& line);
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
  void show(bool testing = false);
  BatchState state() const;
  void press_button();
  void plug(const std::string& cable);
  std::vector<std::string> pulled() const;
  bool was_pulled(const Verdict&) const;
  TestStory story() const;
  nlohmann::ordered_json which() const;
  bool is_complete();
  bool is_over();

  CableTest& test_;
  StationLog& log_;
  BatchEvents& events_;
  BatchView& view_;
  Clock& clock_;
  Lot lot_;
  Shift shift_;
  BatchRules rules_;
  UnsetClock unset_;
  std::optional<SerialPattern> pattern_;
  std::uint64_t next_of_pattern_ = 1;
  Tally tally_;
  Cycle cycle_;
  std::optional<Looker> looker_;
  std::optional<TestRecord> record_;
  LotCable cable_;  // what the cable of `record_` counts as
  std::optional<WiringPicture> picture_;
  std::string again_;  // the serial number of a cable without a verdict: it is awaited again
  std::string notice_;
  std::vector<std::string> told_missing_;
  std::optional<unsigned> presses_;
  std::int64_t drawn_at_ = -1;
  Clock::time_point plugged_{0};  // when something was last done to a simulated cable
  bool stopped_ = false;  // of identical failures; the last of them is still in
  bool leave_ = false;    // somebody does not wait until it is out
};

}  // namespace buzzout
