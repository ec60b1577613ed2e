#pragma once

#include "bench/looker.hpp"
#include "bench/ohm_looker.hpp"
#include "bench/cable_tester.hpp"
#include "live/chime.hpp"
#include "live/assembly.hpp"

namespace buzzout {

// How a watch ended.
enum class LiveEnd {
  tested,      // the test was run: see its record, which is not concluded yet
  next_cable,  // in a pile: another one is in
  quit,
  interrupted,
};

struct LiveResult {
  LiveEnd end = LiveEnd::quit;
  std::optional<TestRecord> record;  // if tested
};

// A cable that is looked at while somebody mends or builds it, until it is time to test it: the
// part of `watch`, `build` and `test --loop` that needs no terminal.
class LiveWatch {
 public:
  enum class Purpose {
    watch,  // whatever is plugged in; it may be taken out and come back
    build,  // the same, from nothing
    mend,   // one of a pile, after its FAIL; taken out, it makes room for the next one
  };
  // The test and the clock outlive it. Throws Error "known-bad": nobody is guided to build a dangerous cable.
  LiveWatch(CableTester&, Clock&, Purpose);

  // The cable has just failed: its record is kept as what came before.
  void begin_after(const TestRecord& failed);

  // One look, and what follows from it: the lamps, and in `watch` the test that is kept as what
  // came before. Throws what JigClient throws.
  void look();
  // What is to be heard since the last call.
  Chime take_chime();

  void redo() { state_ = redone(std::move(state_)); }
  void toggle_hold() { held_ = !held_; }
  bool is_held() const { return held_; }

  const LiveState& state() const { return state_; }
  // Whether the jig measures ohms with the fixture; why they are by nominal values, if they are; and the parts that neither
  // wires nor ohms decide.
  bool measures_ohms() const { return ohms_.measures(); }
  // Whether each path that can be was tried since the cable last changed.
  bool has_measured_all() const { return ohms_.has_been_round(); }
  const std::optional<Problem>& uncalibrated() const { return ohms_.uncalibrated(); }
  const std::vector<std::string>& undecided();
  // Of the state; worked out when asked for.
  const Verdict& found();
  const Assembly& assembly();
  // When the test runs by itself; none: it does not.
  std::optional<int> seconds_to_test() const;
  bool test_is_due() const;
  // With nobody there who may bend it, the test is due as soon as the cable lies still.
  bool test_is_due_unattended() const;
  // Nothing changes, or nothing but what comes and goes: with nobody there, no more will be seen of it.
  bool is_settled() const;
  bool is_taken_out() const { return taken_out_; }
  bool next_is_in() const;

  // The test that ends the watch.
  LiveResult run_test();
  // What is told to it.
  TestStory story() const;
  Purpose purpose() const { return purpose_; }
  CableTester& test() { return test_; }

 private:
  std::int64_t time_to_test() const;  // milliseconds after it became right
  void work_out();
  void keep_before();
  void note_exchange();
  void listen();
  void light();
  void set_lamp(protocol::Lamp);

  CableTester& test_;
  Clock& clock_;
  Purpose purpose_;
  Looker looker_;
  OhmLooker ohms_;
  LiveState state_;
  std::optional<Before> before_;
  int attempt_ = 1;
  bool held_ = false, taken_out_ = false;
  bool seen_ = false;  // once it did not look right, or its ohms were measured too

  bool fresh_ = true;  // found_ and assembly_ are of an older state
  Verdict found_;
  Assembly assembly_;
  std::vector<std::string> undecided_;
  ScanMatrix tried_;  // tested for before_, in vain
  std::optional<Heard> heard_;
  ScanMatrix heard_matrix_;
  Chime chime_ = Chime::none;
  protocol::Lamp lamp_ = protocol::Lamp::off;
};

}  // namespace buzzout
