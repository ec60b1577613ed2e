#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "digest/sha256.hpp"
#include "old/frozen.hpp"

// Stores and exports of older versions, read by the program of today.
namespace frozen {
namespace {

std::vector<json> documents(const std::string& out) {
  std::vector<json> all;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) all.push_back(json::parse(line));
  return all;
}

// The hash of the last record of each station.
std::map<std::string, std::string> heads_of(const Home& home) {
  std::map<std::string, std::string> out;
  for (const auto& line : home.lines()) out[json::parse(line).at("station")] = buzzout::sha256_hex(line);
  return out;
}

// Rows of CSV (RFC 4180), each by the names of its first row.
std::vector<std::map<std::string, std::string>> table_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      rows.back().back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.emplace_back(1);
    } else if (quoted || c != '\r') {
      rows.back().back() += c;
    }
  }
  if (rows.back() == std::vector<std::string>(1)) rows.pop_back();
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    REQUIRE(rows[r].size() == rows.front().size());
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      if (c == 0) out.emplace_back();
      out.back()[rows.front()[c]] = rows[r][c];
    }
  }
  return out;
}

// The attributes of each `<name …>` of a page of XML.
std::vector<std::map<std::string, std::string>> tags_of(const std::string& xml, const std::string& name) {
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t at = 0; (at = xml.find("<" + name + " ", at)) != std::string::npos;) {
    at += name.size() + 2;
    out.emplace_back();
    while (xml[at] != '>' && xml[at] != '/') {
      const auto sign = xml.find("=\"", at), end = xml.find('"', sign + 2);
      REQUIRE(end != std::string::npos);
      out.back()[xml.substr(at, sign - at)] = xml.substr(sign + 2, end - sign - 2);
      at = xml.find_first_not_of(" \n", end + 1);
    }
  }
  return out;
}

void check_csv(const std::string& was, const std::string& is) {
  const auto before = table_of(was), now = table_of(is);
  REQUIRE(before.size() > 0);
  REQUIRE(now.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    for (const auto& [column, value] : before[i]) {
      CAPTURE(column);
      REQUIRE(now[i].contains(column));
      CHECK(now[i].at(column) == value);
    }
}

// What a reader of JUnit decides by: the suites, their properties, and whether each is green.
void check_junit(const std::string& was, const std::string& is) {
  const auto before = tags_of(was, "testsuite"), now = tags_of(is, "testsuite");
  REQUIRE(before.size() > 0);
  REQUIRE(now.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(now[i].at("name") == before[i].at("name"));
    CHECK(now[i].at("timestamp") == before[i].at("timestamp"));
    for (const char* count : {"failures", "errors", "skipped"})
      CHECK((now[i].at(count) == "0") == (before[i].at(count) == "0"));
  }
  std::multiset<std::pair<std::string, std::string>> had, has;
  for (const auto& p : tags_of(was, "property")) had.emplace(p.at("name"), p.at("value"));
  for (const auto& p : tags_of(is, "property")) has.emplace(p.at("name"), p.at("value"));
  REQUIRE(had.size() > before.size());
  CHECK(std::ranges::includes(has, had));
}

void check_reading(const Home& home, const Desk& desk) {
  const auto done = [&](std::vector<std::string> words, int status = 0) {
    const Run run = desk.run(words);
    INFO(words.at(1) << ": " << run.out << run.err);
    CHECK(run.end.status == status);
    return run.out;
  };
  const auto exported = [&](const std::string& format) {
    const std::string file = (desk.work() / ("export." + format)).string();
    done({"records", "export", "--format", format, "--out", file});
    return bytes_of(file);
  };
  done({"records", "verify"});
  CHECK(documents(done({"records", "list", "--json"})) == home.records());
  for (const auto& [station, hash] : heads_of(home)) {
    CAPTURE(station);
    done({"records", "verify", "--head", hash});
    done({"records", "verify", "--head", hash.substr(0, 12)});
  }
  done({"records", "verify", "--head", std::string(12, '7')}, 1);
  CHECK(exported("jsonl") == bytes_of(home.exported("records.jsonl")));
  check_csv(bytes_of(home.exported("records.csv")), exported("csv"));
  check_junit(bytes_of(home.exported("records.xml")), exported("junit"));
  done({"records", "backup", (desk.work() / "backup.sqlite").string()});
  CHECK(fs::exists(desk.work() / "backup.sqlite"));
}

}  // namespace

