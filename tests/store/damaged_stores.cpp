#include <random>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/shelf.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

// What somebody does to a store with other tools: past the triggers, which stand again afterwards.
void tamper(const fs::path& file, const std::vector<std::string>& statements) {
  soci::session sql(soci::sqlite3, "dbname=" + file.string());
  std::vector<std::string> names, bodies;
  {
    const soci::rowset<soci::row> triggers = (sql.prepare << "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    for (const auto& row : triggers) {
      names.push_back(row.get<std::string>(0));
      bodies.push_back(row.get<std::string>(1));
    }
  }
  for (const auto& name : names) sql << "DROP TRIGGER " + name;
  for (const auto& statement : statements) sql << statement;
  for (const auto& body : bodies) sql << body;
}

void fill(const fs::path& file, int records = 6) {
  RecordStore store(file);
  for (int i = 1; i <= records; ++i) store.append(a_test("id " + std::to_string(i), std::to_string(i)), texts());
}

std::vector<std::string> flaws(const fs::path& file) {
  std::vector<std::string> out;
  for (const auto& flaw : verify(RecordStore(file, Access::inspect)).flaws) out.push_back(std::string(to_string(flaw.code)) + ": " + flaw.text);
  return out;
}

using Flaws = std::vector<std::string>;

// The bodies that reading yields before it ends or fails.
std::vector<std::string> bodies(const RecordStore& store) {
  std::vector<std::string> out;
  store.each({}, [&](const StoredRecord& kept) {
    out.push_back(kept.body);
    return true;
  });
  return out;
}

}  // namespace

TEST_CASE("the file itself refuses to change or remove what was written") {
  const Folder folder;
  fill(folder.file());
  soci::session sql(soci::sqlite3, "dbname=" + folder.file().string());
  for (const char* statement :
       {"UPDATE record SET serial = 'x'", "DELETE FROM record", "UPDATE document SET body = 'x'", "DELETE FROM document",
        "UPDATE finding SET code = 'x'", "DELETE FROM finding", "UPDATE source SET bytes = 'x'", "DELETE FROM source",
        "UPDATE head SET number = 1", "UPDATE head SET number = number + 2", "UPDATE head SET station = 'x'",
        "DELETE FROM head"}) {
    CAPTURE(statement);
    CHECK_THROWS_AS(sql << statement, soci::sqlite3_soci_error);
  }
  CHECK(flaws(folder.file()) == Flaws{});
}

TEST_CASE("a record that is gone from between others is missed before anything is printed") {
  for (const char* rows : {"row = 3", "row IN (2, 3)", "row = 1"}) {
    CAPTURE(rows);
    const Folder folder;
    fill(folder.file());
    CHECK_NOTHROW(RecordStore(folder.file(), Access::read).check_chains());
    const std::string where = std::string(" WHERE ") + rows;
    tamper(folder.file(), {"DELETE FROM finding" + where, "DELETE FROM document" + where, "DELETE FROM record" + where});
    const RecordStore store(folder.file(), Access::read);
    CHECK(code_of([&] { store.check_chains(); }) == "store-corrupt");
  }
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"UPDATE record SET previous = hash WHERE row = 4"});
  CHECK(code_of([&] { RecordStore(folder.file(), Access::read).check_chains(); }) == "store-corrupt");
}

TEST_CASE("what is read in one moment does not see what is written meanwhile") {
  const Folder folder;
  fill(folder.file());
  RecordStore writer(folder.file());
  const RecordStore store(folder.file(), Access::read);
  {
    const RecordStore::Moment moment(store);
    CHECK(store.count({}) == 6);
    writer.append(a_test("later", "7"), texts());
    CHECK(store.count({}) == 6);
    CHECK(store.heads().begin()->second.number == 6);
    CHECK(bodies(store).size() == 6);
  }
  CHECK(store.count({}) == 7);
}

