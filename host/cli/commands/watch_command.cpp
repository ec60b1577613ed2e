#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/tester_request.hpp"
#include "cli/views/live_screen.hpp"
#include "cli/views/live_stream.hpp"
#include "cli/views/test_view.hpp"

namespace buzzout {
namespace {

// Simulated time passes as the jig is used; in front of a screen somebody's time passes.
int watch(const Options& options, Environment& env, LiveWatch::Purpose purpose) {
  CableTester test(env.places, tester_request(options));
  test.keep_records(options.save);
  const bool screen = can_show_live(options.json, env);
  SteadyClock steady;
  if (purpose == LiveWatch::Purpose::build && !test.job().profile.hazard.empty())
    throw Error("known-bad", "this is a cable that is known to be dangerous: " + test.job().profile.hazard,
                "profile " + test.job().profile.name, "build another one: buzzout profiles list");
  LiveWatch live(test, screen ? steady : test.session().clock(), purpose);
  const LiveResult result = screen ? show_live(live, env) : stream_live(live, options.json, env);
  if (result.end == LiveEnd::tested) {
    TestView(options, env, true).conclude(test, *result.record);
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
