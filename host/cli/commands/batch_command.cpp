#include <algorithm>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/keyboard_prompts.hpp"
#include "cli/views/batch_lines.hpp"
#include "cli/views/batch_screen.hpp"
#include "cli/views/gate_lines.hpp"
#include "cli/views/live_screen.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "cli/views/shell_word.hpp"
#include "core/words.hpp"
#include "production/log_lookup.hpp"
#include "production/lot_opening.hpp"
#include "production/lot_run.hpp"
#include "production/shift_gates.hpp"

namespace buzzout {
namespace {

constexpr unsigned kLongestSettle = 60'000;  // ms

// "2s", "500ms"; a bare number is seconds.
unsigned milliseconds(const std::string& word) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const auto number = whole_number(std::string_view(word).substr(0, digits));
  const std::string unit = word.substr(digits);
  const unsigned factor = unit == "ms" ? 1 : unit == "s" || unit.empty() ? 1000 : 0;
  if (!number || factor == 0 || *number > kLongestSettle / factor)
    usage_error("`--settle " + word + "` is not a time up to a minute", "write for example --settle 2s or 500ms");
  return *number * factor;
}

struct BatchOptions : KnownCableOptions {
  std::optional<std::string> lot, serials, person, station, events, on_pass, on_fail, label_to, label;
  std::optional<unsigned> count, settle_ms, stop_after, attempts;
  bool retest = false, button = false, no_gate = false, resume = false, details = false, save = false;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    lot_option(list, lot);
    list.kept_text("serials", "PATTERN", "serial numbers are made, not scanned: K7-{0001}", serials);
    list.number("count", "N", "the lot is complete with so many passed cables", 1, count);
    operator_option(list, person);
    station_option(list, station);
    list.value("settle", "TIME", "how long a cable that is not right must lie still: 2s, 500ms",
               [this](const std::string& word) { settle_ms = milliseconds(word); });
    list.number("stop-after", "N", "stop when so many cables in a row fail in the same way (3); 0: never", 0, stop_after);
    list.number("attempts", "N", "most tests of one cable", 1, attempts);
    list.flag("retest", "let a cable that passed be tested again", retest);
    list.flag("button", "the jig's button is as good as Enter", button);
    list.flag("no-gate", "do without the gates; every record says so", no_gate);
    list.flag("resume", "go on with a lot", resume);
    list.text("events", "WHERE", "what happens, a JSON line each, to FILE, - or tcp://HOST:PORT", events);
    list.text("on-pass", "COMMAND", "run with the record of each PASS on its input", on_pass);
    list.text("on-fail", "COMMAND", "run with the record of each FAIL on its input", on_fail);
    list.text("label-to", "WHERE", "a label for each PASS, to tcp://HOST:PORT, a file or '|COMMAND'", label_to);
    template_option(list, label);
    details_option(list, details);
    save_option(list, save);
  }
};

TesterRequest lot_request(const BatchOptions& o) {
  TesterRequest out = tester_request(o);
  out.operator_name = o.person;
  out.station = o.station;
  return out;
}

constexpr std::string_view kSimulated = "sim:";

constexpr auto kPause = std::chrono::milliseconds(15);  // between two looks

