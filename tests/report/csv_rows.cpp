#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "report/csv.hpp"
#include "report/outside.hpp"
#include "report/sample.hpp"
#include "text/shown_text.hpp"

using namespace buzzout;

namespace {

// The rows as Python's csv module reads them: objects by the header's names.
nlohmann::json read_by_python(const std::string& csv, const std::string& name) {
  const auto file = put(fresh_folder(name) / "lot.csv", csv);
  const Answer answer = ask(
      "/usr/bin/python3 -c 'import csv,json,sys; csv.field_size_limit(10**7); "
      "print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding=\"utf-8\", newline=\"\"), strict=True))))' '" +
      file.string() + "'");
  REQUIRE_MESSAGE(answer.status == 0, answer.out);
  return nlohmann::json::parse(answer.out);
}

std::string rows_of(const std::vector<TestRecord>& records) {
  std::ostringstream out;
  write_csv_header(out);
  for (const auto& r : records) write_csv_row(out, r);
  return out.str();
}

}  // namespace

TEST_CASE("a spreadsheet reads every serial number as it was, and none as a formula") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  std::vector<TestRecord> records;
  const TestRecord one = kept(record_of(jig, "open:amp.R1", "x"), 1);
  for (const auto& text : hostile_texts()) {
    records.push_back(one);
    records.back().serial = records.back().lot = records.back().operator_name = text;
  }
  const auto rows = read_by_python(rows_of(records), "csv-serials");
  REQUIRE(rows.size() == records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string cell = rows[i]["serial"], wanted = shown_text(records[i].serial);
    CHECK((cell == wanted || cell == "'" + wanted));
    CHECK(std::string("=+-@\t\r\n").find(cell.substr(0, 1)) == std::string::npos);
    CHECK(rows[i]["operator"] == cell);
    CHECK(rows[i]["outcome"] == "FAIL");
    CHECK(cell.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("a row says what a test engineer expects of a record") {
  const auto rows = read_by_python(rows_of({kept(record_of("4.4-ts", "open:amp.R1"), 12)}), "csv-row");
  REQUIRE(rows.size() == 1);
  const auto& row = rows[0];
  CHECK(row["serial"] == "00417");
  CHECK(row["attempt"] == "1");
  CHECK(row["simulated"] == "no");
  CHECK(row["purpose"] == "production");
  CHECK(row["started_local"] == "2026-11-26T09:26:53+01:00");
  CHECK(row["started_utc"] == "2026-11-26T08:26:53Z");
  CHECK(row["faults"] == "open L-: amp.R1 left.S");
  CHECK(row["continuity_max_ohm"] == "2");
  CHECK(row["isolation_min_ohm"] == "1000000");
  CHECK(row["chain_number"] == "12");
  CHECK(row["record_sha256"] == std::string(64, 'b'));
  CHECK(row["gates"].get<std::string>().starts_with("self-test 2026-11-26T07:01:10+01:00; loop-back "));
}

TEST_CASE("a row has as many cells as the header, whatever became of the test") {
  std::vector<TestRecord> records;
  for (const std::string cable : {"good", "none", "good,dead:7", "swap:left.T:left.S", "unplug:left"})
    records.push_back(record_of("4.4-ts", cable));
  const auto rows = read_by_python(rows_of(records), "csv-outcomes");
  REQUIRE(rows.size() == records.size());
  for (const auto& row : rows) {
    CHECK(!row.contains(""));
    for (const auto& [name, cell] : row.items()) CHECK(cell.is_string());
  }
  CHECK(rows[2]["error_code"] != "");
}

TEST_CASE("the first bytes of a cell decide whether it is a formula") {
  CHECK(csv_cell("=1") == "'=1");
  CHECK(csv_cell("a=1") == "a=1");
  CHECK(csv_cell("-1,5") == "\"'-1,5\"");
  CHECK(csv_cell("\r") == "\"'\r\"");
  CHECK(csv_cell("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv_cell("") == "");
}
