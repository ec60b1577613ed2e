#include <optional>
#include <ostream>

#include "bench/next_cable.hpp"
#include "cli/commands/commands.hpp"
#include "catalog/catalog.hpp"
#include "cli/commands/headphone_option.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/terminal/keyboard.hpp"
#include "cli/views/live_screen.hpp"
#include "cli/views/mended.hpp"
#include "cli/views/picture_file.hpp"
#include "cli/views/test_view.hpp"
#include "core/attached_headphones.hpp"

namespace buzzout {
namespace {

struct TestOptions : KnownCableOptions {
  std::optional<std::string> serial, svg;
  bool loop = false, details = false, save = false;
  HeadphoneOption headphone;

  // Of headphones, whichever way they were asked for.
  std::string profile() const {
    return words[0] + (headphone.wanted && !is_of_headphones(words[0]) ? std::string(kHeadphonesSuffix) : "");
  }

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    serial_option(list, serial);
    list.flag("loop", "test one cable after the other", loop);
    headphone.declare(list);
    details_option(list, details);
    list.check([this] {
      if (serial && loop)
        usage_error("`--serial` is the number of one cable, and `--loop` tests many", "leave one of them out");
      if (loop && !words.empty() && is_of_headphones(profile()))
        usage_error("`--headphone` asks before each test, and `--loop` tests many", "leave one of them out");
      if (svg && loop) usage_error("`--svg` draws one cable, and `--loop` tests many", "leave one of them out");
    });
    svg_option(list, svg, json);
    save_option(list, save);
  }
};

TesterRequest test_request(const TestOptions& o) {
  TesterRequest out = tester_request(o);
  out.serial = o.serial.value_or("");
  out.profile = o.profile();
  out.nobody_wears_it = is_of_headphones(out.profile);
  return out;
}

using namespace std::chrono_literals;

// A pile of the same cable, one after the other.
class Pile {
 public:
  Pile(const TestOptions& options, Environment& env)
      : options_(options),
        env_(env),
        test_(env.places, test_request(options)),
        view_(env, {.json = options.json, .one_a_line = true, .details = options.details}) {
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

  // Waits for the next cable, or for Enter. False: enough.
  bool wait_for_next(Keyboard& keyboard) {
    say("  Enter or the next cable: test again.  q and Enter: stop.\n");
    NextCable next(test_);
    for (;;) {
      if (auto line = keyboard.line(test_.session().workbench() != nullptr ? 1000ms : 60ms))
        return *line != "q" && *line != "Q";
      if (keyboard.ended() || Keyboard::interrupted()) return false;
      const NextCable::Seen seen = next.look();
      if (seen == NextCable::Seen::next) return true;
      if (seen == NextCable::Seen::gone) say("  Taken out or moved: waiting for the next cable.\n");
    }
  }

  // To somebody who looks on.
  void say(const std::string& text) {
    if (!options_.json && env_.interactive) env_.out << text << std::flush;
  }

  const TestOptions& options_;
  Environment& env_;
  CableTester test_;
  TestView view_;
  SteadyClock clock_;
  int tested_ = 0, passed_ = 0;
  bool any_failed_ = false, any_error_ = false, interrupted_ = false;
};

int run_test(const TestOptions& options, Environment& env) {
  if (options.loop) return Pile(options, env).work_through();
  if (options.svg) require_picture_place(*options.svg);
  if (const std::string profile = options.profile(); is_of_headphones(profile)) {
    Catalog(env.places.library).profile(profile);  // throws before anybody is asked
    options.headphone.require_off_the_head(options.json, env);
  }
  CableTester test(env.places, test_request(options));
  TestView view(env, {.json = options.json, .details = options.details, .svg = options.svg});
  test.keep_records(options.save);
  const TestRecord r = test.measure();
  view.conclude(test, r);
  test.leave_lit();
  view.draw(test, r);
  return exit_status(r.verdict.outcome);
}

}  // namespace

constinit const Command test_command = {
    "test", "PROFILE", 1, 1, "measure a plugged-in cable and say PASS or FAIL",
    "Plug the cable into the fixture's sockets and run\n"
    "\n"
    "  buzzout test 4.4-ts                    the one jig that is connected\n"
    "  buzzout test 4.4-ts -p /dev/ttyACM0    the jig on this port\n"
    "  buzzout test 4.4-ts -p sim:good        a simulated jig with a good cable in it\n"
    "  buzzout test 4.4-ts -p sim:swap:left.T:left.S\n"
    "\n"
    "PROFILE is a name or alias (buzzout profiles list) or a YAML file.\n"
    "With --loop, a pile of the same cable: each is tested when Enter is pressed or when it is\n"
    "plugged in after the last one was taken out; q and Enter, or Ctrl-C, end it. The lamps go out\n"
    "when a cable is taken out. --serial is for one cable, and does not go with --loop.\n"
    "With --headphone, headphones are on the cable and only its amplifier's plug is in: the ohms of left and right,\n"
    "whether they match, what they share. You are asked to take them off your head; or say so with --not-worn.\n"
    "What no continuity test sees is counted below the verdict; --details lists it.\n"
    "Every test on a real jig is kept (buzzout records list); with --save, one on a simulated jig too,\n"
    "marked as simulated.\n"
    "--svg draws the measured cable with its connectors, its faults and what to do, for a browser or a report.\n"
    "\n"
    "Exit status: 0 PASS, 1 FAIL, 2 error, 3 no cable, 130 interrupted. With --loop: 0 if every cable\n"
    "passed, 1 if one failed, 2 if one was an error, 3 if none was tested.",
    action<TestOptions, run_test>()};

}  // namespace buzzout
