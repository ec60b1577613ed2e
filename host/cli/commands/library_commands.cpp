#include <fmt/format.h>

#include <filesystem>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/choose_fixture.hpp"
#include "cli/commands/commands.hpp"
#include "cli/views/action_words.hpp"
#include "core/error_codes.hpp"
#include "label/label_job.hpp"
#include "report/library_json.hpp"
#include "cli/commands/list_all.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/picture_file.hpp"
#include "cli/views/render.hpp"
#include "catalog/skeleton_marks.hpp"
#include "core/name_clashes.hpp"
#include "core/ohm_words.hpp"
#include "core/resistance_limits.hpp"
#include "core/wire_match.hpp"
#include "core/words.hpp"
#include "drawing/fixture_figure.hpp"
#include "drawing/framed_figure.hpp"
#include "drawing/picture_of.hpp"
#include "report/cable_figure.hpp"
#include "report/fixture_table.hpp"
#include "report/json_text.hpp"
#include "report/record_json.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

struct DrawnOptions : Common {
  std::optional<std::string> svg;

  void declare(OptionList& list) override { svg_option(list, svg, json); }
};

using Json = nlohmann::ordered_json;

constexpr std::size_t kLabelWidth = 12;  // of the names in a list

std::string ohms(double value) {
  if (value >= 1e6) return fmt::format("{:g} MΩ", value / 1e6);
  if (value >= 1e3) return fmt::format("{:g} kΩ", value / 1e3);
  return fmt::format("{:g} Ω", value);
}

std::string certainty_words(char c) {
  switch (c) {
    case 'A': return "A: independent sources agree, one of them a maker, standard or measurement";
    case 'B': return "B: two hobby sources, or one good one";
    case 'C': return "C: one source";
    default: return "M: trade knowledge, not verified";
  }
}

// A file, or the name of one in the library.
std::string file_or_name(const std::string& word) {
  if (word.find('/') != std::string::npos) return word;
  std::error_code ignored;
  return word.ends_with(".yaml") || word.ends_with(".yml") || std::filesystem::exists(word, ignored) ? "./" + word : word;
}

// Loads each file; prints what is wrong with it, or what is still to be filled in. The status is that of the worst.
template <class Load>
int check_files(const Common& options, Environment& env, Load load) {
  int status = kExitDone;
  Json all = Json::array();
  for (const auto& file : options.words) {
    try {
      const std::vector<std::string> marked = load(file_or_name(file));
      if (!options.json)
        env.out << file << (marked.empty() ? ": good" : ": good, and to be filled in where there is a " + std::string(kSkeletonMark) + ": " + list_of(marked))
                << "\n";
      all.push_back({{"file", file}, {"good", true}});
      if (!marked.empty()) all.back()["marked"] = marked;
    } catch (const Error& e) {
      status = std::max(status, e.code == kFileUnreadable ? kExitError : kExitFail);
      if (!options.json) print(env.out, render(e, env.theme), env.theme);
      all.push_back({{"file", file}, {"good", false}, {"error", worded(to_json(e))}});
    }
  }
  if (options.json) env.out << json_text(all, 2) << "\n";
  return status;
}

std::string benches(const std::vector<Fixture>& fixtures) {
  std::string out;
  for (const auto& f : fixtures) out += (out.empty() ? "" : ", ") + f.name + " (" + f.board + ")";
  return out.empty() ? "none of them takes it by itself: buzzout fixtures list" : out;
}

// "diode D1, anode at in, cathode at out"
std::string placed(const Part& p) {
  if (p.kind == PartKind::diode) return in_words(p) + ", anode at " + p.from + ", cathode at " + p.to;
  return in_words(p) + " between " + p.from + " and " + p.to;
}

// Nets with the same words share a line.
std::vector<std::pair<std::string, std::string>> wires_in_words(const Profile& p) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& net : p.nets)
    if (const Wire* wire = p.wire(net)) {
      const std::string words = in_words(*wire);
      const auto same = std::ranges::find(out, words, &std::pair<std::string, std::string>::second);
      if (same == out.end()) out.emplace_back(net.name, words);
      else same->first += ", " + net.name;
    }
  return out;
}

