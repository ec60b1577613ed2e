#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/live_screen.hpp"
#include "cli/views/live_stream.hpp"
#include "cli/views/test_view.hpp"

namespace buzzout {
namespace {

struct WatchOptions : KnownCableOptions {
  std::optional<std::string> serial;
  bool details = false, save = false;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    serial_option(list, serial);
    details_option(list, details);
    save_option(list, save);
  }
};

// Simulated time passes as the jig is used; in front of a screen somebody's time passes.
int watch(const WatchOptions& options, Environment& env, LiveWatch::Purpose purpose) {
  TesterRequest request = tester_request(options);
  request.serial = options.serial.value_or("");
  CableTester test(env.places, request);
  test.keep_records(options.save);
  const bool screen = can_show_live(options.json, env);
  SteadyClock steady;
  LiveWatch live(test, screen ? steady : test.session().clock(), purpose);
  const LiveResult result = screen ? show_live(live, env) : stream_live(live, options.json, env);
  if (result.end == LiveEnd::tested) {
    TestView(env, {.json = options.json, .one_a_line = true, .details = options.details}).conclude(test, *result.record);
    test.leave_lit();
    return exit_status(result.record->verdict.outcome);
  }
  test.light(protocol::Lamp::off);
  if (!options.json) env.out << "  Left without a test.\n";
  return kExitInterrupted;
}

int run_watch(const WatchOptions& options, Environment& env) {
  return watch(options, env, LiveWatch::Purpose::watch);
}
int run_build(const WatchOptions& options, Environment& env) {
  return watch(options, env, LiveWatch::Purpose::build);
}

}  // namespace

constinit const Command watch_command = {
    "watch", "PROFILE", 1, 1, "follow a cable on the screen while you mend or bend it, then test it",
    "Shows the cable as it is now, over and over: what is wrong, which joint to redo, and what lets go\n"
    "or touches when you bend it. When the wiring is right and stays so, the test runs by itself; its\n"
    "record keeps what was wrong before. On a jig that measures ohms, those of each wire are shown as they\n"
    "move: press on a joint, and a cold one jumps.\n"
    "\n"
    "  buzzout watch 4.4-ts\n"
    "  buzzout watch 4.4-ts --json | tee live.jsonl    a line for every change\n"
    "\n"
    "Enter tests at once, Space holds the test off, c says that you redid the joint that let go, q or\n"
    "Ctrl-C leaves. A cable that let go, or went beyond its limit in ohms, and was not redone fails,\n"
    "though it lies still now.\n"
    "\n"
    "Exit status: the test's; 130 if you leave without one.",
    action<WatchOptions, run_watch>()};

constinit const Command build_command = {
    "build", "PROFILE", 1, 1, "solder a cable with the screen as a guide, joint by joint, then test it",
    "Shows the joints to make and ticks off those that are there. Plug in what you have, and touch a\n"
    "loose wire to any contact: the screen says which wire it is and where it goes. A lead from one of\n"
    "the jig's GND pins, touched to a wire, names it too. One bell: right. Two: wrong. When all joints\n"
    "are there, the test runs by itself.\n"
    "\n"
    "  buzzout build 4.4-ts\n"
    "\n"
    "Keys and exit status as with `buzzout watch`.",
    action<WatchOptions, run_build>()};

}  // namespace buzzout
