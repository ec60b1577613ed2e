#include "store/record_schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <string>
#include <system_error>
#include <thread>

#include "store/database.hpp"
#include "store/store_error.hpp"
#include "store/temporary_file.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A record is its document. The columns beside it say what it is found by; they are made of it.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): a statement goes over several lines.
const std::vector<SchemaStep>& steps() {
  static const std::vector<SchemaStep> all = {{
      "CREATE TABLE record(row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, format TEXT NOT NULL, "
      "purpose TEXT NOT NULL, simulated INTEGER NOT NULL, outcome TEXT NOT NULL, serial TEXT NOT NULL, "
      "lot TEXT NOT NULL, attempt INTEGER NOT NULL, profile TEXT NOT NULL, started TEXT NOT NULL, "
      "station TEXT NOT NULL, number INTEGER NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, "
      "UNIQUE(station, number))",
      "CREATE INDEX record_serial ON record(serial)",
      "CREATE INDEX record_lot ON record(lot)",
      "CREATE TABLE document(row INTEGER PRIMARY KEY REFERENCES record(row), body TEXT NOT NULL)",
      // The kinds of faults and the codes of diagnoses of a record.
      "CREATE TABLE finding(code TEXT NOT NULL, row INTEGER NOT NULL REFERENCES record(row), "
      "PRIMARY KEY(code, row)) WITHOUT ROWID",
      // Files that documents name by the hash of their bytes.
      "CREATE TABLE source(sha256 TEXT PRIMARY KEY, bytes TEXT NOT NULL)",
      // The last link of each station's chain.
      "CREATE TABLE head(station TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL)",
      "CREATE TABLE insertion(jig INTEGER NOT NULL, fixture TEXT NOT NULL, socket TEXT NOT NULL, "
      "count INTEGER NOT NULL, replaced TEXT NOT NULL, PRIMARY KEY(jig, fixture, socket))",
      // Written to see whether it can be.
      "CREATE TABLE probe(one INTEGER PRIMARY KEY CHECK(one = 1), count INTEGER NOT NULL)",
      "INSERT INTO probe VALUES(1, 0)",
      "CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN "
      "SELECT RAISE(ABORT, 'records are not changed'); END",
      "CREATE TRIGGER record_remains BEFORE DELETE ON record BEGIN "
      "SELECT RAISE(ABORT, 'records are not removed'); END",
      "CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN "
      "SELECT RAISE(ABORT, 'records are not changed'); END",
      "CREATE TRIGGER document_remains BEFORE DELETE ON document BEGIN "
      "SELECT RAISE(ABORT, 'records are not removed'); END",
      "CREATE TRIGGER finding_stays BEFORE UPDATE ON finding BEGIN "
      "SELECT RAISE(ABORT, 'records are not changed'); END",
      "CREATE TRIGGER finding_remains BEFORE DELETE ON finding BEGIN "
      "SELECT RAISE(ABORT, 'records are not removed'); END",
      "CREATE TRIGGER source_stays BEFORE UPDATE ON source BEGIN "
      "SELECT RAISE(ABORT, 'records are not changed'); END",
      "CREATE TRIGGER source_remains BEFORE DELETE ON source BEGIN "
      "SELECT RAISE(ABORT, 'records are not removed'); END",
      "CREATE TRIGGER head_advances BEFORE UPDATE ON head WHEN new.station <> old.station OR "
      "new.number <> old.number + 1 BEGIN SELECT RAISE(ABORT, 'a chain grows by one record at a time'); END",
      "CREATE TRIGGER head_remains BEFORE DELETE ON head BEGIN "
      "SELECT RAISE(ABORT, 'a chain is not removed'); END",
  }};
  return all;
}
// NOLINTEND(bugprone-suspicious-missing-comma)

void carry_out(soci::session& sql, std::span<const SchemaStep> steps) {
  for (const auto& step : steps)
    for (const auto statement : step) sql << std::string(statement);
}

// The statements behind its tables, indexes and triggers.
std::set<std::string> made_of(soci::session& sql) {
  const soci::rowset<std::string> all = (sql.prepare << "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  return {all.begin(), all.end()};
}

// Another program may be reading in the moment of the change.
void write_ahead(Database& db) {
  for (int attempt = 0;; ++attempt) {
    try {
      if (db.text_of("PRAGMA journal_mode = WAL") == "wal") return;
      throw Error("store-io", "SQLite cannot write ahead on this disk", db.file().string(),
                  "keep the records on a local disk: point $XDG_DATA_HOME to one");
    } catch (const soci::sqlite3_soci_error& e) {
      if (e.result() != SQLITE_BUSY || attempt == 50) throw;
      std::this_thread::sleep_for(20ms);
    }
  }
}

// The first bytes of an SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header
using Header = std::array<unsigned char, 100>;

std::uint32_t number_in(const Header& header, std::size_t at) {
  std::uint32_t out = 0;
  for (const std::size_t end = at + 4; at < end; ++at) out = out << 8U | header[at];
  return out;
}

bool is_written_ahead(const fs::path& file) {
  std::error_code none;
  return fs::file_size(file.string() + "-wal", none) > 0 && !none;
}

// SQLite takes no offence at a last page that was cut. While there is something written ahead, the file may be
// shorter than it says.
void check_size(const fs::path& file, const Header& header) {
  if (is_written_ahead(file)) return;
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file, problem);
  const std::uintmax_t half = static_cast<unsigned>(header[16] << 8U | header[17]), page = half == 1 ? 65536 : half;
  if (problem || page == 0 || (size % page == 0 && size / page >= number_in(header, 28))) return;
  if (!is_written_ahead(file)) throw store_corrupt("the file of records was cut short", file);
}

