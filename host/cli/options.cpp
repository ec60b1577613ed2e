#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

#include "catalog/utf8.hpp"
#include "core/suggest.hpp"
#include "station/serial_number.hpp"

namespace buzzout {
namespace {

namespace po = boost::program_options;

[[noreturn]] void usage(std::string message, std::string remedy) {
  throw Error("usage", std::move(message), "", std::move(remedy));
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known,
                         const std::string& prefix, const std::string& otherwise) {
  const auto best = nearest(word, known);
  return best ? "did you mean `" + prefix + *best + "`?" : otherwise;
}

// The command that the first words name, and how many words that takes.
const CommandSpec* find_command(const std::vector<std::string>& words, std::size_t& taken) {
  for (const auto& spec : command_specs()) {
    const std::string name(spec.name);
    const auto space = name.find(' ');
    if (space == std::string::npos) {
      if (words[0] == name) return taken = 1, &spec;
    } else if (words[0] == name.substr(0, space) && words.size() > 1 &&
               words[1] == name.substr(space + 1)) {
      return taken = 2, &spec;
    }
  }
  return nullptr;
}

[[noreturn]] void unknown_command(const std::vector<std::string>& words) {
  std::vector<std::string> families, members;
  for (const auto& spec : command_specs()) {
    const std::string name(spec.name);
    const auto space = name.find(' ');
    families.push_back(name.substr(0, space));
    if (space != std::string::npos && words[0] == families.back())
      members.push_back(name.substr(space + 1));
  }
  if (!members.empty()) {
    std::string list;
    for (const auto& m : members) list += (list.empty() ? "" : ", ") + m;
    if (words.size() == 1)
      usage("`buzzout " + words[0] + "` needs to know what to do", "one of: " + list);
    usage("there is no `buzzout " + words[0] + " " + words[1] + "`",
          did_you_mean(words[1], members, "buzzout " + words[0] + " ", "one of: " + list));
  }
  families.erase(std::unique(families.begin(), families.end()), families.end());
  usage("there is no command `" + words[0] + "`",
        did_you_mean(words[0], families, "buzzout ", "see `buzzout --help`"));
}

po::options_description describe(const CommandSpec* spec) {
  po::options_description all;
  auto add = all.add_options();
  add("help,h", "this text");
  add("version", "the program's version");
  add("json", "machine-readable output");
  add("ascii", "draw with plain ASCII");
  add("library", po::value<std::string>()->value_name("DIR"),
      "look for profiles/ and fixtures/ in this folder first");
  for (Flag flag : spec != nullptr ? spec->flags : std::vector<Flag>{}) switch (flag) {
      case Flag::port:
        add("port,p", po::value<std::string>()->value_name("PORT"),
            "the jig: a serial device, or sim:CABLE");
        break;
      case Flag::fixture:
        add("fixture,f", po::value<std::string>()->value_name("FIXTURE"), "the fixture, by name or file");
        break;
      case Flag::at:
        add("at", po::value<std::vector<std::string>>()->value_name("END=SOCKET")->composing(),
            "which socket an end is plugged into");
        break;
      case Flag::serial:
        add("serial", po::value<std::string>()->value_name("S"), "the cable's serial number");
        break;
      case Flag::loop: add("loop", "test one cable after the other"); break;
      case Flag::details: add("details", "list all that was not tested"); break;
      case Flag::board:
        add("board", po::value<std::string>()->value_name("BOARD"), "uno, mega or mega64");
        break;
      case Flag::hex:
        add("hex", po::value<std::string>()->value_name("FILE"), "another HEX file than the built one");
        break;
      case Flag::dry_run: add("dry-run", "print the command, do nothing"); break;
      case Flag::spare:
        add("spare", po::value<std::string>()->value_name("N"), "the lead comes from this test point");
        break;
      case Flag::confirm:
        add("confirm", po::value<std::string>()->value_name("PROFILE"), "hold a second cable against a learned profile");
        break;
      case Flag::from:
        add("from", po::value<std::string>()->value_name("TEMPLATE"), "fill in a template");
        break;
      case Flag::title:
        add("title", po::value<std::string>()->value_name("TEXT"), "what a person calls the cable");
        break;
      case Flag::use:
        add("use", po::value<std::string>()->value_name("USE"),
            "headphone, headset, adapter, mic, line, speaker, data, instrument or midi");
        break;
      case Flag::role:
        add("role", po::value<std::vector<std::string>>()->value_name("NET=CONTACT[,...]")->composing(),
            "what a net carries: L+=amp.T, L-=R-=amp.S");
        break;
      case Flag::person:
        add("operator", po::value<std::string>()->value_name("NAME"), "who you are");
        break;
      case Flag::cable:
        add("cable", po::value<std::string>()->value_name("TEXT"), "which other cable this is");
        break;
      case Flag::unlike:
        add("unlike", po::value<std::string>()->value_name("PROFILE"), "it is no faulty one of these");
        break;
      case Flag::out:
        add("out", po::value<std::string>()->value_name("FILE"), "where to write the profile");
        break;
      case Flag::station:
        add("station", po::value<std::string>()->value_name("NAME"), "which place this is");
        break;
      case Flag::lot:
        add("lot", po::value<std::string>()->value_name("LOT"), "the production lot");
        break;
      case Flag::serials:
        add("serials", po::value<std::string>()->value_name("PATTERN"),
            "serial numbers are made, not scanned: K7-{0001}");
        break;
      case Flag::count:
        add("count", po::value<std::string>()->value_name("N"), "the lot is complete with so many passed cables");
        break;
      case Flag::settle:
        add("settle", po::value<std::string>()->value_name("TIME"),
            "how long a cable that is not right must lie still: 2s, 500ms");
        break;
      case Flag::stop_after:
        add("stop-after", po::value<std::string>()->value_name("N"),
            "stop when so many cables in a row fail in the same way (3); 0: never");
        break;
      case Flag::attempts:
        add("attempts", po::value<std::string>()->value_name("N"), "most tests of one cable");
        break;
      case Flag::retest: add("retest", "let a cable that passed be tested again"); break;
      case Flag::no_gate: add("no-gate", "do without the gates; every record says so"); break;
      case Flag::resume: add("resume", "go on with a lot"); break;
      case Flag::button: add("button", "the jig's button is as good as Enter"); break;
      case Flag::events:
        add("events", po::value<std::string>()->value_name("WHERE"),
            "what happens, a JSON line each, to FILE, - or tcp://HOST:PORT");
        break;
      case Flag::on_pass:
        add("on-pass", po::value<std::string>()->value_name("COMMAND"), "run with the record of each PASS on its input");
        break;
      case Flag::on_fail:
        add("on-fail", po::value<std::string>()->value_name("COMMAND"), "run with the record of each FAIL on its input");
        break;
      case Flag::label:
        add("template", po::value<std::string>()->value_name("LABEL"), "how the label looks, by name or file");
        break;
      case Flag::label_to:
        add("label-to", po::value<std::string>()->value_name("WHERE"),
            "a label for each PASS, to tcp://HOST:PORT, a file or '|COMMAND'");
        break;
      case Flag::format:
        add("format", po::value<std::string>()->value_name("FORMAT"), "zpl, png or pdf");
        break;
      case Flag::to:
        add("to", po::value<std::string>()->value_name("WHERE"),
            "a file, tcp://HOST:9100, or '|COMMAND' that gets it on its input");
        break;
      case Flag::preview: add("preview", "make a picture of it, and print nothing"); break;
      case Flag::since:
        add("from", po::value<std::string>()->value_name("DATE"), "from this day on: 2026-03-14");
        break;
      case Flag::until:
        add("to", po::value<std::string>()->value_name("DATE"), "up to and with this day");
        break;
      case Flag::outcome:
        add("outcome", po::value<std::string>()->value_name("OUTCOME"), "PASS, FAIL, ERROR, NO_CABLE or ABORTED");
        break;
      case Flag::fault:
        add("fault", po::value<std::string>()->value_name("CODE"), "with this fault or diagnosis: open, channels-joined");
        break;
      case Flag::of_profile:
        add("profile", po::value<std::string>()->value_name("PROFILE"), "of this kind of cable");
        break;
      case Flag::limit:
        add("limit", po::value<std::string>()->value_name("N"), "at most so many, the newest");
        break;
      case Flag::head:
        add("head", po::value<std::string>()->value_name("HASH"), "a hash from a lot report that must be among them");
        break;
      case Flag::export_format:
        add("format", po::value<std::string>()->value_name("FORMAT"), "jsonl, csv or junit");
        break;
      case Flag::did:
        add("did", po::value<std::string>()->value_name("TEXT"), "what was done to the cable");
        break;
      case Flag::reason:
        add("reason", po::value<std::string>()->value_name("TEXT"), "why that was the wrong kind of cable");
        break;
      case Flag::paper:
        add("out", po::value<std::string>()->value_name("FILE"), "a new file, .html or .pdf, instead of the standard output");
        break;
      case Flag::page:
        add("out", po::value<std::string>()->value_name("FILE"), "a new .html file instead of the standard output");
        break;
      case Flag::database:
        add("to", po::value<std::string>()->value_name("DATABASE"), "a PostgreSQL database: \"host=db dbname=tests\"");
        break;
      case Flag::file:
        add("out", po::value<std::string>()->value_name("FILE"), "a new file instead of the standard output");
        break;
      case Flag::connector:
        add("connector", po::value<std::string>()->value_name("TYPE"), "with such a plug or socket: xlr-4");
        break;
      case Flag::wiring:
        add("wiring", po::value<std::string>()->value_name("WIRING"), "balanced, single-ended or other");
        break;
      case Flag::trust:
        add("trust", po::value<std::string>()->value_name("TRUST"), "sourced, presumed, confirmed or template");
        break;
      case Flag::takes:
        add("for", po::value<std::string>()->value_name("PROFILE"), "those that take this cable");
        break;
      case Flag::svg:
        add("svg", po::value<std::string>()->value_name("FILE"), "draw it into a new file; -: to the standard output");
        break;
      case Flag::save: add("save", "keep the records of a simulated jig too"); break;
    }
  return all;
}

std::vector<std::string> option_names(const po::options_description& all) {
  std::vector<std::string> out;
  for (const auto& o : all.options()) out.push_back(o->long_name());
  return out;
}

// Not left to Boost: it puts the word into a message that it then fills in, and with %value% in the word
// it never comes to an end.
unsigned test_point(const std::string& word) {
  unsigned number = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, problem] = std::from_chars(word.data(), end, number);
  if (problem != std::errc{} || rest != end)
    usage("`--spare " + word + "` is no test point", "points count from 1: --spare 3");
  return number;
}

constexpr unsigned kMostNumber = 1'000'000;
constexpr unsigned kLongestSettle = 60'000;

unsigned whole_number(const std::string& option, const std::string& word, unsigned least) {
  unsigned number = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, problem] = std::from_chars(word.data(), end, number);
  if (problem != std::errc{} || rest != end || number < least || number > kMostNumber)
    usage("`" + option + " " + word + "` is no number from " + std::to_string(least) + " to " +
              std::to_string(kMostNumber),
          "write for example " + option + " 3");
  return number;
}