TEST_CASE("a changed document is named, and never read as if nothing were") {
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"UPDATE document SET body = replace(body, '\"FAIL\"', '\"PASS\"') WHERE row = 3"});
  CHECK(flaws(folder.file()) ==
        Flaws{"changed: record 3 of station bench-2 was changed",
              "wrong-key: record 3 of station bench-2 is not found by what it is, but by something else than its document says"});
  const RecordStore store(folder.file(), Access::read);
  CHECK(code_of([&] { bodies(store); }) == "store-corrupt");
  RecordQuery third;
  third.serial = "3";
  CHECK(code_of([&] { static_cast<void>(store.newest(third, 1)); }) == "store-corrupt");
}

TEST_CASE("a document that was changed together with its hash does not fit the next one") {
  const Folder folder;
  fill(folder.file());
  std::string body;
  {
    const RecordStore store(folder.file());
    RecordQuery third;
    third.serial = "3";
    body = store.newest(third, 1).at(0).body;
  }
  body.replace(body.find("Ann"), 3, "Ben");
  tamper(folder.file(), {"UPDATE document SET body = '" + body + "' WHERE row = 3",
                         "UPDATE record SET hash = '" + sha256_hex(body) + "' WHERE row = 3"});
  CHECK(flaws(folder.file()) ==
        Flaws{"changed: record 3 of station bench-2 is not the one that record 4 was written behind: one of the two was changed"});
}

TEST_CASE("the last document, changed with its hash, does not fit the end of the chain, and the store does not open") {
  const Folder folder;
  fill(folder.file());
  std::string body;
  {
    const RecordStore store(folder.file());
    body = store.newest({}, 1).at(0).body;
  }
  body.replace(body.find("Ann"), 3, "Ben");
  tamper(folder.file(), {"UPDATE document SET body = '" + body + "' WHERE row = 6",
                         "UPDATE record SET hash = '" + sha256_hex(body) + "' WHERE row = 6"});
  CHECK(flaws(folder.file()) == Flaws{"changed: record 6 of station bench-2, the last one, is not what was written down"});
  CHECK(code_of([&] { RecordStore store(folder.file()); }) == "store-corrupt");
}

TEST_CASE("a removed record is missing") {
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"DELETE FROM document WHERE row IN (2, 4, 5)", "DELETE FROM finding WHERE row IN (2, 4, 5)",
                         "DELETE FROM record WHERE row IN (2, 4, 5)"});
  CHECK(flaws(folder.file()) == Flaws{"missing: record 2 of station bench-2 is missing",
                                      "missing: record 4 of station bench-2 is missing, and all up to 5"});
}

TEST_CASE("a removed last record is missing, and the store does not open for the next one") {
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"DELETE FROM document WHERE row = 6", "DELETE FROM finding WHERE row = 6",
                         "DELETE FROM record WHERE row = 6"});
  CHECK(flaws(folder.file()) == Flaws{"missing: record 6 of station bench-2, the last one, is missing"});
  CHECK(code_of([&] { RecordStore store(folder.file()); }) == "store-corrupt");
}

TEST_CASE("records removed from the end together with the chain's end are missed by who has a printed head") {
  const Folder folder;
  fill(folder.file());
  std::string printed, before;
  {
    const RecordStore store(folder.file());
    printed = store.head("bench-2").hash;
    before = store.head("bench-2").previous;
  }
  tamper(folder.file(), {"DELETE FROM document WHERE row = 6", "DELETE FROM finding WHERE row = 6",
                         "DELETE FROM record WHERE row = 6", "UPDATE head SET number = 5, hash = '" + before + "'"});
  const RecordStore store(folder.file());
  CHECK(verify(store).sound());
  CHECK(verify(store, before).sound());
  CHECK_FALSE(verify(store, printed).sound());
  CHECK_FALSE(verify(store, printed).head_found);
}

TEST_CASE("two records in each other's place are out of order") {
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"PRAGMA foreign_keys = OFF", "UPDATE record SET row = 100 WHERE row = 3",
                         "UPDATE record SET row = 3 WHERE row = 4", "UPDATE record SET row = 4 WHERE row = 100",
                         "UPDATE document SET row = 100 WHERE row = 3", "UPDATE document SET row = 3 WHERE row = 4",
                         "UPDATE document SET row = 4 WHERE row = 100"});
  CHECK(flaws(folder.file()) == Flaws{"missing: record 3 of station bench-2 is missing",
                                      "out-of-order: record 3 of station bench-2 stands behind record 4"});
}

