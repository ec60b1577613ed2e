#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/golden_lesson.hpp"
#include "bench/lesson_choices.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_options.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/keyboard_prompts.hpp"
#include "cli/views/lesson_lines.hpp"
#include "cli/views/printed_warnings.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "report/learn_json.hpp"

namespace buzzout {
namespace {

struct LearnOptions : KnownCableOptions {
  std::vector<std::string> roles;  // NET=CONTACT[,CONTACT]...
  std::optional<std::string> title, use, person, unlike, from, out, confirm, golden, cable;
  bool diodes = false, resistors = false;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    list.values("role", "NET=CONTACT[,...]", "what a net carries: L+=amp.T, L-=R-=amp.S",
                [this](const std::string& role) { roles.push_back(role); });
    list.kept_text("title", "TEXT", "what a person calls the cable", title);
    use_option(list, use);
    operator_option(list, person);
    list.flag("diodes", "what conducts one way only is meant: a diode", diodes);
    list.flag("resistors", "what has ohms is meant: a resistor or a coil", resistors);
    list.text("unlike", "PROFILE", "it is no faulty one of these", unlike);
    list.text("from", "TEMPLATE", "fill in a template", from);
    profile_file_option(list, out);
    list.text("confirm", "PROFILE", "hold a second cable against a learned profile", confirm);
    list.text("golden", "PROFILE", "set its limits around a cable that is presumed good", golden);
    list.kept_text("cable", "TEXT", "which cable this is: the other one, the golden one", cable);
  }
};


void check_usage(const LearnOptions& o) {
  const auto usage = [](const std::string& message, const std::string& remedy) {
    throw Error("usage", message, "", remedy);
  };
  const bool describes = o.from || o.title || o.use || o.unlike || o.diodes || o.resistors || !o.roles.empty();
  if (o.golden) {
    if (o.confirm) usage("`--golden` and `--confirm` are two things", "see `buzzout learn --help`");
    if (describes) usage("`--golden` changes nothing but the limits of a profile", "it takes a NAME, --at, --operator, --cable, -p and -f");
    if (o.out && o.words.empty()) usage("`--out` goes with the NAME of a new profile", "see `buzzout learn --help`");
    return;
  }
  if (!o.confirm) {
    if (o.words.empty()) usage("`buzzout learn` needs a NAME for the profile", "see `buzzout learn --help`");
    if (o.cable) usage("`--cable` goes with `--confirm` or `--golden`", "see `buzzout learn --help`");
    return;
  }
  if (!o.words.empty()) usage("`" + o.words[0] + "` is one word too many beside `--confirm`", "see `buzzout learn --help`");
  if (describes || o.out)
    usage("`--confirm` changes nothing but the trust of a profile",
          "it takes --at, --operator, --cable, -p and -f");
}

RoleChoice parse_role(const std::string& text) {
  const auto bad = [&] { usage_error("`--role " + text + "` is not NET=CONTACT", "write for example --role L+=amp.T"); };
  const auto equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0) bad();
  RoleChoice out{text.substr(0, equals), {}};
  check_net_name(out.net, "--role " + text);
  for (std::size_t from = equals + 1; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    const std::string name = text.substr(from, to - from);
    const auto dot = name.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) bad();
    out.contacts.push_back({name.substr(0, dot), name.substr(dot + 1)});
    from = to + 1;
  }
  return out;
}

Use parse_use(const std::string& word) {
  std::string list;
  for (const Use u : all_uses()) {
    if (to_string(u) == word) return u;
    list += (list.empty() ? "" : ", ") + std::string(to_string(u));
  }
  usage_error("unknown use `" + word + "`", "one of: " + list);
}

nlohmann::ordered_json to_json(const LessonResult& result) {
  if (!result.learned) return nothing_learned_json(result.simulated);
  const LearnedProfile& l = *result.learned;
  return learned_json(l.profile, l.file.string(), l.sockets, l.free, l.same_as, result.simulated);
}

LessonRequest lesson_request(const LearnOptions& o) {
  LessonRequest out{o.words[0], o.port.value_or(""), o.fixture.value_or(""), o.at};
  for (const auto& role : o.roles) out.roles.push_back(parse_role(role));
  out.title = o.title;
  if (o.use) out.use = parse_use(*o.use);
  out.person = o.person;
  out.diodes = o.diodes;
  out.resistors = o.resistors;
  out.unlike = o.unlike;
  out.from = o.from;
  out.file = o.out;
  return out;
}

