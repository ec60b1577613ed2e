#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/self_test.hpp"
#include "bench/prompted_self_test.hpp"
#include "bench/prompted_trace.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/keyboard_prompts.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "cli/views/self_test_lines.hpp"
#include "bench/session_proofs.hpp"
#include "bench/zeros_in_passing.hpp"
#include "report/json_text.hpp"
#include "report/self_test_json.hpp"
#include "report/trace_json.hpp"

namespace buzzout {
namespace {

std::string list(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// What was proved, and what was not.
void show(const SelfTestResult& result, std::size_t zeroed, Environment& env) {
  std::vector<std::string> proved, skipped;
  for (const auto& s : result.steps)
    if (!s.socket.empty() && !s.problem) (s.skipped ? skipped : proved).push_back(s.socket);
  std::vector<Line> lines = {{}};
  auto say = [&](const std::string& text, Ink ink) {
    for (auto& l : wrapped(text, ink, 4, env.theme, {"  ", ink})) lines.push_back(l);
  };
  if (result.failed())
    say("ERROR: this fixture must not judge cables.", Ink::bad);
  else if (proved.empty())
    say("Proved for a week: nothing is joined in the empty fixture. No socket was proved.", Ink::warn);
  else if (skipped.empty())
    say("Proved for a week: the empty fixture and the wires of every socket.", Ink::good);
  else
    say("Proved for a week: the empty fixture, and the wires of " + list(proved) + ".", Ink::good);
  if (!skipped.empty()) say("Skipped: " + list(skipped) + ".", Ink::warn);
  if (zeroed > 0)
    say("Calibrated in passing: the zeros of " + std::to_string(zeroed) + (zeroed == 1 ? " socket" : " sockets") +
            ", which had none in date. With two insertions they are surer: buzzout fixtures calibrate", Ink::plain);
  lines.push_back({});
  print(env.out, lines, env.theme);
}

// Where the calibration that is kept cannot be read, the self-test is none the worse.
void take_zero(ZerosInPassing& zeros, const std::string& socket, std::vector<std::string>& taken, Environment& env) {
  try {
    if (zeros.take(socket, std::time(nullptr))) taken.push_back(socket);
    if (zeros.problem()) print(env.err, render(Error(*zeros.problem()), env.error_theme), env.error_theme);
  } catch (const JigError&) {
    throw;
  } catch (const Error& e) {
    print(env.err, render(e, env.error_theme), env.error_theme);
  }
}

int exit_status(const SelfTestResult& result) {
  return result.failed() ? kExitError : result.proved_all() ? kExitDone : kExitFail;
}

Line step_line(const TraceStep& step, const Theme& t) {
  if (step.good())
    return {{t.unicode ? "  ✔ " : "  + ", Ink::good}, {step.contact.name(), Ink::plain},
            {"  point " + std::to_string(point_number(step.expected)), Ink::dim}};
  if (!step.answered) return {{"  - ", Ink::warn}, {step.contact.name(), Ink::plain}, {"  no answer", Ink::warn}};
  return {{t.unicode ? "  ✘ " : "  x ", Ink::bad}, {step.contact.name(), Ink::bold},
          {"  answers as point " + std::to_string(point_number(*step.answered)) + ", should be point " +
               std::to_string(point_number(step.expected)), Ink::bad}};
}

int run_fixtures_self_test(const JigOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  const Config config = load_config(env.places.config_file);
  JigSession session(catalog, config, jig_request(options));
  warn_of_clashes(name_clashes(session.fixture()), env);
  const SessionProofs memory(env.places, session);
  FixtureEvidence proofs = memory.load();
  Keyboard keyboard;
  KeyboardPrompts prompts(env, keyboard, options.json);
  ZerosInPassing zeros(session, Calibrations(env.places), config.calibration_days());
  std::vector<std::string> zeroed;
  PromptedSelfTest person(session, memory, prompts.prompts(), [&](const SelfTestStep& step) {
    if (step.proved() && !step.socket.empty()) take_zero(zeros, step.socket, zeroed, env);
    if (options.json) return;
    print(env.out, step_lines(step, env.theme), env.theme);
    env.out.flush();
  });
  const SelfTestResult result = self_test_fixture(session.jig(), session.fixture(), person, proofs, std::time(nullptr));
  if (options.json) {
    nlohmann::ordered_json document = worded(to_json(result, session.fixture(), session.jig().identity()));
    document["zeros_taken"] = zeroed;
    env.out << json_text(document, 2) << "\n";
  } else {
    show(result, zeroed.size(), env);
  }
  return exit_status(result);
}

struct TraceOptions : JigOptions {
  std::optional<unsigned> spare;  // a test point, from 1

  void declare(OptionList& list) override {
    JigOptions::declare(list);
    list.value("spare", "N", "the lead comes from this test point", [this](const std::string& word) {
      spare = whole_number(word);
      if (!spare) usage_error("`--spare " + word + "` is no test point", "points count from 1: --spare 3");
    });
  }
};

int run_fixtures_trace(const TraceOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  JigSession session(catalog, load_config(env.places.config_file), jig_request(options));
  warn_of_clashes(name_clashes(session.fixture()), env);
  std::optional<Point> spare;
  if (options.spare) spare = spare_point(*options.spare, session.jig().identity().points, session.fixture());
  const SessionProofs memory(env.places, session);
  FixtureEvidence proofs = memory.load();
  Keyboard keyboard;
  KeyboardPrompts prompts(env, keyboard, options.json);
  PromptedTrace person(session, memory, prompts.prompts(), [&](const TraceStep& step) {
    if (!options.json) env.out << to_ansi(step_line(step, env.theme), env.theme) << "\n" << std::flush;
    if (Keyboard::interrupted()) throw Interrupted();  // a simulated jig asks nobody
  });
  const auto steps = trace_fixture(session.jig(), session.fixture(), spare, session.clock(), person, proofs);
  const auto good = static_cast<std::size_t>(std::ranges::count_if(steps, &TraceStep::good));
  if (options.json) {
    env.out << json_text(to_json(steps), 2) << "\n";
  } else {
    env.out << "\n";
    for (const auto& [one, other] : exchanged_contacts(steps))
      env.out << "  The wires behind " << one.name() << " and " << other.name() << " are exchanged.\n";
    env.out << "  " << good << " of " << steps.size() << " contacts answer as the fixture says.\n\n";
  }
  return good == steps.size() ? kExitDone : kExitFail;
}

}  // namespace

constinit const Command fixtures_self_test_command = {
    "fixtures self-test", "", 0, 0, "prove the fixture: empty, then with loop-back plugs",
    "A wire broken behind a socket contact, or two wires bridged inside the jig, can hide a fault\n"
    "of a cable. This finds them: first with nothing plugged in, then with a loop-back plug (a plug\n"
    "with all of its contacts joined) in each socket. What is proved is remembered for a week; what is\n"
    "found broken makes tests with that socket an ERROR until a self-test finds it whole.\n"
    "\n"
    "  buzzout fixtures self-test\n"
    "  buzzout fixtures self-test -p sim:cut:amp-4.4.R1\n"
    "\n"
    "Exit status: 0 every socket is proved, 1 some were skipped, 2 error or a defect, 130 interrupted.",
    action<JigOptions, run_fixtures_self_test>()};

constinit const Command fixtures_trace_command = {
    "fixtures trace", "", 0, 0, "touch each socket contact with a lead: is it wired where it should be?",
    "Hold a lead from one of the jig's GND pins to the contact that the screen names; it shows which\n"
    "test point answers and ticks it off. With --spare N, the lead comes from the unused test point N\n"
    "instead. Enter skips a contact. A contact found on another point makes tests with its socket an\n"
    "ERROR until a trace finds it where it should be.\n"
    "\n"
    "  buzzout fixtures trace\n"
    "\n"
    "Exit status: 0 every contact is where it should be, 1 some are not or were skipped, 2 error,\n"
    "130 interrupted.",
    action<TraceOptions, run_fixtures_trace>()};

}  // namespace buzzout