// "at most 2 Ω (house default)"; where they differ, one for each net and way that has its own.
std::vector<std::string> limits_in_words(const Profile& p) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& net : p.nets)
    for (std::size_t i = 0; i < net.contacts.size(); ++i)
      for (std::size_t j = i + 1; j < net.contacts.size(); ++j) {
        const auto limit = limits_of(p, net, net.contacts[i], net.contacts[j]);
        const std::string words = "at most " + ohms(*limit.max) + " (" + limit.basis + ")" +
                                  (*limit.max > kHouseContinuity ? ", looser than the house default of " + ohms(kHouseContinuity) : "");
        const std::string what = limit.golden ? net.contacts[i].name() + " to " + net.contacts[j].name() : net.name;
        const auto same = std::ranges::find(all, words, &std::pair<std::string, std::string>::second);
        if (same == all.end()) all.emplace_back(what, words);
        else if ((", " + same->first + ",").find(", " + what + ",") == std::string::npos) same->first += ", " + what;
      }
  std::vector<std::string> out;
  for (const auto& [what, words] : all) out.push_back(all.size() == 1 ? words : what + ": " + words);
  return out;
}

// "L+ and L-, L+ and R+"
std::string pairs_in_words(const Profile& p) {
  std::string out;
  for (const auto& [one, other] : wires_made_alike(p)) out += (out.empty() ? "" : ", ") + one->name + " and " + other->name;
  return out;
}

std::vector<Line> shown(const Profile& p, const std::vector<Fixture>& fixtures, const Theme& theme) {
  std::vector<Line> lines = {{}, {{"  " + p.title, Ink::bold}}};
  std::string also;
  for (const auto& a : p.aliases) also += ", " + a;
  lines.push_back({{"  " + p.name + also, Ink::dim}});
  if (const auto ban = building_ban(p); !ban.empty())
    append(lines, wrapped(ban, p.hazard.empty() ? Ink::warn : Ink::bad, 2, theme));
  lines.push_back({});
  append(lines, draw(picture_of(p), theme));
  lines.push_back({});
  auto say = [&](const std::string& label, const std::string& text) {
    append(lines, wrapped(text, Ink::plain, 14, theme, {label, Ink::dim}));
  };
  if (!p.hazard.empty()) say("  Danger      ", p.hazard);
  say("  Wiring      ", std::string(to_string(p.wiring)));
  for (const auto& part : p.parts) say("  Part        ", placed(part));
  for (const auto& [nets, wire] : wires_in_words(p)) say("  Wire        ", nets + ": " + wire);
  for (const auto& limit : limits_in_words(p)) say("  Continuity  ", limit);
  if (p.match) say("  Match       ", pairs_in_words(p) + ": at most " + plain_number(p.match->percent) + " % more (" + p.match->basis + ")");
  if (p.decision == Decision::simple) say("  Decision    ", decision_in_words(p.decision));
  say("  Isolation   ", "at least " + ohms(p.isolation.ohm) + " (" + p.isolation.basis + ")");
  say("  Benches     ", benches(fixtures));
  say("  Trust       ", std::string(to_string(p.trust)));
  say("  Certainty   ", certainty_words(p.source.certainty));
  say("  Source      ", p.source.text);
  for (const auto& clash : name_clashes(p)) say("  Name clash  ", clash.text);
  if (!p.note.empty()) say("  Note        ", p.note);
  lines.push_back({});
  return lines;
}

