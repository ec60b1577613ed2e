#include "cli/views/record_line.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& j, const char* key) {
  if (!j.is_object()) return "";
  const auto it = j.find(key);
  return it != j.end() && it->is_string() ? it->get<std::string>() : "";
}

void also(std::string& list, const std::string& word) {
  if (!word.empty()) list += (list.empty() ? "" : ", ") + word;
}

// The codes of its diagnoses, each once.
std::string findings(const Json& document) {
  std::vector<std::string> seen;
  const auto all = document.find("diagnoses");
  if (all != document.end() && all->is_array())
    for (const auto& d : *all)
      if (const std::string code = text(d, "code"); !code.empty() && std::ranges::find(seen, code) == seen.end())
        seen.push_back(code);
  std::string out;
  for (const auto& code : seen) also(out, code);
  return out;
}

Ink ink_of(const std::string& outcome) {
  return outcome == "PASS" ? Ink::good : outcome == "FAIL" ? Ink::bad : outcome.empty() ? Ink::plain : Ink::warn;
}

void describe_test(const Json& d, RecordRow& row) {
  row.result = text(d, "outcome");
  row.ink = ink_of(row.result);
  std::ranges::replace(row.result, '_', ' ');
  const auto simulated = d.find("simulated");
  if (simulated != d.end() && *simulated == true) row.result += " sim";
  also(row.note, text(d, "purpose") == "production" ? "" : text(d, "purpose"));
  also(row.note, findings(d));
  if (const auto error = d.find("error"); error != d.end()) also(row.note, text(*error, "code"));
}

constexpr int kLeastNote = 26, kLeastProfile = 12;  // columns

Line trimmed(Line line) {
  while (!line.empty() && line.back().text.find_first_not_of(' ') == std::string::npos) line.pop_back();
  if (!line.empty()) line.back().text.erase(line.back().text.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

RecordRow row_of(const Json& d) {
  RecordRow row;
  row.when = text(d, "started").substr(0, 16);
  std::ranges::replace(row.when, 'T', ' ');
  row.serial = text(d, "serial");
  row.lot = text(d, "lot");
  if (const auto profile = d.find("profile"); profile != d.end()) row.profile = text(*profile, "name");
  const std::string format = text(d, "format");
  if (format.starts_with("buzzout.test/")) {
    describe_test(d, row);
  } else {
    const std::string kind = format.substr(0, format.find('/'));
    row.result = kind.substr(kind.find('.') + 1);
    if (row.result == "print") row.result = "label";
    also(row.note, text(d, "status"));
    also(row.note, text(d, "reason"));
    also(row.note, text(d, "gate"));
    also(row.note, text(d, "did"));
    also(row.note, text(d, "why"));
    also(row.note, text(d, "fault"));
    also(row.note, text(d, "outcome"));
    if (text(d, "outcome") == "FAIL") row.ink = Ink::bad;
  }
  return row;
}

std::vector<Line> table_of(const std::vector<RecordRow>& rows, const Theme& theme) {
  struct Column {
    const char* head;
    std::string RecordRow::*text;
    int most;
    int width = 0;
  };
  std::vector<Column> table = {{"when", &RecordRow::when, 16},     {"lot", &RecordRow::lot, 12},
                               {"serial", &RecordRow::serial, 18}, {"result", &RecordRow::result, 12},
                               {"profile", &RecordRow::profile, 28}, {"", &RecordRow::note, theme.width}};
  int left = theme.width - 1;
  for (auto& c : table) {
    for (const auto& row : rows) c.width = std::max(c.width, columns(printable(row.*c.text)));
    if (c.width != 0) c.width = std::min(std::max(c.width, columns(c.head)), c.most);
    if (c.width != 0 && c.text != &RecordRow::note) left -= c.width + 2;
  }
  // What was found is worth more than the whole of a profile's name.
  Column &profile = table[4], &note = table[5];
  const int lacking = std::min(note.width, kLeastNote) + 2 - left;
  if (note.width != 0 && lacking > 0 && profile.width != 0) {
    const int given = std::min(lacking, std::max(0, profile.width - kLeastProfile));
    profile.width -= given;
    left += given;
  }
  note.width = std::min(note.width, std::max(1, left - 2));
  std::vector<Line> out;
  Line head;
  for (const auto& c : table) {
    if (c.width == 0) continue;
    std::string cell = c.head;
    cell.resize(static_cast<std::size_t>(std::max(c.width, columns(c.head))), ' ');
    head.push_back({"  " + cell, Ink::dim});
  }
  out.push_back(trimmed(std::move(head)));
  for (const auto& row : rows) {
    Line line;
    for (const auto& c : table) {
      if (c.width == 0) continue;
      std::string cell = fit(printable(row.*c.text), c.width, theme.unicode);
      cell.append(static_cast<std::size_t>(std::max(0, c.width - columns(cell))), ' ');
      line.push_back({"  " + cell, c.text == &RecordRow::result ? row.ink : Ink::plain});
    }
    out.push_back(trimmed(std::move(line)));
  }
  return out;
}

}  // namespace buzzout