std::string number_of(std::uint64_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

std::string unjudged(const LotCounts& c) {
  return c.not_judged == 0 ? "" : ", " + number_of(static_cast<std::uint64_t>(c.not_judged), "cable") + " not judged";
}

std::string in_words(const Undelivered& u) {
  const auto of = [&] { return std::to_string(u.failed) + " of " + std::to_string(u.of); };
  switch (u.what) {
    case Undelivered::What::on_pass:
      return "--on-pass did not succeed " + of() + " times: " + u.why + ".";
    case Undelivered::What::on_fail:
      return "--on-fail did not succeed " + of() + " times: " + u.why + ".";
    case Undelivered::What::events:
      return "--events lost " + of() + " lines: " + u.why + ".";
    case Undelivered::What::labels:
      break;
  }
  std::string out = "Labels not printed (" + u.why + "); print them with `buzzout label`:";
  for (const auto& serial : u.serials) out += " " + serial;
  return out + ".";
}

Listeners listeners(const BatchOptions& o) { return {o.events, o.on_pass, o.on_fail}; }

std::optional<LabelJob> label_job(const BatchOptions& o, const Environment& env) {
  if (!o.label_to) return {};
  const std::string set = load_config(env.places.config_file).value("label");
  LabelJob job(Catalog(env.places.library), o.label.value_or(set.empty() ? "default" : set), {}, *o.label_to);
  if (job.drawn() != nullptr) warn_of_clashes(name_clashes(*job.drawn()), env);
  return job;
}

// The same command once more, as a shell takes it.
std::string to_go_on(const BatchOptions& o) {
  std::string out = "buzzout " + o.arguments.front() + (o.resume ? "" : " --resume");
  for (std::size_t i = 1; i < o.arguments.size(); ++i) out += " " + shell_word(o.arguments[i]);
  return out;
}

class Batch {
 public:
  Batch(const BatchOptions& options, Environment& env)
      : options_(options),
        env_(env),
        silent_(options.json || (options.events && *options.events == "-")),
        test_(env.places, lot_request(options)),
        simulated_(test_.session().jig().identity().simulated),
        log_(test_, *options.lot, !simulated_ || options.save ? std::optional(env.places.records()) : std::nullopt),
        lookup_(log_),
        announcer_(listeners(options), label_job(options, env)) {}

  int run() {
    require_usable_profile(test_.job().profile);
    if (options_.no_gate) require_sound_fixture(test_);  // else the gates look, and may lift a defect
    warn_of_clashes(name_clashes(test_.job().profile, test_.job().fixture), env_);
    const Lot lot = open_lot(log_, test_, {*options_.lot, options_.resume, target(), options_.serials.value_or("")});
    const RunRules rules = rules_of();
    // A run that died between the last of the identical failures and its stop.
    if (const Tally so_far = log_.tally(); rules.stop_after > 0 && static_cast<int>(so_far.streak_serials.size()) >= rules.stop_after)
      log_.keep_stop(so_far.streak_fault, static_cast<int>(so_far.streak_serials.size()));
    RunEnd end = RunEnd::interrupted;
    Tally tally;
    if (can_show_live(options_.json, env_) && !silent_) {
      Shift shift = [&] {
        Keyboard keyboard;
        return pass(keyboard);
      }();
      env_.out.flush();
      SteadyClock clock;
      BatchScreen screen(env_, [this] { test_.light(protocol::Lamp::off); });
      LotRun run(test_, log_, lookup_, announcer_, clock, lot, std::move(shift), rules);
      end = to_its_end(run, screen);
      tally = run.tally();
    } else {
      Keyboard keyboard([this] { test_.light(protocol::Lamp::off); });
      Shift shift = pass(keyboard);
      BatchLines lines(env_, keyboard, {options_.json, options_.details, silent_});
      LotRun run(test_, log_, lookup_, announcer_, test_.session().clock(), lot, std::move(shift), rules);
      end = to_its_end(run, lines);
      tally = run.tally();
    }
    test_.light(protocol::Lamp::off);
    if (failed_) {
      tell_failure(lot, tally);
      std::rethrow_exception(failed_);
    }
    const std::vector<Undelivered> undelivered = finish(to_string(end));
    tally = log_.recount(tally);
    summarise(lot, tally, end, undelivered);
    if (end == RunEnd::interrupted) return kExitInterrupted;
    return end != RunEnd::stopped && is_good(tally, lot.target) ? kExitDone : kExitFail;
  }

 private:
  RunEnd to_its_end(LotRun& run, BatchFace& face) {
    run.add(face);
    try {
      return drive(run, face);
    } catch (const Error&) {
      failed_ = std::current_exception();
      return RunEnd::interrupted;
    }
  }

  // An error ends a run as well: whoever follows it is told, and what became of its labels is written down.
  void tell_failure(const Lot& lot, const Tally& tally) {
    try {
      summarise(lot, tally, RunEnd::interrupted, finish("error"));
    } catch (const Error&) {
      // The first one is told.
    }
  }

  RunEnd drive(LotRun& run, BatchFace& face) {
    for (;;) {
      if (face.interrupted()) {
        run.interrupt();
        return RunEnd::interrupted;
      }
      if (run.is_busy())
        test_.session().clock().sleep(kPause);
      else if (const auto line = face.line(kPause))
        take(run, *line);
      if (face.ended()) run.no_more_serials();
      if (const auto end = run.tick()) return *end;
    }
  }

  void take(LotRun& run, const std::string& line) {
    constexpr std::string_view kPlug = "plug ";
    if (line.empty())
      run.hurry();
    else if (simulated_ && line.starts_with(kPlug))
      run.plug(line.substr(kPlug.size()));
    else
      run.scanned(line);
  }

  // What is left to say of labels and hooks that failed.
  std::vector<Undelivered> finish(std::string_view why) {
    announcer_.stopped(*options_.lot, why);
    std::vector<Undelivered> out = announcer_.finish();
    for (const auto& label : announcer_.take_label_ends()) log_.end_label(label.begun, label.status, label.why);
    return out;
  }

  std::optional<int> target() const {
    return options_.count ? std::optional(static_cast<int>(*options_.count)) : std::nullopt;
  }

  RunRules rules_of() const {
    RunRules out;
    out.serials = {options_.retest, static_cast<int>(options_.attempts.value_or(0))};
    out.settle_ms = static_cast<int>(options_.settle_ms.value_or(2000));
    out.stop_after = static_cast<int>(options_.stop_after.value_or(3));
    out.button = options_.button;
    if (simulated_) {
      const std::string cable = options_.port->substr(kSimulated.size());
      if (cable != "none") out.simulated_cable = cable.empty() ? "good" : cable;
    }
    return out;
  }

  Shift pass(Keyboard& keyboard) {
    Shift shift = log_.shift();
    shift.waived = options_.no_gate;
    if (!shift.waived) {
      KeyboardPrompts prompts(env_, keyboard, silent_,
                              Error("gates-missing", "nobody is there to pass the gates", "standard input",
                                    "run it on a terminal, or do without them: --no-gate"));
      GateLines lines(env_, silent_);
      shift = pass_gates(test_, log_, prompts.prompts(), lines, std::move(shift));
    }
    require_sound_fixture(test_);
    for (const auto& g : shift.gates) announcer_.gate(g);
    for (const auto& coarse : undecidable_limits(test_)) {
      print(env_.err, wrapped(worded(coarse), Ink::warn, 2, env_.error_theme, {"  ", Ink::plain}), env_.error_theme);
      env_.err.flush();
    }
    return shift;
  }

  void summarise(const Lot& lot, const Tally& tally, RunEnd end, const std::vector<Undelivered>& undelivered) {
    const auto warn = [&](const std::string& text) {
      print(env_.err, wrapped(text, Ink::warn, 2, env_.error_theme, {"  ", Ink::plain}), env_.error_theme);
    };
    for (const auto& u : undelivered) warn(in_words(u));
    for (const auto& worn : log_.worn_sockets()) warn(worded(worn));
    if (silent_) return;
    std::vector<Line> out = {{}};
    const auto say = [&](const std::string& text, Ink ink) {
      for (auto& l : wrapped(text, ink, 4, env_.theme, {"  ", ink})) out.push_back(l);
    };
    const LotCounts counts = counts_of(tally);
    say("Lot " + lot.name + ": " + in_words(counts, lot.target) + ".", Ink::bold);
    if (const int judged = counts.cables - counts.not_judged; judged > 0)
      say(std::to_string(counts.first_passed) + " of " + std::to_string(judged) + " passed at their first verdict in the lot; " +
              number_of(counts.tests, "test") + " of " + number_of(tally.cables.size(), "cable") + unjudged(counts) + ".",
          Ink::plain);
    if (end == RunEnd::complete && tally.passed() >= lot.target) say("The lot is complete.", Ink::good);
    if (end == RunEnd::stopped)
      say("Stopped: " + list_of(tally.streak_serials) + " failed in the same way (" + tally.streak_fault +
              "). Suspect the fixture before the cables. When it is seen to, go on with --resume" +
              (options_.no_gate ? "." : "; the gates are asked for again."),
          Ink::bad);
    if (const ChainLink head = log_.head(); head.number > 0) {
      say("Kept up to record " + std::to_string(head.number) + " of this station; write down its hash, and `buzzout records verify "
          "--head` shows later that nothing was changed: " + head.hash, Ink::dim);
    } else if (!log_.keeps()) {
      say("Nothing was kept: this is a simulated jig. With --save it would be.", Ink::warn);
    }
    for (const auto& [serial, cable] : tally.cables)
      if (cable.counts == LotCable::Counts::failed && cable.last_passed)
        say(serial + " passed in this lot, and counts as failed: " + cable.why + ".", Ink::bad);
    if (end != RunEnd::complete && log_.keeps()) say("Go on: " + to_go_on(options_), Ink::dim);
    out.push_back({});
    print(env_.out, out, env_.theme);
  }

  const BatchOptions& options_;
  Environment& env_;
  bool silent_;
  CableTester test_;
  bool simulated_;
  LotLog log_;
  std::exception_ptr failed_;  // what ended the run
  LogLookup lookup_;
  Announcer announcer_;
};

int run_batch(const BatchOptions& options, Environment& env) {
  if (!options.lot) throw Error("usage", "`buzzout batch` needs --lot", "", "name the lot: --lot K7");
  return Batch(options, env).run();
}

}  // namespace

