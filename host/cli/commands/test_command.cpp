#include <optional>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/tester_request.hpp"
#include "cli/terminal/keyboard.hpp"
#include "cli/views/live_screen.hpp"
#include "cli/views/mended.hpp"
#include "cli/views/picture_file.hpp"
#include "cli/views/test_view.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

bool is_empty(const std::vector<Point>& labels) {
  if (labels.empty()) return false;
  for (Point p = 0; p < labels.size(); ++p)
    if (labels[p] != p) return false;
  return true;
}

// A pile of the same cable, one after the other.
class Pile {
 public:
  Pile(const Options& options, Environment& env)
      : options_(options), env_(env), test_(env.places, tester_request(options)), view_(options, env, true) {
    test_.keep_records(options.save);
  }

  int work_through() {
    Keyboard keyboard([this] { test_.light(protocol::Lamp::off); });
    std::optional<TestRecord> r = test_.measure();
    for (bool more = true; more && !Keyboard::interrupted();) {
      if (!r) r = test_.measure();
      count(r->verdict.outcome);
      view_.conclude(test_, *r, name_of(*r));
      if (Keyboard::interrupted()) break;
      if (is_watched(*r)) {
        LiveResult live = mend(*r);
        more = live.end == LiveEnd::tested || live.end == LiveEnd::next_cable;
        interrupted_ = live.end == LiveEnd::interrupted;
        r = std::move(live.record);
      } else {
        more = wait_for_next(keyboard);
        r.reset();
      }
    }
    test_.light(protocol::Lamp::off);
    if (!options_.json) env_.out << "  " << tested_ << " tested, " << passed_ << " passed\n";
    if (interrupted_ || Keyboard::interrupted()) return kExitInterrupted;
    if (any_error_) return kExitError;
    if (any_failed_) return kExitFail;
    return tested_ > 0 ? kExitDone : kExitNoCable;
  }

 private:
  void count(Outcome outcome) {
    if (outcome != Outcome::no_cable) ++tested_;
    passed_ += outcome == Outcome::pass;
    any_failed_ = any_failed_ || outcome == Outcome::fail;
    any_error_ = any_error_ || outcome == Outcome::error;
  }

  // What tells this test from the one before: "test 3, 14:02:11".
  std::string name_of(const TestRecord& r) const {
    return (r.verdict.outcome == Outcome::no_cable ? "" : "test " + std::to_string(tested_) + ", ") + clock_time(r.started);
  }

  // Somebody with a soldering iron may be looking on.
  bool is_watched(const TestRecord& r) const {
    return r.verdict.outcome == Outcome::fail && can_show_live(options_.json, env_);
  }

  // The live picture, until the same cable is tested again or the next one is in.
  LiveResult mend(const TestRecord& failed) {
    LiveWatch live(test_, clock_, LiveWatch::Purpose::mend);
    live.begin_after(failed);
    return show_live(live, env_);
  }

  // Waits until something is plugged in after everything was out, or for Enter. False: enough. The lamps
  // go out as soon as what is plugged in is no longer what was tested.
  bool wait_for_next(Keyboard& keyboard) {
    say("  Enter or the next cable: test again.  q and Enter: stop.\n");
    bool as_tested = true, was_empty = false;
    int steady = 0;
    std::vector<Point> last;
    for (;;) {
      if (auto line = keyboard.line(test_.session().workbench() != nullptr ? 1000ms : 60ms))
        return *line != "q" && *line != "Q";
      if (keyboard.ended() || Keyboard::interrupted()) return false;
      const std::vector<Point> labels = test_.session().jig().learn();
      if (as_tested && labels == test_.tested()) test_.keep_lit();
      if (as_tested && labels != test_.tested()) {
        as_tested = false;
        test_.light(protocol::Lamp::off);
        if (!is_empty(test_.tested())) say("  Taken out or moved: waiting for the next cable.\n");
      }
      const bool empty = is_empty(labels);
      steady = labels == last ? steady + 1 : 0;
      last = labels;
      was_empty = was_empty || (empty && steady >= 2);
      if (was_empty && !empty && steady >= 6) return true;
    }
  }

  // To somebody who looks on.
  void say(const std::string& text) {
    if (!options_.json && env_.interactive) env_.out << text << std::flush;
  }

  const Options& options_;
  Environment& env_;
  CableTester test_;
  TestView view_;
  SteadyClock clock_;
  int tested_ = 0, passed_ = 0;
  bool any_failed_ = false, any_error_ = false, interrupted_ = false;
};

}  // namespace

int run_test(const Options& options, Environment& env) {
  if (options.loop) return Pile(options, env).work_through();
  require_picture_place(options);
  CableTester test(env.places, tester_request(options));
  TestView view(options, env, false);
  test.keep_records(options.save);
  const TestRecord r = test.measure();
  view.conclude(test, r);
  test.leave_lit();
  if (options.svg) view.draw(test, r);
  return exit_status(r.verdict.outcome);
}

}  // namespace buzzout