// "2s", "500ms"; a bare number is seconds.
unsigned milliseconds(const std::string& option, const std::string& word) {
  unsigned number = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, problem] = std::from_chars(word.data(), end, number);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  const unsigned factor = unit == "ms" ? 1 : unit == "s" || unit.empty() ? 1000 : 0;
  if (problem != std::errc{} || factor == 0 || number > kLongestSettle / factor)
    usage("`" + option + " " + word + "` is no time up to a minute", "write for example " + option + " 2s or 500ms");
  return number * factor;
}

Options collect(const CommandSpec* spec, const po::variables_map& got, std::vector<std::string> words) {
  Options o;
  o.command = spec;
  o.words = std::move(words);
  auto text = [&](const char* key) -> std::optional<std::string> {
    if (got.count(key) == 0) return {};
    auto value = got[key].as<std::string>();
    if (value.empty()) usage("--" + std::string(key) + " needs a value", "see --help");
    return value;
  };
  // What is kept and printed; a path may have any bytes.
  auto kept_text = [&](const char* key) {
    auto value = text(key);
    if (value && !is_utf8(*value)) usage("what `--" + std::string(key) + "` says is not UTF-8", "set the terminal to UTF-8, and type it again");
    return value;
  };
  o.port = text("port");
  o.fixture = text("fixture");
  o.serial = text("serial");
  if (o.serial) check_serial(*o.serial, "--serial");
  o.board = text("board");
  o.hex = text("hex");
  o.library = text("library");
  o.confirm = text("confirm");
  o.from = text("from");
  o.title = kept_text("title");
  o.use = text("use");
  o.person = kept_text("operator");
  o.cable = kept_text("cable");
  o.unlike = text("unlike");
  o.out = text("out");
  o.station = kept_text("station");
  o.lot = kept_text("lot");
  o.serials = kept_text("serials");
  o.events = text("events");
  o.on_pass = text("on-pass");
  o.on_fail = text("on-fail");
  if (const auto n = text("count")) o.count = whole_number("--count", *n, 1);
  if (const auto n = text("stop-after")) o.stop_after = whole_number("--stop-after", *n, 0);
  if (const auto n = text("attempts")) o.attempts = whole_number("--attempts", *n, 1);
  if (const auto n = text("settle")) o.settle_ms = milliseconds("--settle", *n);
  o.to = text("to");
  o.label_to = text("label-to");
  o.outcome = text("outcome");
  o.fault = text("fault");
  o.profile = text("profile");
  o.connector = text("connector");
  o.wiring = text("wiring");
  o.trust = text("trust");
  o.takes = text("for");
  o.head = text("head");
  o.format = text("format");
  o.did = kept_text("did");
  o.reason = kept_text("reason");
  o.svg = text("svg");
  if (const auto n = text("limit")) o.limit = whole_number("--limit", *n, 1);
  o.retest = got.count("retest") != 0;
  o.no_gate = got.count("no-gate") != 0;
  o.resume = got.count("resume") != 0;
  o.button = got.count("button") != 0;
  o.save = got.count("save") != 0;
  o.label = text("template");
  o.preview = got.count("preview") != 0;
  if (got.count("role") != 0) o.roles = got["role"].as<std::vector<std::string>>();
  if (const auto spare = text("spare")) o.spare = test_point(*spare);
  if (got.count("at") != 0)
    for (const auto& item : got["at"].as<std::vector<std::string>>()) {
      const auto equals = item.find('=');
      if (equals == 0 || equals == std::string::npos || equals + 1 == item.size())
        usage("`--at " + item + "` is not END=SOCKET", "write for example --at amp=amp-4.4");
      if (!o.at.emplace(item.substr(0, equals), item.substr(equals + 1)).second)
        usage("end `" + item.substr(0, equals) + "` is placed twice", "give each end one socket");
    }
  o.loop = got.count("loop") != 0;
  o.details = got.count("details") != 0;
  o.dry_run = got.count("dry-run") != 0;
  o.json = got.count("json") != 0;
  o.ascii = got.count("ascii") != 0;
  o.help = got.count("help") != 0;
  o.version = got.count("version") != 0;
  return o;
}

}  // namespace

