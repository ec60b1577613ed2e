#include <ostream>

#include "cli/commands.hpp"
#include "cli/live_screen.hpp"
#include "cli/live_stream.hpp"

namespace buzzout {
namespace {

// Simulated time passes as the jig is used; in front of a screen somebody's time passes.
int watch(const Options& options, Environment& env, LiveWatch::Purpose purpose) {
  CableTest test(options, env, true);
  test.keep_records(options.save);
  const bool screen = can_show_live(options, env);
  SteadyClock steady;
  if (purpose == LiveWatch::Purpose::build && !test.job().profile.hazard.empty())
    throw Error("known-bad", "this is a cable that is known to be dangerous: " + test.job().profile.hazard,
                "profile " + test.job().profile.name, "build another one: buzzout profiles list");
  LiveWatch live(test, screen ? steady : test.session().clock(), purpose);
  const LiveResult result = screen ? show_live(live, env) : stream_live(live, options, env);
  if (result.end == LiveEnd::tested) {
    test.conclude(*result.record);
    test.leave_lit();
    return exit_status(result.record->verdict.outcome);
  }
  test.light(protocol::Lamp::off);
  if (!options.json) env.out << "  Left without a test.\n";
  return kExitInterrupted;
}

}  // namespace

int run_watch(const Options& options, Environment& env) {
  return watch(options, env, LiveWatch::Purpose::watch);
}
int run_build(const Options& options, Environment& env) {
  return watch(options, env, LiveWatch::Purpose::build);
}

}  // namespace buzzout
