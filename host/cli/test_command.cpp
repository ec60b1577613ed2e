#include <ctime>
#include <ostream>
#include <random>

#include "bench/test_cable.hpp"
#include "cli/commands.hpp"
#include "cli/jig_session.hpp"
#include "cli/keyboard.hpp"
#include "drawing/picture_of.hpp"
#include "cli/render.hpp"
#include "cli/session_proofs.hpp"
#include "cli/version.hpp"
#include "core/identification.hpp"
#include "report/record_json.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

// A random (version 4) UUID.
std::string new_id() {
  std::random_device source;
  std::uint32_t words[4];
  for (auto& w : words) w = source();
  words[1] = (words[1] & 0xFFFF0FFFU) | 0x00004000U;
  words[2] = (words[2] & 0x3FFFFFFFU) | 0x80000000U;
  char text[37];
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%04x%08x", words[0], words[1] >> 16,
                words[1] & 0xFFFFU, words[2] >> 16, words[2] & 0xFFFFU, words[3]);
  return text;
}

// "2026-03-14T09:26:53+01:00"
std::string local_time(std::time_t t) {
  std::tm local{};
  localtime_r(&t, &local);
  char text[32];
  std::strftime(text, sizeof text, "%FT%T%z", &local);
  const std::string out = text;
  if (out.size() < 5) return out;
  return out.substr(0, out.size() - 2) + ":" + out.substr(out.size() - 2);
}

int exit_status(Outcome o) {
  switch (o) {
    case Outcome::pass: return kExitDone;
    case Outcome::fail: return kExitFail;
    case Outcome::no_cable: return kExitNoCable;
    case Outcome::aborted: return kExitInterrupted;
    case Outcome::error: break;
  }
  return kExitError;
}

protocol::Lamp lamp_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass: return protocol::Lamp::pass;
    case Outcome::fail:
    case Outcome::error: return protocol::Lamp::fail;
    case Outcome::no_cable:
    case Outcome::aborted: break;
  }
  return protocol::Lamp::off;
}

// Tests of one profile on one jig.
class TestRun {
 public:
  TestRun(const Options& options, Environment& env)
      : options_(options),
        env_(env),
        config_(load_config(env.config_file)),
        catalog_(env.library),
        profile_(catalog_.profile(options.words[0])),
        session_(catalog_, config_,
                 {options.port.value_or(""), options.fixture.value_or(""), &profile_, options.at}),
        map_(profile_, session_.fixture(), options.at),
        job_{profile_, session_.fixture(), map_},
        memory_(env, session_) {}

  int once() { return exit_status(test(1)); }

  int loop() {
    Keyboard keyboard;
    int tested = 0, passed = 0;
    bool any_failed = false, any_error = false;
    do {
      const Outcome outcome = test(1);
      if (outcome != Outcome::no_cable) ++tested;
      passed += outcome == Outcome::pass;
      any_failed = any_failed || outcome == Outcome::fail;
      any_error = any_error || outcome == Outcome::error;
    } while (!Keyboard::interrupted() && wait_for_next(keyboard));
    light(Outcome::aborted, true);
    if (!options_.json)
      env_.out << "  " << tested << " tested, " << passed << " passed\n";
    if (Keyboard::interrupted()) return kExitInterrupted;
    if (any_error) return kExitError;
    if (any_failed) return kExitFail;
    return tested > 0 ? kExitDone : kExitNoCable;
  }

 private:
  Outcome test(int attempt) {
    const std::time_t now = std::time(nullptr);
    Proofs proofs = memory_.load();

    TestRecord r;
    const auto begun = session_.clock().now();
    r.verdict = test_cable(session_.jig(), job_, proofs, now);
    r.duration_ms = static_cast<long>((session_.clock().now() - begun) / 1ms);
    if (r.verdict.outcome == Outcome::fail) look_for_likeness(r.verdict);
    tested_ = session_.jig().learn();
    describe(r, now, attempt);

    show(r);
    learn_proofs(proofs, job_, r.verdict, now);
    light(r.verdict.outcome, remember(r.verdict.outcome, proofs));
    return r.verdict.outcome;
  }

