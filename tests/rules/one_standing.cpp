#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>

#include "rules/sources.hpp"

// Whether a cable is good now is asked in many places and answered in one. Who looks at outcomes of records that were
// kept is listed here, with what for; whoever is not, asks standing_of().
namespace buzzout::rules {
namespace {

const std::map<std::string, std::string> kReaders{
    {"host/production/lot_run.cpp", "the outcome of the measurement that was just made"},
    {"host/production/announcer.cpp", "the same, with what the cable counts as"},
    {"host/cli/views/batch_frame.cpp", "the same, on the screen"},
    {"host/cli/views/batch_lines.cpp", "the same, in a pipe"},
    {"host/production/run_snapshot.hpp", "the same, and whether it is held back"},
    {"host/bench/cable_tester.cpp", "the same: the lamp of one test"},
    {"host/bench/measure.cpp", "what a test proves of its fixture"},
    {"host/cli/run.cpp", "the exit status of one test"},
    {"host/cli/commands/test_command.cpp", "counts the tests of a pile"},
    {"host/cli/views/render.cpp", "the word of one test"},
    {"host/bench/confirmation.cpp", "the measurement that was just made"},
    {"host/bench/golden_lesson.cpp", "the measurement that was just made"},
    {"host/bench/lesson.cpp", "the measurement that was just made"},
    {"host/cli/views/lesson_lines.cpp", "the same, in words"},
    {"host/bench/live_watch.cpp", "the measurement that was just made"},
    {"host/cli/views/record_line.cpp", "the colour of one test in a list"},
    {"host/cli/commands/records_query.cpp", "words that a person may type"},
    {"host/records/repair_note.cpp", "names the newest FAIL in the note"},
    {"host/cli/commands/report_command.cpp", "the colour of a line"},
    {"host/production/lot_log.cpp", "gates of a shift"},
    {"host/core/standing.cpp", "what a test says of its cable"},
    {"host/label/passed.cpp", "no label says PASS of another test"},
    {"host/report/certificate.cpp", "the words of one test"},
    {"host/report/junit.cpp", "one test"},
    {"host/cli/views/not_tested_lines.cpp", "how much is said below a FAIL"},
    {"host/report/lot_resistances.cpp", "counts tests near a limit, not cables"},
    {"host/report/lot_summary.cpp", "counts tests, not cables"},
    {"host/report/outcome_words.cpp", "words"},
    {"host/report/record_reader.cpp", "words of a document"},
    {"host/report/net_result.cpp", "one test"},
    {"host/report/cable_figure.cpp", "one test"},
    {"host/report/station_json.cpp", "gates of a shift"},
    {"host/station/gates.cpp", "golden cables and red rabbits"},
    {"host/station/lot.hpp", "what another lot has of a serial number, for a sentence"},
    {"host/station/tally.cpp", "counts failures in a row, not cables"},
};

// Folders whose code sees records that were kept.
bool sees_records(const std::string& file) {
  for (const char* folder : {"host/bench", "host/cli", "host/http", "host/label", "host/production", "host/records", "host/report", "host/station",
                             "host/store", "host/events"})
    if (is_in(file, folder)) return true;
  return file == "host/core/standing.cpp";
}

TEST_CASE("who looks at outcomes of kept records is known by name; whether a cable is good is answered in one place") {
  static const std::regex outcome(R"x(Outcome::(pass|fail)\b|"(PASS|FAIL)")x");
  std::set<std::string> seen;
  for (const auto& line : lines_of({"host"})) {
    if (!sees_records(line.file) || line.text.find("//") < line.text.find("PASS")) continue;
    if (!std::regex_search(line.text, outcome)) continue;
    seen.insert(line.file);
    CHECK_MESSAGE(kReaders.contains(line.file), line.place(), ": ask standing_of(), or say here what for");
  }
  for (const auto& [file, why] : kReaders) CHECK_MESSAGE(seen.contains(file), file, " is listed, and looks at none");
}

TEST_CASE("only one function says at what a serial number stands") {
  static const std::regex writes(R"(\bstate\s*=[^=].*|Standing::State::\w+\s*;)");
  for (const auto& line : lines_of({"host"}))
    if (line.text.find("Standing::State::") != std::string::npos && std::regex_search(line.text, writes) &&
        line.text.find("return") == std::string::npos && line.text.find("==") == std::string::npos)
      CHECK_MESSAGE(line.file == "host/core/standing.cpp", line.place(), ": ", line.text);
}

}  // namespace
}  // namespace buzzout::rules