TEST_SUITE("old-records") {
  TEST_CASE("an older store on a medium that cannot be written is verified, listed and exported byte for byte") {
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const auto before = fingerprints(home.folder);
      {
        const ReadOnly desk(home);
        if (!desk.usable()) return;
        check_reading(home, desk);
      }
      CHECK(fingerprints(home.folder) == before);
    }
  }

  TEST_CASE("reading an older store changes nothing of it") {
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const Copied desk(home);
      const auto before = fingerprints(desk.data());
      check_reading(home, desk);
      CHECK(fingerprints(desk.data()) == before);
    }
  }

  TEST_CASE("an older export is verified, alone and behind another station's, and a changed word is found") {
    for (const auto& version : versions()) {
      CAPTURE(version.name);
      const Copied desk(version.homes().front());
      std::string all;
      const auto verified = [&](const std::string& bytes) {
        const fs::path file = desk.work() / "some.jsonl";
        std::ofstream(file, std::ios::binary) << bytes;
        return desk.run({"records", "verify", file.string()}).end.status;
      };
      for (const auto& home : version.homes()) {
        const std::string bytes = bytes_of(home.exported("records.jsonl"));
        CHECK(verified(bytes) == 0);
        all += bytes;
      }
      CHECK(verified(all) == 0);
      const auto fail = all.find("\"FAIL\"");
      REQUIRE(fail != std::string::npos);
      CHECK(verified(std::string(all).replace(fail, 6, "\"PASS\"")) == 1);
      const auto end = all.find('\n', fail);
      CHECK(verified(std::string(all).erase(all.rfind('\n', fail) + 1, end - all.rfind('\n', fail))) == 1);
    }
  }

  TEST_CASE("an older store is gone on with: its records stay as they are, and the chains go on behind them") {
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const Copied desk(home);
      const Run test = desk.run({"test", "4.4-ts", "-p", "sim:good", "-f", "headphone-bench", "--serial", "NEW-1", "--save", "--json"});
      INFO(test.out << test.err);
      REQUIRE(test.end.status == 0);
      const json added = json::parse(test.out);
      const std::string station = added.at("station");
      CHECK(added.at("chain").at("previous") == heads_of(home).at(station));
      CHECK(desk.run({"records", "verify"}).end.status == 0);
      auto wanted = home.records();
      wanted.push_back(added);
      CHECK(documents(desk.run({"records", "list", "--json"}).out) == wanted);
      CHECK(desk.run({"records", "repair", "NEW-1", "--did", "nothing"}).end.status == 0);
      // Where the store was brought up to date, it was copied before, as it was.
      for (const auto& entry : fs::directory_iterator(desk.data())) {
        if (!entry.path().filename().string().starts_with("records.sqlite.version-")) continue;
        fs::create_directories(desk.work() / "buzzout");
        fs::copy(entry.path(), desk.work() / "buzzout/records.sqlite");
        auto variables = desk.variables();
        variables["XDG_DATA_HOME"] = desk.work().string();
        Child host({BUZZOUT_HOST, "records", "list", "--json"}, variables);
        CHECK(documents(e2e::finish(host).out) == home.records());
      }
    }
  }

  TEST_CASE("an older backup takes the place of the store that it is of") {
    int backups = 0;
    for (const auto& home : all_homes()) {
      if (!fs::exists(home.exported("backup.sqlite"))) continue;
      CAPTURE(home.name);
      const Copied desk(home);
      fs::copy(home.exported("backup.sqlite"), desk.data() / "records.sqlite", fs::copy_options::overwrite_existing);
      check_reading(home, desk);
      ++backups;
    }
    CHECK(backups > 0);
  }

  TEST_CASE("what an older version's user wrote is still understood: profiles, connectors, fixtures, labels, settings") {
    int files = 0;
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const ReadOnly desk(home);
      if (!desk.usable()) return;
      const std::vector<std::pair<std::string, std::string>> kinds = {
          {"profiles", "profiles"}, {"fixtures", "fixtures"}, {"profiles/connectors", "connectors"}, {"profiles/labels", "labels"}};
      for (const auto& [folder, family] : kinds) {
        if (!fs::exists(desk.data() / folder)) continue;
        for (const auto& entry : fs::directory_iterator(desk.data() / folder)) {
          if (entry.path().extension() != ".yaml") continue;
          const std::string name = entry.path().stem().string();
          CAPTURE(name);
          ++files;
          if (family != "connectors") {  // these are read with what names them
            const Run check = desk.run({family, "check", entry.path().string()});
            INFO(check.out << check.err);
            CHECK(check.end.status == 0);
          }
          if (family == "labels" || family == "connectors") continue;
          CHECK(desk.run({family, "show", name}).end.status == 0);
          CHECK(desk.run({family, "list", "--json"}).out.find('"' + name + '"') != std::string::npos);
        }
      }
      const Run config = desk.run({"config", "show"});
      CHECK(config.end.status == 0);
      for (const auto& record : home.records()) {
        if (record.at("operator") == "" || record.at("operator") == "Ben") continue;  // said at the command
        CHECK(config.out.find(record.at("operator").get<std::string>()) != std::string::npos);
        CHECK(config.out.find(record.at("station").get<std::string>()) != std::string::npos);
      }
    }
    CHECK(files > 5);
  }
}

}  // namespace frozen