Options parse_options(const std::vector<std::string>& arguments) {
  std::vector<std::string> rest = arguments;
  const CommandSpec* spec = nullptr;
  if (!rest.empty() && !rest[0].starts_with('-')) {
    std::size_t taken = 0;
    spec = find_command(rest, taken);
    const bool asks_help = std::ranges::any_of(rest, [](const auto& w) { return w == "--help" || w == "-h"; });
    if (spec == nullptr && !(asks_help && rest.size() == 2)) unknown_command(rest);
    rest.erase(rest.begin(), rest.begin() + static_cast<long>(spec != nullptr ? taken : 1));
  }

  const po::options_description known = describe(spec);
  po::options_description with_words;
  with_words.add(known).add_options()("words", po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  positions.add("words", -1);
  po::variables_map got;
  try {
    using namespace po::command_line_style;
    const int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(rest).options(with_words).positional(positions).style(style).run(),
              got);
  } catch (const po::unknown_option& e) {
    std::string name = e.get_option_name();
    name.erase(0, name.find_first_not_of('-'));
    usage("there is no option `" + e.get_option_name() + "`" +
              (spec != nullptr ? " for `buzzout " + std::string(spec->name) + "`" : ""),
          did_you_mean(name, option_names(known), "--",
                       "see `buzzout " + (spec != nullptr ? std::string(spec->name) + " " : "") + "--help`"));
  } catch (const po::error_with_option_name& e) {
    const std::string option = e.get_option_name();
    const auto known_one = std::ranges::find_if(known.options(), [&](const auto& o) { return "--" + o->long_name() == option; });
    if (known_one == known.options().end() || (*known_one)->format_parameter().empty()) usage(e.what(), "see --help");
    const std::string value = (*known_one)->format_parameter();
    usage("`" + option + "` needs its " + value, "write `" + option + " " + value + "`: " + (*known_one)->description());
  } catch (const po::error& e) {
    usage(e.what(), "see --help");
  }
  std::vector<std::string> words;
  if (got.count("words") != 0) words = got["words"].as<std::vector<std::string>>();
  Options o = collect(spec, got, std::move(words));
  if (spec == nullptr) {
    if (!o.help && !o.version) {
      if (!o.words.empty()) unknown_command(o.words);
      usage("no command given", "see `buzzout --help`");
    }
    return o;
  }
  o.arguments = arguments;
  if (o.help) return o;
  if (o.serial && o.loop)
    usage("`--serial` is the number of one cable, and `--loop` tests many", "leave one of them out");
  if (o.svg && o.loop) usage("`--svg` draws one cable, and `--loop` tests many", "leave one of them out");
  if (o.svg == "-" && o.json)
    usage("`--svg -` and `--json` both write to the standard output", "give the picture a file: --svg cable.svg");
  const std::string name = "buzzout " + std::string(spec->name);
  if (o.words.size() < spec->least_words)
    usage("`" + name + "` needs " + std::string(spec->words), "see `" + name + " --help`");
  if (o.words.size() > spec->most_words)
    usage("`" + o.words[spec->most_words] + "` is one word too many for `" + name + "`",
          "see `" + name + " --help`");
  return o;
}