std::vector<Line> shown(const ConnectorType& c, const Theme& theme) {
  std::vector<Line> lines = {{}, {{"  " + c.title, Ink::bold}}, {{"  " + c.name, Ink::dim}}, {}};
  const auto say = [&](const std::string& label, const std::string& text) {
    append(lines, wrapped(text, Ink::plain, 14, theme, {label, Ink::dim}));
  };
  say("  Contacts    ", list_of(c.contacts, ", ") + (c.shape == Shape::phone ? ", from the tip back" : ""));
  if (c.shell) say("  Shell       ", *c.shell + (c.shell_bond ? ", bonded to " + *c.shell_bond + " where a profile says so" : ""));
  for (const auto& order : c.orders) {
    std::string roles;
    for (std::size_t i = 0; i < c.contacts.size(); ++i)
      roles += (i == 0 ? "" : ", ") + c.contacts[i] + " " + (order.roles[i].empty() ? "free" : order.roles[i]);
    say("  Order       ", order.name + ": " + roles);
  }
  say("  Certainty   ", certainty_words(c.source.certainty));
  say("  Source      ", c.source.text);
  for (const auto& clash : name_clashes(c)) say("  Name clash  ", clash.text);
  lines.push_back({});
  return lines;
}

// What a folder of the library is called.
std::string whose(const std::filesystem::path& folder, const Environment& env) {
  return folder == env.places.shipped ? "shipped" : folder == env.places.data ? "yours" : "--library";
}

int run_profiles_show(const DrawnOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  const Profile p = catalog.profile(options.words[0]);
  if (options.svg) require_picture_place(*options.svg);
  if (options.json)
    env.out << json_text(to_json(p), 2) << "\n";
  else if (!is_drawn_to_output(options.svg))
    print(env.out, shown(p, fixtures_that_take(catalog, p), env.theme), env.theme);
  if (options.svg) write_picture(*options.svg, options.json, env, cable_figure(p));
  return kExitDone;
}

int run_profiles_check(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  return check_files(options, env, [&](const std::string& file) { return marked_keys(catalog.texts().at(catalog.profile(file).sha256)); });
}

int run_fixtures_show(const DrawnOptions& options, Environment& env) {
  const Fixture f = Catalog(env.places.library).fixture(options.words[0]);
  if (options.svg) require_picture_place(*options.svg);
  // The table goes onto paper as it is.
  if (!options.json) warn_of_clashes(name_clashes(f), env);
  if (options.json)
    env.out << json_text(to_json(f), 2) << "\n";
  else if (!is_drawn_to_output(options.svg))
    env.out << fixture_table(f);
  if (options.svg) write_picture(*options.svg, options.json, env, framed(fixture_figure(f), {{f.title, 15, true}}, {}));
  return kExitDone;
}

int run_fixtures_check(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  return check_files(options, env, [&](const std::string& file) { return catalog.fixture(file), std::vector<std::string>(); });
}

int run_connectors_list(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  const auto names = catalog.connector_names();
  std::size_t width = 0;
  for (const auto& name : names) width = std::max(width, name.size());
  return list_titles("connectors", names, width, options, env, [&](const std::string& name) { return catalog.connector(name); },
                     [](const ConnectorType&) {});
}

int run_connectors_show(const Common& options, Environment& env) {
  const ConnectorType c = Catalog(env.places.library).connector(options.words[0]);
  if (options.json)
    env.out << json_text(to_json(c), 2) << "\n";
  else
    print(env.out, shown(c, env.theme), env.theme);
  return kExitDone;
}

int run_connectors_check(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  return check_files(options, env, [&](const std::string& file) { return catalog.connector(file), std::vector<std::string>(); });
}

int run_labels_list(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  return list_titles("labels", catalog.label_names(), kLabelWidth, options, env, [&](const std::string& name) { return catalog.label(name); },
                     [&](const LabelTemplate& label) { warn_of_clashes(name_clashes(label), env); });
}

int run_labels_check(const Common& options, Environment& env) {
  const Catalog catalog(env.places.library);
  return check_files(options, env, [&](const std::string& file) { return LabelJob(catalog, file, {}, "label.zpl"), std::vector<std::string>(); });
}

