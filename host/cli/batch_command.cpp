#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/batch_gates.hpp"
#include "cli/batch_lines.hpp"
#include "cli/batch_run.hpp"
#include "cli/batch_screen.hpp"
#include "cli/bench_operator.hpp"
#include "cli/commands.hpp"
#include "cli/live_screen.hpp"
#include "cli/name_warnings.hpp"
#include "cli/render.hpp"
#include "cli/shell_word.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr std::string_view kSimulatedPort = "sim:";

const char* reason(BatchEnd end) {
  switch (end) {
    case BatchEnd::complete:
      return "complete";
    case BatchEnd::stopped:
      return "identical-failures";
    case BatchEnd::interrupted:
      return "interrupted";
    case BatchEnd::input_ended:
      break;
  }
  return "input-ended";
}

std::string number_of(std::uint64_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

std::string unjudged(const Tally& t) {
  const int cables = t.not_judged();
  return cables == 0 ? "" : ", " + number_of(static_cast<std::uint64_t>(cables), "cable") + " not judged";
}

// The same command once more, as a shell takes it.
std::string to_go_on(const Options& o) {
  std::string out = "buzzout " + o.arguments.front() + (o.resume ? "" : " --resume");
  for (std::size_t i = 1; i < o.arguments.size(); ++i) out += " " + shell_word(o.arguments[i]);
  return out;
}

class Batch {
 public:
  Batch(const Options& options, Environment& env)
      : options_(options),
        env_(env),
        silent_(options.json || (options.events && *options.events == "-")),
        test_(options, env, true),
        simulated_(test_.session().jig().identity().simulated),
        log_(test_, *options.lot, keeps() ? std::optional(env.data / kRecordsFile) : std::nullopt),
        events_(options, env) {}

  int run() {
    require_usable_profile();
    warn_of_clashes(name_clashes(test_.job().profile, test_.job().fixture), env_);
    const Lot lot = open_lot();
    const BatchRules rules = rules_of();
    // A run that died between the last of the identical failures and its stop.
    if (const Tally so_far = log_.tally(); rules.stop_after > 0 && static_cast<int>(so_far.streak_serials.size()) >= rules.stop_after)
      log_.keep_stop(so_far.streak_fault, static_cast<int>(so_far.streak_serials.size()));
    BatchEnd end = BatchEnd::interrupted;
    Tally tally;
    if (can_show_live(options_, env_) && !silent_) {
      Shift shift = pass([&] {
        Keyboard keyboard;
        return gates(keyboard);
      });
      env_.out.flush();
      SteadyClock clock;
      BatchScreen screen(env_, [this] { test_.light(protocol::Lamp::off); });
      BatchRun run(test_, log_, events_, screen, clock, lot, std::move(shift), rules);
      end = to_its_end(run);
      tally = run.tally();
    } else {
      Keyboard keyboard([this] { test_.light(protocol::Lamp::off); });
      Shift shift = pass([&] { return gates(keyboard); });
      BatchLines lines(env_, keyboard, options_, silent_);
      BatchRun run(test_, log_, events_, lines, test_.session().clock(), lot, std::move(shift), rules);
      end = to_its_end(run);
      tally = run.tally();
    }
    test_.light(protocol::Lamp::off);
    const std::string trouble = finish(reason(end));
    if (log_.keeps()) {  // others may have tested its cables meanwhile; why it was stopped is this run's
      Tally now = log_.tally();
      now.streak_fault = std::move(tally.streak_fault);
      now.streak_serials = std::move(tally.streak_serials);
      tally = std::move(now);
    }
    summarise(lot, tally, end, trouble);
    if (end == BatchEnd::interrupted) return kExitInterrupted;
    return end != BatchEnd::stopped && is_good(tally, lot.target) ? kExitDone : kExitFail;
  }

 private:
  // An error ends a run as well: whoever follows it is told, and what became of its labels is written down.
  BatchEnd to_its_end(BatchRun& run) {
    try {
      return run.run();
    } catch (const Error& e) {
      try {
        finish("error");
      } catch (const Error&) {
        // The first one is told.
      }
      throw;
    }
  }

  // What is left to say of labels and hooks that failed.
  std::string finish(const char* why) {
    events_.tell("stopped", {{"lot", *options_.lot}, {"reason", why}});
    std::string trouble = events_.finish();
    for (const auto& label : events_.take_label_ends()) log_.end_label(label.begun, label.status, label.why);
    return trouble;
  }

  bool keeps() const { return !simulated_ || options_.save; }

  // Nobody should scan fifty serial numbers before this is said.
  void require_usable_profile() const {
    const Profile& p = test_.job().profile;
    if (p.trust == Trust::template_only)
      throw Error("template", "a template can never pass: its pinout is not known yet", "profile " + p.name,
                  "learn it from a good cable: buzzout learn NAME --from " + typed_name(p));
    if (!p.hazard.empty())
      throw Error("known-bad", "this is a cable that is known to be dangerous: " + p.hazard, "profile " + p.name,
                  "make another one: buzzout profiles list");
  }

  Lot open_lot() {
    const LockedProfile profile = locked(test_.job().profile);
    const auto known = log_.find_lot();
    const std::string typed = "buzzout batch " + typed_name(test_.job().profile) + " --lot " + *options_.lot;
    if (known && !options_.resume)
      throw Error("lot-exists", "lot " + *options_.lot + " was begun already", "--lot", "go on with it: " + typed + " --resume");
    if (!known && options_.resume && log_.keeps())
      throw Error("lot-unknown", "there is no lot " + *options_.lot + " to go on with", "--resume",
                  "begin it: " + typed);
    if (known) {
      if (!(known->profile == profile))
        throw Error("lot-locked",
                    "lot " + *options_.lot + " was begun with another " +
                        (known->profile.name == profile.name ? "revision of the profile" : "profile: " + known->profile.name),
                    "profile " + profile.name, "begin a new lot, or bring back the files as they were");
      Lot lot = *known;
      if (options_.count && static_cast<int>(*options_.count) != lot.target) {
        lot.target = static_cast<int>(*options_.count);
        log_.begin(lot);
      }
      return lot;
    }
    Lot lot{*options_.lot, profile, test_.operator_name(), test_.station(),
            static_cast<int>(options_.count.value_or(0)), options_.serials.value_or("")};
    if (!lot.serials.empty()) SerialPattern check(lot.serials);
    log_.begin(lot);
    return lot;
  }

  BatchRules rules_of() const {
    BatchRules out;
    out.serials = {options_.retest, static_cast<int>(options_.attempts.value_or(0))};
    out.settle_ms = static_cast<int>(options_.settle_ms.value_or(2000));
    out.stop_after = static_cast<int>(options_.stop_after.value_or(3));
    out.button = options_.button;
    if (simulated_) {
      const std::string cable = options_.port->substr(kSimulatedPort.size());
      if (cable != "none") out.simulated_cable = cable.empty() ? "good" : cable;
    }
    return out;
  }

  Shift gates(Keyboard& keyboard) {
    Shift shift = log_.shift();
    shift.waived = options_.no_gate;
    if (!shift.waived) shift = pass_gates(test_, log_, keyboard, env_, silent_, std::move(shift));
    return shift;
  }

  template <class Passing>
  Shift pass(Passing passing) {
    Shift shift = passing();
    for (const auto& g : shift.gates) events_.tell("gate", {{"name", g.name}, {"passed", g.passed}, {"record", g.record}});
    return shift;
  }

  void summarise(const Lot& lot, const Tally& tally, BatchEnd end, const std::string& trouble) {
    if (!trouble.empty()) print(env_.err, wrapped(trouble, Ink::warn, 2, env_.error_theme, {"  ", Ink::plain}), env_.error_theme);
    for (const auto& worn : log_.worn_sockets())
      print(env_.err, wrapped(worn, Ink::warn, 2, env_.error_theme, {"  ", Ink::plain}), env_.error_theme);
    if (silent_) return;
    std::vector<Line> out = {{}};
    const auto say = [&](const std::string& text, Ink ink) {
      for (auto& l : wrapped(text, ink, 4, env_.theme, {"  ", ink})) out.push_back(l);
    };
    say("Lot " + lot.name + ": " + in_words(tally, lot.target) + ".", Ink::bold);
    if (const auto judged = tally.cables.size() - static_cast<std::size_t>(tally.not_judged()); judged > 0)
      say(std::to_string(tally.first_passed()) + " of " + std::to_string(judged) + " passed at their first verdict in the lot; " +
              number_of(tally.records, "test") + " of " + number_of(tally.cables.size(), "cable") + unjudged(tally) + ".",
          Ink::plain);
    if (end == BatchEnd::complete && tally.passed() >= lot.target) say("The lot is complete.", Ink::good);
    if (end == BatchEnd::stopped)
      say("Stopped: " + list_of(tally.streak_serials) + " failed in the same way (" + tally.streak_fault +
              "). Suspect the fixture before the cables. When it is seen to, go on with --resume; the gates are asked for again.",
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
    if (end != BatchEnd::complete && log_.keeps()) say("Go on: " + to_go_on(options_), Ink::dim);
    out.push_back({});
    print(env_.out, out, env_.theme);
  }

  const Options& options_;
  Environment& env_;
  bool silent_;
  CableTest test_;
  bool simulated_;
  StationLog log_;
  BatchEvents events_;
};

}  // namespace

int run_batch(const Options& options, Environment& env) {
  if (!options.lot) throw Error("usage", "`buzzout batch` needs --lot", "", "name the lot: --lot K7");
  try {
    return Batch(options, env).run();
  } catch (const Interrupted&) {
    return kExitInterrupted;
  }
}

}  // namespace buzzout
