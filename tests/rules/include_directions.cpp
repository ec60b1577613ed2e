#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>

#include "rules/sources.hpp"

// The arrows of docs/architecture.md, and one owner for each third-party library. CMake's link graph
// says the same of libraries; this says it of headers, which a static library cannot.
namespace buzzout::rules {
namespace {

using Names = std::set<std::string>;

// Who may include whom. A part may always include itself; host/main.cpp is the part `main`.
const std::map<std::string, Names> kArrows{
    {"firmware/protocol", {}},
    {"firmware/core", {"firmware/protocol"}},
    {"firmware/boards", {"firmware/protocol", "firmware/core"}},
    {"core", {"firmware/boards"}},  // the pin maps only: see below
    {"digest", {}},
    {"catalog", {"core", "digest"}},
    {"jig", {"core", "firmware/protocol"}},
    {"simulation", {"core", "jig", "firmware/protocol", "firmware/core"}},
    {"store", {"core", "digest"}},
    {"live", {"core"}},
    {"naming", {"core"}},
    {"proving", {"core"}},
    {"transport", {"core"}},
    {"events", {"core", "transport"}},
    {"paper", {"core"}},
    {"station", {"core", "live"}},
    {"report", {"core", "digest", "proving", "naming", "live", "station", "drawing", "paper"}},
    {"records", {"core", "digest", "catalog", "store", "drawing", "report"}},
    {"label", {"core", "catalog", "store", "paper", "transport", "report"}},
    {"bench", {"core", "catalog", "jig", "simulation", "store", "live", "naming", "station", "report", "records",
               "firmware/protocol"}},
    {"production", {"core", "digest", "jig", "simulation", "store", "live", "station", "drawing", "report", "records", "events",
                    "label", "bench"}},
    {"cli", {"core", "catalog", "jig", "simulation", "store", "live", "naming", "bench", "proving", "report",
             "records", "drawing", "digest", "transport", "events", "paper", "label", "station", "production",
             "firmware/protocol"}},
    {"drawing", {"core"}},
    {"main", {"cli"}},
};

// Third-party headers and the folders that own them. Tests are not bound by this, but by the last rule.
const std::map<std::string, Names> kOwners{
    {"yaml-cpp", {"host/catalog"}},
    {"nettle", {"host/digest"}},
    {"soci", {"host/store"}},
    {"pugixml.hpp", {"host/report"}},
    {"zint.h", {"host/label"}},
    {"cairo", {"host/paper"}},
    {"pango", {"host/paper"}},
    {"glib.h", {"host/paper"}},
    {"libserialport.h", {"host/jig"}},
    {"boost", {"host/cli"}},
    {"utf8proc.h", {"host/drawing"}},
    {"fmt", {"host/report", "host/drawing", "host/cli"}},
    {"nlohmann", {"host/report", "host/store", "host/records", "host/production", "host/cli"}},
    {"avr", {"firmware/src/boards", "firmware/src/protocol"}},
    {"sys", {"host/jig", "host/store", "host/cli", "host/transport", "host/events"}},
    {"netinet", {"host/transport"}},
    {"linux", {"host/transport"}},
};
const Names kPosix{"fcntl.h", "grp.h",   "netdb.h",   "poll.h",  "pthread.h", "pwd.h",
                   "signal.h", "spawn.h", "termios.h", "unistd.h"};
const Names kPosixOwners{"host/jig", "host/store", "host/cli", "host/transport", "host/events"};
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
    REQUIRE_MESSAGE(kArrows.contains(from), "a new part: give it its arrows here");
    CHECK((from == to || kArrows.at(from).contains(to)));
  }
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
