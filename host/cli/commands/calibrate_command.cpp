#include <algorithm>
#include <charconv>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/calibrations.hpp"
#include "bench/prompted_calibration.hpp"
#include "bench/session_proofs.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/calibration_lines.hpp"
#include "cli/views/keyboard_prompts.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "core/suggest.hpp"
#include "report/calibration_json.hpp"
#include "report/json_text.hpp"
#include "report/record_json.hpp"

namespace buzzout {
namespace {

// A plain decimal number above nothing.
double positive_number(const char* option, const std::string& word) {
  double value = 0;
  const auto [stop, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc{} || stop != word.data() + word.size() || !(value > 0) || value > 1e6)
    usage_error("`--" + std::string(option) + " " + word + "` is no number", "write a plain number: --resistor 100 --tolerance 0.1");
  return value;
}

struct CalibrateOptions : JigOptions {
  std::optional<double> ohm, tolerance;
  std::optional<std::string> identity;
  std::optional<unsigned> insertions;
  bool show = false;

  void declare(OptionList& list) override {
    JigOptions::declare(list);
    list.number("insertions", "N", "how often each plug is put in: 2 on a Mega, else 5; up to 20", 1, insertions);
    list.value("resistor", "OHM", "a known resistor, 30 to 600 ohms: calibrates the scale too",
               [this](const std::string& word) { ohm = positive_number("resistor", word); });
    list.value("tolerance", "PERCENT", "its tolerance",
               [this](const std::string& word) { tolerance = positive_number("tolerance", word); });
    list.kept_text("identity", "TEXT", "which one it is, as papers name it", identity);
    list.flag("show", "only show the calibration that is kept", show);
    list.check([this] {
      if (show && (ohm || insertions)) usage_error("--show takes nothing new", "leave out --resistor and --insertions");
      if (insertions && *insertions > static_cast<unsigned>(kMostInsertions))
        usage_error("`--insertions " + std::to_string(*insertions) + "` is more than 20", "five are plenty");
    });
  }
};

CalibrationRequest request_of(const CalibrateOptions& o, const Fixture& fixture) {
  CalibrationRequest out;
  out.insertions = o.insertions;
  if (o.ohm) {
    Calibration::Span resistor;
    resistor.ohm = *o.ohm;
    resistor.tolerance_percent = *o.tolerance;
    resistor.identity = *o.identity;
    out.resistor = resistor;
    check_resistor(resistor);
  }
  for (const auto& word : o.words) {
    if (fixture.socket(word) == nullptr) {
      std::vector<std::string> known;
      for (const auto& s : fixture.sockets) known.push_back(s.name);
      const auto best = nearest(word, known);
      throw Error("unknown-socket", "there is no socket `" + word + "`", "fixture " + fixture.name,
                  best ? "did you mean `" + *best + "`?" : "see `buzzout fixtures show " + fixture.name + "`");
    }
    out.only.insert(word);
  }
  return out;
}

int show_kept(const std::optional<Calibration>& kept, const JigSession& session, bool simulated, int days, bool json, Environment& env) {
  const Fixture& fixture = session.fixture();
  const std::int64_t now = std::time(nullptr);
  if (!kept)
    throw Error("uncalibrated", "the jig is not calibrated on fixture " + fixture.name, "", "calibrate it",
                Action{ActionCode::calibrate, {{"fixture", fixture.name}}});
  if (json) {
    env.out << json_text(to_json(*kept, fixture, simulated, now, days), 2) << "\n";
  } else {
    print(env.out, calibration_lines(*kept, fixture, now, days, env.theme), env.theme);
  }
  const Calibration aged = kept->aged(now, days);
  const bool stale = std::ranges::any_of(aged.zeros, &Calibration::Zero::stale) || (aged.span && aged.span->stale);
  return stale ? kExitFail : kExitDone;
}

int run_fixtures_calibrate(const CalibrateOptions& options, Environment& env) {
  if (options.ohm.has_value() != options.tolerance.has_value() || options.ohm.has_value() != options.identity.has_value())
    usage_error("--resistor, --tolerance and --identity belong together", "for example --resistor 100 --tolerance 0.1 --identity 'Vishay RC55, no. 12'");
  const Catalog catalog(env.places.library);
  const Config config = load_config(env.places.config_file);
  JigSession session(catalog, config, jig_request(options));
  warn_of_clashes(name_clashes(session.fixture()), env);
  const bool simulated = session.jig().identity().simulated;
  const int days = config.calibration_days();
  const SessionProofs alone(env.places, session);
  const Calibrations calibrations(env.places);
  if (options.show) return show_kept(calibrations.load(session.jig_name(), session.fixture()), session, simulated, days, options.json, env);
  const CalibrationRequest request = request_of(options, session.fixture());
  std::optional<Calibration> kept;
  try {
    kept = calibrations.load(session.jig_name(), session.fixture());
  } catch (const Error& e) {
    // It is replaced.
    print(env.err, render(Error(e.code, e.message + "; it is replaced", e.where), env.error_theme), env.error_theme);
  }
  Keyboard keyboard;
  KeyboardPrompts prompts(env, keyboard, options.json);
  PromptedCalibration person(
      session, prompts.prompts(),
      [&](const CalibrationStep& step) {
        if (options.json) return;
        print(env.out, calibration_step_lines(step, session.fixture(), env.theme), env.theme);
        env.out.flush();
      },
      [&](const Calibration& c) { calibrations.save(c, session.fixture()); });
  const CalibrationResult result = person.run(request, kept, std::time(nullptr));
  if (options.json) {
    nlohmann::ordered_json document = to_json(result.calibration, session.fixture(), simulated, std::time(nullptr), days);
    document["steps"] = nlohmann::ordered_json::array();
    for (const auto& s : result.steps) {
      document["steps"].push_back({{"sockets", s.sockets},
                                   {"result", s.problem ? "error" : s.skipped ? "skipped" : "taken"}});
      if (s.problem) document["steps"].back()["error"] = to_json(*s.problem);
    }
    env.out << json_text(worded(std::move(document)), 2) << "\n";
  } else {
    const auto taken = std::ranges::count_if(result.steps, &CalibrationStep::taken);
    std::vector<Line> lines = {{}};
    append(lines, wrapped(taken == 0 ? "Nothing was taken: the calibration is as it was."
                                     : "Kept for " + std::to_string(days) + " days: what was taken belongs to this jig on this fixture.",
                          taken == 0 ? Ink::warn : Ink::good, 4, env.theme, {"  ", Ink::plain}));
    lines.push_back({});
    print(env.out, lines, env.theme);
  }
  const bool wrong = std::ranges::any_of(result.steps, [](const CalibrationStep& s) { return s.problem.has_value(); });
  return wrong ? kExitError : result.whole() ? kExitDone : kExitFail;
}

}  // namespace

constinit const Command fixtures_calibrate_command = {
    "fixtures calibrate", "[SOCKET]...", 0, kMaxWords, "take the zeros of a jig that measures resistance, and its scale",
    "What a jig measures where there is no resistance is taken away from every cable: its wires to the sockets,\n"
    "and on an Uno the tolerance of its resistors. On a Mega a loop-back plug (a plug with all of its contacts\n"
    "joined) in each socket shows it; with half Kelvin or the add-on a link lead, a plug for each end with all\n"
    "contacts of all plugs joined. Each goes in more than once, so that one that was not home shows; s and Enter:\n"
    "that was enough. With a known resistor between two contacts, the scale is calibrated as well.\n"
    "\n"
    "  buzzout fixtures calibrate\n"
    "  buzzout fixtures calibrate left right --insertions 5\n"
    "  buzzout fixtures calibrate amp-4.4 left right      half Kelvin: the lead between these\n"
    "  buzzout fixtures calibrate --resistor 100 --tolerance 0.1 --identity 'Vishay RC55, no. 12'\n"
    "  buzzout fixtures calibrate --show\n"
    "  buzzout fixtures calibrate -p sim:none      try it without a jig\n"
    "\n"
    "It belongs to this jig and this fixture and holds for 30 days, or for the setting calibration_days.\n"
    "\n"
    "Exit status: 0 all was taken, 1 some was skipped, 2 error, 130 interrupted. With --show: 0 in date, 1 not,\n"
    "2 there is none.",
    action<CalibrateOptions, run_fixtures_calibrate>()};

}  // namespace buzzout