constinit const Command batch_command = {
    "batch", "PROFILE", 1, 1, "test a production lot, cable after cable, with serial numbers and records",
    "For each cable: scan or type its serial number, plug it in when the screen says READY, look, take it out.\n"
    "A PASS needs two agreeing scans; a cable that is not right is judged when it has lain still for --settle,\n"
    "or at once with Enter. A cable whose other end is not in yet is waited for. Every test is written down\n"
    "before you see its outcome.\n"
    "\n"
    "  buzzout batch 4.4-ts --lot K7\n"
    "  buzzout batch 4.4-ts --lot K7 --serials 'K7-{0001}' --count 50\n"
    "  buzzout batch 4.4-ts --lot K7 --resume\n"
    "  buzzout batch 4.4-ts --lot K7 -p sim:good --serials 'K7-{0001}' --count 3    try it without a jig\n"
    "\n"
    "A shift begins with gates: the jig's self-test, a loop-back plug in each socket, a golden cable that must\n"
    "pass and a red rabbit that must fail. They last for twelve hours. --no-gate does without; every record\n"
    "says so. A serial number that has passed is refused (--retest lets it in); one that failed is a retest.\n"
    "--on-pass and --on-fail run a command with the record on its input; it never makes you wait.\n"
    "\n"
    "Exit status: 0 all cables passed, as many as were wanted; 1 not so, or it was stopped; 2 error; 130 Ctrl-C.",
    action<BatchOptions, run_batch>()};

}  // namespace buzzout