  // Files of the library that cannot be read are passed over: this is a hint.
  void look_for_likeness(Verdict& v) const {
    std::vector<Error> broken;
    const std::vector<Profile> profiles = catalog_.profiles(broken);
    add_likeness(v.diagnoses, CableIndex(profiles, session_.fixture()).exact(v.matrix), profile_);
  }

  void show(const TestRecord& r) {
    if (options_.json)
      env_.out << to_json(r).dump(options_.loop ? -1 : 2) << "\n";
    else
      print(env_.out, render(r, picture_of(profile_, map_, r.verdict), env_.theme), env_.theme);
    flush_output(env_);
  }

  // False: what was proved is lost, and the verdict stands.
  bool remember(Outcome outcome, const Proofs& proofs) {
    if (outcome != Outcome::pass && outcome != Outcome::no_cable) return true;
    try {
      memory_.save(proofs);
      return true;
    } catch (const Error& e) {
      print(env_.err, render(e, env_.error_theme), env_.error_theme);
      return false;
    }
  }

  // The pass lamp is for a finished test, while the cable that was tested is still in. A test without a
  // verdict leaves the lamps dark.
  void light(Outcome outcome, bool finished) {
    try {
      const bool stands = outcome != Outcome::pass || (finished && session_.jig().learn() == tested_);
      session_.jig().show(stands ? lamp_for(outcome) : protocol::Lamp::off);
    } catch (const Error&) {
      // The record is out and stands, though the jig is lost now.
    }
  }

  // Waits until something is plugged in after everything was out, or for Enter. False: enough. The lamps
  // go out as soon as what is plugged in is no longer what was tested.
  bool wait_for_next(Keyboard& keyboard) {
    say("  Enter or the next cable: test again.  q: stop.\n");
    bool as_tested = true, was_empty = false;
    int steady = 0;
    std::vector<Point> last;
    for (;;) {
      if (auto line = keyboard.line(session_.workbench() != nullptr ? 1000ms : 60ms))
        return *line != "q" && *line != "Q";
      if (keyboard.ended() || Keyboard::interrupted()) return false;
      const std::vector<Point> labels = session_.jig().learn();
      if (as_tested && labels != tested_) {
        as_tested = false;
        session_.jig().show(protocol::Lamp::off);
        if (!is_empty(tested_)) say("  Taken out or moved: waiting for the next cable.\n");
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

  static bool is_empty(const std::vector<Point>& labels) {
    if (labels.empty()) return false;
    for (Point p = 0; p < labels.size(); ++p)
      if (labels[p] != p) return false;
    return true;
  }

  void describe(TestRecord& r, std::time_t now, int attempt) const {
    r.balance = balance_answers(profile_, r.verdict.wiring, r.verdict.balanced_safe);
    r.id = new_id();
    r.jig = session_.jig().identity();
    r.simulated = r.jig.simulated;
    r.continuity = profile_.continuity;
    r.isolation = profile_.isolation;
    r.serial = options_.serial.value_or("");
    r.operator_name = config_.value("operator");
    r.station = config_.value("station");
    r.attempt = attempt;
    r.profile = {profile_.name, profile_.revision, profile_.sha256, profile_.title,
                 profile_.note, profile_.source, profile_.trust, profile_.connector_hashes()};
    r.fixture = {session_.fixture().name, session_.fixture().sha256, session_.fixture().connector_hashes()};
    // Every scan begins with the two-sided check and reads every point back: no verdict but ERROR is
    // reached on a jig that fails it.
    r.self_test_passed = r.verdict.outcome != Outcome::error;
    r.started = local_time(now);
    r.software = std::string("buzzout ") + kVersion;
  }

  const Options& options_;
  Environment& env_;
  Config config_;
  Catalog catalog_;
  Profile profile_;
  mutable JigSession session_;
  FixtureMap map_;
  Job job_;
  SessionProofs memory_;
  std::vector<Point> tested_;  // the jig's labels when the last test was over
};

}  // namespace

int run_test(const Options& options, Environment& env) {
  TestRun run(options, env);
  return options.loop ? run.loop() : run.once();
}

}  // namespace buzzout
