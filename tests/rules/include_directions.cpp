#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "rules/sources.hpp"

// The arrows of docs/architecture.md, and one owner for each third-party library. CMake's link graph
// says the same of libraries; this says it of headers, which a static library cannot.
namespace buzzout::rules {
namespace {

using Names = std::set<std::string>;

// Who may include whom, by docs/architecture.md. A folder may always include itself.
std::map<std::string, Names> arrows_of_the_table() {
  static const std::regex row(R"(^\| `([a-z/]+)` \|[^|]*\|([^|]*)\|$)"), name(R"([a-z/]+)");
  std::map<std::string, Names> out;
  for (const auto& line : lines_of({"docs/architecture.md"})) {
    std::smatch m;
    if (!std::regex_match(line.text, m, row)) continue;
    const std::string others = m[2];
    out[m[1]] = Names(std::sregex_token_iterator(others.begin(), others.end(), name), std::sregex_token_iterator());
  }
  REQUIRE(out.size() > 20);
  return out;
}
const std::map<std::string, Names>& arrows() {
  static const std::map<std::string, Names> all = arrows_of_the_table();
  return all;
}

// Third-party headers and the folders that own them. Tests are not bound by this, but by the last rule.
const std::map<std::string, Names> kOwners{
    {"yaml-cpp", {"host/catalog"}},
    {"nettle", {"host/digest"}},
    {"soci", {"host/store"}},
    {"pugixml.hpp", {"host/report"}},
    {"zint.h", {"host/label"}},
    {"cairo", {"host/paper"}},
    {"pango", {"host/paper"}},
    {"libserialport.h", {"host/jig"}},
    {"boost", {"host/cli"}},
    {"utf8proc.h", {"host/text"}},
    {"fmt", {"host/report", "host/drawing", "host/cli"}},
    {"nlohmann", {"host/report", "host/store", "host/records", "host/bench", "host/production", "host/cli"}},
    {"avr", {"firmware/src/boards", "firmware/src/protocol"}},
    {"sys", {"host/jig", "host/store", "host/cli", "host/transport", "host/events"}},
    {"netinet", {"host/transport"}},
    {"linux", {"host/transport"}},
};
const Names kPosix{"fcntl.h", "grp.h",   "netdb.h",   "poll.h",  "pthread.h", "pwd.h",
                   "signal.h", "spawn.h", "termios.h", "unistd.h"};
const Names kPosixOwners{"host/catalog", "host/jig", "host/label", "host/store", "host/cli", "host/transport", "host/events"};
const Names kNoIo{"chrono",  "cstdio",   "ctime",  "filesystem", "fstream",
                  "iomanip", "iostream", "random", "thread"};

struct Include {
  Line line;
  std::string what;  // between the brackets or quotes
  bool quoted = false;
};

std::vector<Include> includes_of(const std::vector<std::string>& roots) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> out;
  for (const auto& line : lines_of(roots)) {
    std::smatch m;
    if (std::regex_search(line.text, m, pattern)) out.push_back({line, m[2], m[1] == "\""});
  }
  REQUIRE(out.size() > 100);
  return out;
}

// The part that a file is of: "core", "firmware/core".
std::string part_of(const std::string& file) {
  static const std::regex host(R"(host/([^/]+)/.*)"), firmware(R"(firmware/src/([^/]+)/.*)");
  std::smatch m;
  if (file == "host/main.cpp") return "main";
  if (std::regex_match(file, m, host)) return m[1];
  if (std::regex_match(file, m, firmware)) return "firmware/" + m[1].str();
  return "";
}

// Both ends have a folder `core`; the host's headers are .hpp, the firmware's .h.
std::string included_part(const std::string& what) {
  const std::string folder = what.substr(0, what.find('/'));
  return (what.ends_with(".hpp") ? "" : "firmware/") + folder;
}

std::string first_word(const std::string& what) { return what.substr(0, what.find('/')); }

bool owned_by(const std::string& file, const Names& folders) {
  for (const auto& folder : folders)
    if (is_in(file, folder)) return true;
  return false;
}

TEST_CASE("every part includes only what stands below it in the tree") {
  for (const auto& i : includes_of({"host", "firmware/src"})) {
    if (!i.quoted) continue;
    const std::string from = part_of(i.line.file);
    if (from.empty()) continue;  // firmware/src/buzzout.h, what a sketch includes
    const std::string to = included_part(i.what);
    INFO(i.line.place(), ": ", i.what);
    REQUIRE_MESSAGE(arrows().contains(from), "a new folder: give it its row in docs/architecture.md");
    CHECK((from == to || arrows().at(from).contains(to)));
  }
}

TEST_CASE("the table has no circle, and no row that includes nothing of what it may") {
  std::map<std::string, Names> open = arrows();
  while (!open.empty()) {
    const auto free = std::ranges::find_if(open, [&](const auto& row) {
      return std::ranges::none_of(row.second, [&](const std::string& to) { return open.contains(to); });
    });
    REQUIRE_MESSAGE(free != open.end(), "a circle through ", open.begin()->first);
    open.erase(free);
  }
  std::map<std::string, Names> used;
  for (const auto& i : includes_of({"host", "firmware/src"}))
    if (i.quoted) used[part_of(i.line.file)].insert(included_part(i.what));
  for (const auto& [from, may] : arrows())
    for (const auto& to : may) CHECK_MESSAGE(used[from].contains(to), from, " never includes ", to, ": take it out of the table");
}

TEST_CASE("CMakeLists.txt links what the table lets a folder include, and nothing else") {
  static const std::regex library(R"(^buzzout_library\(([a-z]+)(?: LINKS([a-z ]+))?\).*)"), name("[a-z]+");
  std::map<std::string, Names> links;
  for (const auto& line : lines_of({"CMakeLists.txt"})) {
    std::smatch m;
    if (!std::regex_match(line.text, m, library)) continue;
    const std::string others = m[2];
    links[m[1]] = Names(std::sregex_token_iterator(others.begin(), others.end(), name), std::sregex_token_iterator());
  }
  REQUIRE(links.size() > 15);
  const auto reaches = [&](const std::string& from, const std::string& to, const auto& self) -> bool {
    return links[from].contains(to) ||
           std::ranges::any_of(links[from], [&](const std::string& next) { return self(next, to, self); });
  };
  for (const auto& [from, to_all] : links) {
    for (const auto& to : to_all) CHECK_MESSAGE(arrows().at(from).contains(to), from, " links ", to);
    for (const auto& to : arrows().at(from))
      if (!to.starts_with("firmware/")) CHECK_MESSAGE(reaches(from, to, reaches), from, " includes ", to, " and does not link it");
  }
}

TEST_CASE("no use case knows a terminal, options or another face") {
  for (const auto& i : includes_of({"host"}))
    for (const char* folder : {"host/bench", "host/production", "host/records", "host/station"})
      if (is_in(i.line.file, folder)) {
        INFO(i.line.place(), ": ", i.what);
        CHECK_FALSE((i.what.starts_with("cli/") || i.what.starts_with("http/") || i.what.starts_with("boost")));
        CHECK_FALSE((i.what == "iostream" || i.what == "termios.h" || i.what == "unistd.h"));
      }
}

TEST_CASE("below the faces no string names a command or an option: an action says what to do") {
  static const std::regex literal(R"x("(?:[^"\\]|\\.)*")x");
  static const std::regex typed(
      R"x(\bbuzzout (?:batch|build|fixtures|identify|jigs|label|labels|learn|profiles|records|report|scan|test|watch)\b|(?:^|[^-\w])--[a-z]|[\s`(]-[fp][\s`)"]|"-[fp] )x");
  static const std::regex pieced(R"x("buzzout " \+)x");  // a command put together
  std::size_t literals = 0;
  for (const auto& line : lines_of({"host"})) {
    if (is_in(line.file, "host/cli") || std::regex_search(line.text, std::regex("^ *//"))) continue;
    if (std::regex_search(line.text, pieced)) FAIL_CHECK(line.place(), ": ", line.text);
    for (auto it = std::sregex_iterator(line.text.begin(), line.text.end(), literal); it != std::sregex_iterator(); ++it) {
      ++literals;
      const std::string text = it->str();
      if (std::regex_search(text, typed))
        FAIL_CHECK(line.place(), ": ", text, "\n", "leave it to the faces: give the error, the diagnosis or the advice an Action");
    }
  }
  REQUIRE(literals > 1000);
}

TEST_CASE("beside its three folders the terminal's face has what parses and dispatches, and nothing else") {
  static const std::regex beside(R"(host/cli/([^/]+)\.[ch]pp)");
  const Names allowed{"options", "option_list", "run"};
  Names seen;
  for (const auto& line : lines_of({"host"})) {
    std::smatch m;
    if (std::regex_match(line.file, m, beside)) seen.insert(m[1]);
  }
  CHECK(seen == allowed);
}

TEST_CASE("of the boards the core knows their pins and nothing else") {
  for (const auto& i : includes_of({"host", "firmware/src"}))
    if (i.quoted && is_in(i.line.file, "host") && i.what.starts_with("boards/")) {
      INFO(i.line.place());
      if (i.what == "boards/pin_ref.h") continue;
      CHECK(i.line.file == "host/core/board.cpp");
      CHECK(i.what.ends_with("/pin_map.h"));
    }
}

TEST_CASE("the core has no files, no clock, no terminal and no chance") {
  for (const auto& i : includes_of({"host", "firmware/src"}))
    if (!i.quoted && is_in(i.line.file, "host/core")) {
      INFO(i.line.place(), ": ", i.what);
      if (i.what == "chrono" && i.line.file == "host/core/moment.cpp") continue;  // its calendar; no clock
      CHECK(!kNoIo.contains(i.what));
      CHECK(i.what.find_first_of("./") == std::string::npos);
    }
}

TEST_CASE("every third-party header is included only by its owner") {
  for (const auto& i : includes_of({"host", "firmware/src"})) {
    if (i.quoted || i.what.find_first_of("./") == std::string::npos || i.what == "stdint.h") continue;
    INFO(i.line.place(), ": ", i.what);
    if (kPosix.contains(i.what)) {
      CHECK(owned_by(i.line.file, kPosixOwners));
      continue;
    }
    const std::string library = first_word(i.what);
    REQUIRE_MESSAGE(kOwners.contains(library), "a new library: name its owner here");
    CHECK(owned_by(i.line.file, kOwners.at(library)));
  }
}

TEST_CASE("simavr, which is GPL, is included by tests/avr only") {
  int seen = 0;
  for (const auto& i : includes_of({"host", "firmware", "tests"}))
    if (i.what.find("simavr") != std::string::npos || i.what.starts_with("avr_ioport") ||
        i.what.starts_with("sim_")) {
      INFO(i.line.place());
      CHECK(is_in(i.line.file, "tests/avr"));
      ++seen;
    }
  CHECK(seen > 0);
}

}  // namespace
}  // namespace buzzout::rules