TEST_CASE("documents in each other's place are two changed records") {
  const Folder folder;
  fill(folder.file());
  tamper(folder.file(), {"UPDATE document SET row = 100 WHERE row = 3", "UPDATE document SET row = 3 WHERE row = 4",
                         "UPDATE document SET row = 4 WHERE row = 100"});
  const Flaws found = flaws(folder.file());
  CHECK(std::ranges::count(found, "changed: record 3 of station bench-2 was changed") == 1);
  CHECK(std::ranges::count(found, "changed: record 4 of station bench-2 was changed") == 1);
}

TEST_CASE("what a record is found by is held against its document") {
  for (const char* statement :
       {"UPDATE record SET serial = '9' WHERE row = 2", "UPDATE record SET outcome = 'PASS' WHERE row = 2",
        "UPDATE record SET lot = '' WHERE row = 2", "UPDATE record SET simulated = 1 WHERE row = 2",
        "UPDATE record SET started = '' WHERE row = 2", "UPDATE record SET attempt = 2 WHERE row = 2",
        "UPDATE record SET profile = 'x' WHERE row = 2", "UPDATE record SET purpose = 'golden' WHERE row = 2",
        "UPDATE record SET format = 'x' WHERE row = 2", "UPDATE record SET id = 'x' WHERE row = 2",
        "UPDATE record SET station = 'x' WHERE row = 2", "UPDATE record SET number = 99 WHERE row = 2",
        "UPDATE record SET previous = '' WHERE row = 2", "DELETE FROM finding WHERE row = 2",
        "INSERT INTO finding VALUES('short', 2)"}) {
    CAPTURE(statement);
    const Folder folder;
    fill(folder.file());
    tamper(folder.file(), {statement});
    const Flaws found = flaws(folder.file());
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with("wrong-key: "));
  }
}

TEST_CASE("a text that is missing or changed is named") {
  const Folder folder;
  fill(folder.file(), 1);
  const std::string hash = sha256_hex(profile_text());
  tamper(folder.file(), {"UPDATE source SET bytes = 'profile: other'"});
  CHECK(flaws(folder.file()) == Flaws{"text-changed: the text " + hash + " is not what was written down"});
  CHECK(code_of([&] { static_cast<void>(RecordStore(folder.file()).text(hash)); }) == "store-corrupt");
  tamper(folder.file(), {"DELETE FROM source"});
  CHECK(flaws(folder.file()) ==
        Flaws{"text-missing: record 1 of station bench-2 names the text " + hash + ", which is not there"});
}

TEST_CASE("a store without one of its locks does not open, and says which is missing") {
  const Folder folder;
  fill(folder.file());
  {
    soci::session sql(soci::sqlite3, "dbname=" + folder.file().string());
    sql << "DROP TRIGGER record_remains";
  }
  CHECK(flaws(folder.file()) == Flaws{"damaged: the file lacks a part that it was made with: TRIGGER record_remains"});
  for (const Access access : {Access::write, Access::read})
    CHECK(code_of([&] { RecordStore store(folder.file(), access); }) == "store-corrupt");
}