std::string help_text(const CommandSpec* spec) {
  std::string out;
  if (spec != nullptr) {
    out += "buzzout " + std::string(spec->name);
    if (!spec->words.empty()) out += " " + std::string(spec->words);
    out += " [OPTION]...\n\n" + std::string(spec->summary) + "\n";
    if (!spec->help.empty()) out += "\n" + std::string(spec->help) + "\n";
  } else {
    out += "buzzout COMMAND [OPTION]...\n\nTests cables: plug one in, and it says PASS, or what is wrong and "
           "which joint to redo.\n\n  buzzout test 4.4-ts -p sim:good      try it without a jig\n"
           "  buzzout test 4.4-ts                  with the jig that is connected\n\n";
    std::size_t width = 0;
    for (const auto& s : command_specs()) width = std::max(width, s.name.size() + 1 + s.words.size());
    for (const auto& s : command_specs()) {
      std::string left = std::string(s.name) + (s.words.empty() ? "" : " ") + std::string(s.words);
      left.resize(width + 2, ' ');
      out += "  " + left + std::string(s.summary) + "\n";
    }
    out += "\nEvery command takes --help, which teaches, and --json.\n";
  }
  out += "\nOptions\n";
  const po::options_description known = describe(spec);
  std::size_t width = 0;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& o : known.options()) {
    std::string left = o->long_name();
    left = (left == "help" ? "-h, --" : left == "port" ? "-p, --" : left == "fixture" ? "-f, --" : "    --") + left;
    if (const auto parameter = o->format_parameter(); !parameter.empty()) left += " " + parameter;
    width = std::max(width, left.size());
    rows.emplace_back(left, o->description());
  }
  for (auto& [left, right] : rows) {
    left.resize(width + 2, ' ');
    out += "  " + left + right + "\n";
  }
  return out;
}

}  // namespace buzzout
