#include <doctest/doctest.h>

#include <regex>

#include "rules/sources.hpp"

namespace buzzout::rules {
namespace {

// Spelt in pieces, so that this file passes its own rule.
const std::vector<std::pair<std::string, std::string>> kForbidden{
    {"\\b(TO" "DO|FIX" "ME|XX" "X)\\b", "do it, or write an issue"},
    {"\\bA" "I\\b", "nobody is interested in how a line was written"},
    {"\\b(issue|ses" "sion) #?[0-9]", "say what it is about instead"},
    {"/(ro" "ot|wo" "rk|ho" "me)/[a-z.]", "no path of one machine"},
    {"IPC/WHMA-A-620 com" "pliant", "its numbers were not verifiable"},
};

TEST_CASE("code, documents and scripts are free of words that do not belong there") {
  const auto lines = lines_of({"CMakeLists.txt", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "demo",
                               "check", ".ci", "cmake", "docs", "firmware", "fixtures", "host",
                               "profiles", "tests"});
  REQUIRE(lines.size() > 10000);
  for (const auto& [pattern, instead] : kForbidden) {
    const std::regex word(pattern);
    for (const auto& line : lines)
      if (std::regex_search(line.text, word))
        FAIL_CHECK(line.place(), ": ", line.text, "\n", instead);
  }
}

// What was called so once, and by what name it goes now.
const std::vector<std::pair<std::string, std::string>> kOldNames{
    {"Batch" "Run", "LotRun"},
    {"Batch" "Events", "Announcer"},
    {"Batch" "State", "RunSnapshot"},
    {"Batch" "View", "RunObserver"},
    {"Batch" "Rules", "RunRules"},
    {"Station" "Log", "LotLog"},
    {"Cable" "Test", "CableTester"},
    {"Label" "Printer", "LabelQueue"},
    {"Bench" "Operator", "PromptedSelfTest"},
    {"Ke" "pt", "StoredRecord"},
    {"Pro" "ofs", "FixtureEvidence"},
    {"Doc" "tor", "Diagnoser"},
    {"tell_" "join", "explain_join"},
    {"Cable" "Spec", "CableEdits"},
    {"parse_cable_" "spec", "parse_cable_edits"},
    {"warn_of_passed_" "over", "warn_of_skipped_files"},
    {"printed_" "safely", "printable"},
    {"display_" "width", "columns"},
    {"kLoop" "Back", "GateKind::loop_back"},
    {"kRed" "Rabbit", "GateKind::red_rabbit"},
    {"Trace" "Screen", "PromptedTrace"},
    {"Ques" "tions", "Prompts"},
    {"Confirm" "Request", "ConfirmationRequest"},
    {"describe_" "exchanges", "exchanged_contacts"},
};

TEST_CASE("no old name comes back") {
  const auto lines = lines_of({"host", "tests"});
  for (const auto& [old, now] : kOldNames) {
    const std::regex word("\\b" + old + "\\b");
    for (const auto& line : lines) {
      const bool is_code = line.file.ends_with(".cpp") || line.file.ends_with(".hpp");
      static const std::regex text_or_comment(R"x("([^"\\]|\\.)*"|//.*)x");
      if (is_code && line.text.find(old) != std::string::npos &&
          std::regex_search(std::regex_replace(line.text, text_or_comment, ""), word))
        FAIL_CHECK(line.place(), ": ", line.text, "\n", "it is called ", now, " now");
    }
  }
}

}  // namespace
}  // namespace buzzout::rules