int learn(const LearnOptions& options, Prompts* prompts, LibraryWarnings& warnings, Environment& env) {
  const LessonResult result = learn_cable(env.places, lesson_request(options), prompts, warnings);
  if (options.json)
    env.out << json_text(to_json(result), 2) << "\n";
  else if (!result.learned)
    env.out << "\n  Nothing is connected: no cable, or only one end of it is plugged in.\n\n";
  else
    print(env.out,
          lesson_lines(*result.learned, result.simulated,
                       options.out ? result.learned->file.string() : result.learned->profile.name, env.theme),
          env.theme);
  return result.learned ? kExitDone : kExitNoCable;
}

int confirm(const LearnOptions& options, Prompts* prompts, LibraryWarnings& warnings, Environment& env) {
  const ConfirmationResult result =
      confirm_profile(env.places,
                      {*options.confirm, options.port.value_or(""), options.fixture.value_or(""), options.at, options.person,
                       options.cable},
                      prompts, warnings);
  if (options.json)
    env.out << json_text(worded(confirmation_json(result.profile, result.file.string(), result.verdict, result.simulated)), 2) << "\n";
  else
    print(env.out, confirmation_lines(result, env.theme), env.theme);
  return exit_status(result.verdict.outcome);
}

int golden(const LearnOptions& options, Prompts* prompts, LibraryWarnings& warnings, Environment& env) {
  GoldenRequest request{*options.golden, options.port.value_or(""), options.fixture.value_or(""), options.at};
  if (!options.words.empty()) request.name = options.words[0];
  request.file = options.out;
  request.person = options.person;
  request.cable = options.cable;
  const GoldenResult result = learn_golden(env.places, request, prompts, warnings);
  if (options.json)
    env.out << json_text(golden_json(result.profile, result.file.string(), result.spread, result.simulated), 2) << "\n";
  else
    print(env.out, golden_lines(result, env.theme), env.theme);
  return kExitDone;
}

int run_learn(const LearnOptions& options, Environment& env) {
  check_usage(options);
  KeyboardPrompts person(env);
  Prompts* prompts = can_be_asked(options.json, env) ? &person.prompts() : nullptr;
  PrintedWarnings warnings(env);
  if (options.golden) return golden(options, prompts, warnings, env);
  return options.confirm ? confirm(options, prompts, warnings, env) : learn(options, prompts, warnings, env);
}

}  // namespace

constinit const Command learn_command = {
    "learn", "[NAME]", 0, 1, "make a profile of a cable that is presumed to be good",
    "Measures the plugged-in cable several times and writes the profile NAME into your library. The fixture\n"
    "must have passed its self-test: what is broken in it would be learned.\n"
    "\n"
    "  buzzout learn my-cable --at amp=amp-4.4 --at left=left --at right=right --use headphone\n"
    "  buzzout learn my-cable --role L+=amp.T --role L-=amp.R1 --role R+=amp.R2 --role R-=amp.R3\n"
    "  buzzout learn --confirm my-cable --operator Ben\n"
    "  buzzout learn --confirm my-cable --cable \"the second of the lot\"\n"
    "  buzzout learn --golden my-cable --operator Anna\n"
    "  buzzout learn my-4.4 --golden 4.4-ts --cable \"the blue one\"\n"
    "\n"
    "Without --at, ends and sockets are taken from the known cable that measures exactly the same, or where\n"
    "only one socket can be meant. Nets get the roles of a known cable where they have the very same\n"
    "contacts, else of --role, else they are net1, net2, .... On a terminal it asks. A net that joins two\n"
    "contacts of one end must be given a role: a solder bridge would look the same. A cable that differs\n"
    "from a known one by little is learned only with --unlike: it may be a faulty one.\n"
    "The profile is presumed. --confirm makes it confirmed: another person, or somebody with another cable,\n"
    "finds exactly the same. --from fills in a template.\n"
    "--golden measures one cable five times, on a jig that measures resistance, and sets the limit of each wire\n"
    "to that and a margin: 0.15 ohm on a Kelvin jig, 1 ohm half Kelvin, 0.05 ohm with the milliohm add-on. It\n"
    "writes them into the profile's file; with a NAME, into a new profile. The cable is presumed good: what it\n"
    "has too much of, all that pass have.\n"
    "\n"
    "Exit status: 0 written, 1 not the cable that was to be confirmed, 2 error, 3 nothing is plugged in,\n"
    "130 interrupted.",
    action<LearnOptions, run_learn>()};

}  // namespace buzzout