void copy_beside(Database& db, const fs::path& place) {
  try {
    TemporaryFile copy(place);
    const std::string name = copy.name().string();
    db.sql() << "VACUUM INTO :name", soci::use(name, "name");
    copy.take_place();
  } catch (const std::system_error& e) {
    throw unwritable_store(place, e.code().value());
  }
}

void migrate(Database& db, long long found, std::span<const SchemaStep> wanted) {
  copy_beside(db, db.file().string() + ".version-" + std::to_string(found));
  Transaction whole(db);
  const auto now = static_cast<std::size_t>(db.number_of("PRAGMA user_version"));  // somebody may have been quicker
  if (now < wanted.size()) {
    carry_out(db.sql(), wanted.subspan(now));
    db.sql() << "PRAGMA user_version = " << wanted.size();
  }
  whole.commit();
}

}  // namespace

std::span<const SchemaStep> schema_steps() { return steps(); }

void create_store(const fs::path& path) {
  const fs::path file = fs::absolute(path);
  for (const char* beside : {"-wal", "-journal"})
    if (fs::exists(file.string() + beside))
      throw Error("store-gone", "the file of records is missing, and a part of it is still there",
                  file.string() + beside,
                  "put " + file.filename().string() + " back beside it; or, if it is lost, move the rest away too");
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) throw unwritable_store(file, problem.value());
  try {
    TemporaryFile made(file);
    {
      Database db(made.name(), Access::write);
      db.run([&] {
        db.sql() << "PRAGMA synchronous = OFF";  // it goes to the disk when it gets its name
        Transaction whole(db);
        carry_out(db.sql(), steps());
        db.sql() << "PRAGMA application_id = " << kStoreApplication;
        db.sql() << "PRAGMA user_version = " << steps().size();
        whole.commit();
        write_ahead(db);
      });
    }
    made.take_free_place();
  } catch (const std::system_error& e) {
    throw unwritable_store(file, e.code().value());
  } catch (const Error& e) {
    throw Error(e.code, e.message, file.string(), e.remedy, e.action);
  }
}

void check_header(const fs::path& file) {
  Header header{};
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);  // never waits
  if (fd < 0) throw unreadable_store(file, errno);
  const ssize_t got = pread(fd, header.data(), header.size(), 0);
  const int problem = errno;
  close(fd);
  if (got < 0) throw unreadable_store(file, problem);
  if (got == 0) throw store_corrupt("the file of records is empty: it was cut short", file);
  const auto size = static_cast<std::size_t>(got);
  const bool sqlite = size == header.size() && std::memcmp(header.data(), "SQLite format 3", 16) == 0;
  if (sqlite && number_in(header, 68) == kStoreApplication) {
    const bool whole = std::ranges::equal(std::span(header).subspan(20, 4), std::array{0, 64, 32, 32}) &&
                       header[18] == header[19] && (header[18] == 1 || header[18] == 2) &&
                       number_in(header, 44) == 4 && number_in(header, 56) == 1;
    if (!whole) throw store_corrupt("the first bytes of the file of records are damaged", file);
    check_size(file, header);
    return;
  }
  throw Error("store-not-ours",
              sqlite ? "this is the database of another program" : "this is no file of records, or its beginning is damaged",
              file.string(), "move it away, or point $XDG_DATA_HOME elsewhere; it was left as it is");
}

void settle_version(Database& db, Access access, std::span<const SchemaStep> wanted) {
  db.run([&] {
    const auto newest = static_cast<long long>(wanted.size());
    const long long found = db.number_of("PRAGMA user_version");
    const std::string versions = "the records are in a store of version " + std::to_string(found) +
                                 ", and this program knows version " + std::to_string(newest);
    if (found > newest)
      throw Error("store-newer", versions, db.file().string(), "use the newer program that wrote them");
    if (found < 1) throw store_corrupt("the file of records does not say its version", db.file());
    if (found < newest && access != Access::write)
      throw Error("store-older", versions, db.file().string(), "the next test that is kept brings it up to date");
    if (found < newest) migrate(db, found, wanted);
    if (access == Access::write) write_ahead(db);
  });
}

std::string missing_part(Database& db, std::span<const SchemaStep> wanted) {
  return db.run([&]() -> std::string {
    soci::session model(soci::sqlite3, "dbname=:memory:");
    carry_out(model, wanted);
    std::set<std::string> missing = made_of(model);
    for (const auto& sql : made_of(db.sql())) missing.erase(sql);
    if (missing.empty()) return "";
    const std::string what = missing.begin()->substr(std::string_view("CREATE ").size());
    return what.substr(0, what.find_first_of(" (", what.find(' ') + 1));
  });
}

}  // namespace buzzout
