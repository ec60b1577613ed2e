// Lines as the words of a command line: taken, or refused with a remedy. The commands are made for this: with every
// kind of option, and what commands share.
#include <algorithm>
#include <cstdint>
#include <typeinfo>

#include "text/utf8.hpp"
#include "cli/commands/jig_options.hpp"
#include "cli/options.hpp"
#include "fuzz/property.hpp"

using namespace buzzout;

namespace {

using Text = std::optional<std::string>;

// What must hold of a command's options when they come out of the parser.
struct Checked {
  virtual ~Checked() = default;
  virtual void hold() const = 0;
};

void hold_jig(const JigOptions& o) {
  MUST(o.port != "");
  MUST(o.fixture != "");
}

void hold_places(const std::map<std::string, std::string>& at) {
  for (const auto& [end, socket] : at) MUST(!end.empty() && !socket.empty());
}

void hold_kept(const Text& text) { MUST(!text || (!text->empty() && is_utf8(*text))); }

struct TestOptions : KnownCableOptions, Checked {
  Text serial, svg;
  bool loop = false, details = false, save = false;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    serial_option(list, serial);
    list.flag("loop", "one after the other", loop);
    list.check([this] {
      if (serial && loop) usage_error("`--serial` and `--loop`", "leave one of them out");
    });
    details_option(list, details);
    svg_option(list, svg, json);
    save_option(list, save);
  }

  void hold() const override {
    hold_jig(*this);
    hold_places(at);
    MUST(svg != "");
    if (serial) MUST(fuzz::is_printable(*serial) && serial->find_first_of(" \n") == std::string::npos);
    if (help) return;
    MUST(!(serial && loop));
    MUST(!(svg == "-" && json));
  }
};

struct LotOptions : KnownCableOptions, Checked {
  Text lot, person, station, serials, events, label;
  std::optional<unsigned> count, stop_after;
  bool resume = false;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    lot_option(list, lot);
    list.kept_text("serials", "PATTERN", "serial numbers are made", serials);
    list.number("count", "N", "so many", 1, count);
    list.number("stop-after", "N", "so many in a row; 0: never", 0, stop_after);
    operator_option(list, person);
    station_option(list, station);
    template_option(list, label);
    list.text("events", "WHERE", "what happens", events);
    list.flag("resume", "go on", resume);
  }

  void hold() const override {
    hold_jig(*this);
    hold_places(at);
    for (const auto* text : {&lot, &person, &station, &serials}) hold_kept(*text);
    for (const auto* text : {&events, &label}) MUST(*text != "");
    MUST(!count || (*count >= 1 && *count <= 1'000'000));
    MUST(!stop_after || *stop_after <= 1'000'000);
  }
};

struct LearnOptions : KnownCableOptions, Checked {
  Text use, out, cable;
  std::vector<std::string> roles;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    list.values("role", "NET=CONTACT[,...]", "what a net carries", [this](const std::string& role) { roles.push_back(role); });
    use_option(list, use);
    profile_file_option(list, out);
    list.kept_text("cable", "TEXT", "which one", cable);
  }

  void hold() const override {
    hold_jig(*this);
    hold_places(at);
    MUST(use != "");
    MUST(out != "");
    hold_kept(cable);
    MUST(roles.size() <= arguments.size());
  }
};

struct TraceOptions : JigOptions, Checked {
  std::optional<unsigned> spare;

  void declare(OptionList& list) override {
    JigOptions::declare(list);
    list.value("spare", "N", "from this test point", [this](const std::string& word) {
      spare = whole_number(word);
      if (!spare) usage_error("`--spare " + word + "` is no test point", "points count from 1: --spare 3");
    });
  }

  void hold() const override { hold_jig(*this); }
};

struct ScanOptions : JigOptions, Checked {
  void hold() const override { hold_jig(*this); }
};

struct CheckOptions : Common, Checked {
  void hold() const override {}
};

template <class Options>
int never(const Options&, Environment&) {
  return 0;
}

template <class Options>
constexpr Command command(std::string_view name, std::string_view words, std::size_t least, std::size_t most) {
  return {name, words, least, most, "what it does", "how", action<Options, never<Options>>()};
}

constexpr Command kTest = command<TestOptions>("test", "PROFILE", 1, 1);
constexpr Command kBatch = command<LotOptions>("batch", "PROFILE", 1, 1);
constexpr Command kLearn = command<LearnOptions>("learn", "[NAME]", 0, 1);
constexpr Command kScan = command<ScanOptions>("scan", "[SOCKET]...", 0, kMaxWords);
constexpr Command kTrace = command<TraceOptions>("fixtures trace", "", 0, 0);
constexpr Command kSelfTest = command<ScanOptions>("fixtures self-test", "", 0, 0);
constexpr Command kFixturesCheck = command<CheckOptions>("fixtures check", "FILE...", 1, kMaxWords);
constexpr Command kProfilesCheck = command<CheckOptions>("profiles check", "FILE...", 1, kMaxWords);
constexpr Command kConfig = command<CheckOptions>("config show", "", 0, 0);
constexpr const Command* kAll[] = {&kTest,     &kBatch,         &kLearn,         &kScan,  &kTrace,
                                   &kSelfTest, &kFixturesCheck, &kProfilesCheck, &kConfig};

void check(const CommandLine& line) {
  const Common& o = *line.options;
  MUST(o.library != "");
  if (line.command == nullptr) {
    MUST(!help_text(kAll).empty());
    MUST(o.help || o.version);
    return;
  }
  MUST(!help_text(*line.command).empty());
  MUST(std::ranges::count(kAll, line.command) == 1);
  if (!o.help) MUST(o.words.size() >= line.command->least_words && o.words.size() <= line.command->most_words);
  const auto unset = line.command->action.options();
  const Common& mine = *unset;
  MUST(typeid(mine) == typeid(o));
  dynamic_cast<const Checked&>(o).hold();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> words;
  if (size > 0) words.emplace_back();
  for (std::size_t i = 0; i < size; ++i)
    if (data[i] == '\n')
      words.emplace_back();
    else if (data[i] != 0)  // no word can hold it
      words.back() += static_cast<char>(data[i]);
  try {
    check(parse_command_line(words, kAll));
  } catch (const Error& e) {
    MUST((e.code == "usage" || e.code == "bad-serial") && !e.message.empty() && !e.remedy.empty());
  }
  return 0;
}