TEST_CASE("an export is verified without the store") {
  const Folder folder;
  std::vector<std::string> lines;
  std::string head;
  {
    RecordStore store(folder.file());
    for (const char* station : {"a", "b", "a", "b", "a"})
      store.append(a_test("id " + std::to_string(store.count({})), "1", station), texts());
    lines = bodies(store);
    head = store.head("b").hash;
  }
  const auto checked = [&](const std::vector<std::string>& all, const std::optional<std::string>& wanted = {}) {
    std::string text;
    for (const auto& line : all) text += line + "\n";
    std::istringstream in(text);
    return verify_lines(in, wanted);
  };
  CHECK(checked(lines).sound());
  CHECK(checked(lines).records == 5);
  CHECK(checked(lines, head).sound());
  CHECK_FALSE(checked(lines, sha256_hex("another")).sound());
  CHECK(checked({}).sound());
  auto changed = lines;
  changed[1].replace(changed[1].find("Ann"), 3, "Ben");
  CHECK(checked(changed).flaws.at(0).text ==
        "record 1 of station b is not the one that record 2 was written behind: one of the two was changed");
  auto without = lines;
  without.erase(without.begin() + 2);
  CHECK(checked(without).flaws.at(0).text == "record 2 of station a is missing");
  auto swapped = lines;
  std::swap(swapped[0], swapped[2]);
  CHECK(checked(swapped).flaws.size() == 2);
  auto twice = lines;
  twice.push_back(lines[4]);
  CHECK(checked(twice).flaws.at(0).code == FlawCode::out_of_order);
  for (const char* odd : {"", "{", "[]", "null", "{\"chain\": 1}", "{\"chain\": {\"number\": \"1\", \"previous\": \"\"}}",
                          "\xff", "{\"chain\": {\"number\": 1e99, \"previous\": \"\"}}"}) {
    auto more = lines;
    more.emplace_back(odd);
    CHECK(checked(more).flaws.at(0).text == "line 6 cannot be read as a record");
  }
  std::istringstream cut(lines[0] + "\n" + lines[1].substr(0, 40));
  CHECK(verify_lines(cut).flaws.size() == 2);
}

TEST_CASE("a byte changed anywhere is told, or changes nothing that is read") {
  const Folder folder;
  fill(folder.file(), 30);
  const std::string whole = bytes_of(folder.file());
  REQUIRE_FALSE(fs::exists(folder.file().string() + "-wal"));
  std::vector<std::string> written;
  {
    const RecordStore store(folder.file());
    written = bodies(store);
  }
  std::mt19937 random(11);
  int refused = 0, told = 0, harmless = 0;
  for (int i = 0; i < 500; ++i) {
    const Folder other;
    std::string damaged = whole;
    const std::size_t place = i < 100 ? static_cast<std::size_t>(i) : random() % whole.size();
    damaged[place] = static_cast<char>(damaged[place] ^ static_cast<char>(1 + random() % 255));
    write_bytes(other.file(), damaged);
    CAPTURE(place);
    bool fine = true;
    for (const Access access : {Access::inspect, Access::read, Access::write}) {
      try {
        RecordStore store(other.file(), access);
        if (access == Access::inspect) fine = verify(store).sound();
        std::vector<std::string> read;
        try {
          read = bodies(store);
        } catch (const Error& e) {
          REQUIRE(e.code == "store-corrupt");
          REQUIRE_FALSE(fine);
          continue;
        }
        if (fine) REQUIRE(read == written);
        for (const auto& body : read) REQUIRE(std::ranges::count(written, body) == 1);
        if (access == Access::write && fine) {
          store.append(a_test("after the damage"), texts());
          REQUIRE(verify(store).sound());
        }
      } catch (const Error& e) {
        const bool known = e.code == "store-corrupt" || e.code == "store-not-ours" || e.code == "store-newer";
        CAPTURE(e.message);
        REQUIRE_MESSAGE(known, e.code);
        if (access == Access::inspect) fine = false, ++refused;
        REQUIRE_FALSE(fine);
      }
    }
    if (fine) ++harmless;
    else ++told;
  }
  CHECK(told > 150);
  MESSAGE(told, " told, of them ", refused, " not opened; ", harmless, " in bytes that nothing reads");
}

TEST_CASE("a file cut short anywhere is told") {
  const Folder folder;
  fill(folder.file(), 30);
  const std::string whole = bytes_of(folder.file());
  for (std::size_t size = 0; size < whole.size(); size += size < 200 ? 7 : 2048 - size % 2048) {
    CAPTURE(size);
    const Folder other;
    write_bytes(other.file(), whole.substr(0, size));
    const std::string code = code_of([&] {
      RecordStore store(other.file(), Access::inspect);
      if (!verify(store).sound()) throw Error("told", "");
    });
    CHECK((code == "told" || code == "store-corrupt" || code == "store-not-ours"));
    CHECK(bytes_of(other.file()) == whole.substr(0, size));
    CHECK(code_of([&] { RecordStore store(other.file()); }) != "none");
  }
}