int run_config_show(const Common& options, Environment& env) {
  const Config config = load_config(env.places.config_file);
  Json all = {{"file", config.file.string()}, {"exists", config.exists}, {"settings", config.values}};
  Json folders = Json::array();
  for (const auto& folder : env.places.library) folders.push_back(folder.string());
  all["library"] = folders;
  Json kinds = Json::array();
  for (const auto& folder : env.places.library) kinds.push_back(whose(folder, env));
  all["library_is"] = kinds;
  all["data"] = env.places.data.string();
  if (options.json) {
    env.out << json_text(all, 2) << "\n";
    return kExitDone;
  }
  env.out << config.file.string() << (config.exists ? "" : " (not there: defaults in force)") << "\n";
  for (const char* key : {"port", "baud", "fixture", "operator", "station", "label", "printer", "calibration_days"}) {
    const std::string value = config.value(key);
    env.out << "  " << std::left << std::setw(17) << key << (value.empty() ? "(not set)" : printable(value))
            << "\n";
  }
  env.out << "profiles, fixtures, connectors and labels: looked for in this order, the first one that has the name wins\n";
  for (const auto& folder : env.places.library) {
    std::error_code ignored;
    env.out << "  " << std::left << std::setw(10) << whose(folder, env) << folder.string()
            << (std::filesystem::is_directory(folder, ignored) ? "" : " (not there)") << "\n";
  }
  env.out << "remembered between runs\n  " << env.places.data.string() << "\n";
  return kExitDone;
}

}  // namespace

constinit const Command profiles_show_command = {
    "profiles show", "PROFILE", 1, 1, "a cable's wiring, drawn, with its source and limits",
    "With --svg, a picture to hang at the bench: each connector as one sees it who solders it.\n"
    "\n"
    "  buzzout profiles show 4.4-ts\n"
    "  buzzout profiles show 4.4-ts --svg 4.4-ts.svg",
    action<DrawnOptions, run_profiles_show>()};

constinit const Command profiles_check_command = {
    "profiles check", "FILE...", 1, kMaxWords, "check profile files you wrote",
    "Says what is wrong with file, line and column, and what to write instead.\n"
    "\n"
    "  buzzout profiles check my-cable.yaml\n"
    "  buzzout profiles check my-cable           a file of the library, by its name",
    action<Common, run_profiles_check>()};

constinit const Command fixtures_show_command = {
    "fixtures show", "FIXTURE", 1, 1, "a fixture's wiring table: which pin goes to which contact",
    "Prints the parts and the table from which the jig is built: Markdown, ready for paper. With --svg, a drawing\n"
    "of the wiring too.\n"
    "\n"
    "  buzzout fixtures show headphone-bench\n"
    "  buzzout fixtures show headphone-bench --svg wiring.svg",
    action<DrawnOptions, run_fixtures_show>()};

constinit const Command fixtures_check_command = {
    "fixtures check", "FILE...", 1, kMaxWords, "check fixture files you wrote", "",
    action<Common, run_fixtures_check>()};

constinit const Command connectors_list_command = {
    "connectors list", "", 0, 0, "the kinds of plug that Buzzout knows", "",
    action<Common, run_connectors_list>()};

constinit const Command connectors_show_command = {
    "connectors show", "CONNECTOR", 1, 1, "a plug's contacts, known wirings and source", "",
    action<Common, run_connectors_show>()};

constinit const Command connectors_check_command = {
    "connectors check", "FILE...", 1, kMaxWords, "check connector files you wrote", "",
    action<Common, run_connectors_check>()};

constinit const Command labels_list_command = {
    "labels list", "", 0, 0, "how labels can look", "",
    action<Common, run_labels_list>()};

constinit const Command labels_check_command = {
    "labels check", "FILE...", 1, kMaxWords, "check label files you wrote",
    "Says what is wrong with file, line and column, and what to write instead. A file that ends in .zpl is a label\n"
    "drawn in ZPL, with fields.\n"
    "\n"
    "  buzzout labels check my-label.yaml",
    action<Common, run_labels_check>()};

constinit const Command config_show_command = {
    "config show", "", 0, 0, "settings in force, and where each comes from",
    "Settings are in config.yaml: port, baud, fixture, operator, station, label, printer, calibration_days.",
    action<Common, run_config_show>()};

}  // namespace buzzout
