#include "store/record_store.hpp"

#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/error_codes.hpp"
#include "digest/sha256.hpp"
#include "store/chain_check.hpp"
#include "store/database.hpp"
#include "store/record_keys.hpp"
#include "store/record_schema.hpp"
#include "store/record_selection.hpp"
#include "store/special_file.hpp"
#include "store/store_error.hpp"
#include "store/temporary_file.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using soci::into;
using soci::use;

// Several records with all that SQLite writes beside them.
constexpr std::uint64_t kLeastRoom = 4U << 20U;
constexpr std::size_t kLongestBody = 64U << 20U;

void check_permissions(const fs::path& file) {
  for (const fs::path& place : {file, file.parent_path()})
    if (::access(place.c_str(), W_OK) != 0) throw unwritable_store(file, errno);
}

fs::path ready(const fs::path& path, Access access) {
  const fs::path file = fs::absolute(path);
  // SQLite opens what lies beside the file too.
  for (const char* beside : {"", "-wal", "-shm", "-journal"})
    if (const std::string what = special_file(file.string() + beside); !what.empty())
      throw Error("store-not-ours", "this is " + what + ", and no file of records", file.string() + beside,
                  "move it away, or point $XDG_DATA_HOME elsewhere; it was left as it is");
  std::error_code problem;
  const auto status = fs::status(file, problem);
  if (status.type() == fs::file_type::not_found) {
    if (access != Access::write)
      throw Error("no-records", "no record has been kept yet", file.string(),
                  "test a cable on a jig, or on a simulated one whose records are kept", Action{ActionCode::keep_simulated});
    create_store(file);
  } else if (problem) {
    throw unreadable_store(file, problem.value());
  }
  check_header(file);
  if (access == Access::write) check_permissions(file);
  return file;
}

std::string bytes_of(const nlohmann::ordered_json& document) {
  try {
    return document.dump();
  } catch (const nlohmann::json::exception& e) {
    throw Error("store-document", std::string("this cannot be kept as a record: ") + e.what(), "",
                "use names and serial numbers in UTF-8");
  }
}

// The document with its link, as dump() would write it.
std::string linked(std::string body, const ChainLink& link) {
  body.pop_back();
  return body + R"(,"chain":{"number":)" + std::to_string(link.number) + R"(,"previous":")" + link.previous + "\"}}";
}

ChainLink last_link(soci::session& sql, const std::string& station) {
  ChainLink last;
  sql << "SELECT number, hash FROM head WHERE station = :station", use(station, "station"), into(last.number),
      into(last.hash);
  return last;
}

void insert_sources(soci::session& sql, const std::map<std::string, std::string>& texts,
                    const std::set<std::string>& known) {
  for (const auto& [hash, bytes] : texts) {
    if (known.contains(hash)) continue;
    int there = 0;
    sql << "SELECT 1 FROM source WHERE sha256 = :hash", use(hash, "hash"), into(there);
    if (there == 1) continue;
    if (sha256_hex(bytes) != hash)
      throw Error("store-document", "a text is not what its hash says", hash, "please report this");
    sql << "INSERT INTO source VALUES(:hash, :bytes)", use(hash, "hash"), use(bytes, "bytes");
  }
}

void insert_record(soci::session& sql, const RecordKeys& k, const ChainLink& link, const std::string& body) {
  const int simulated = k.simulated ? 1 : 0;
  sql << "INSERT INTO record(id, format, purpose, simulated, outcome, serial, lot, attempt, profile, started, "
         "station, number, previous, hash) VALUES(:id, :format, :purpose, :simulated, :outcome, :serial, :lot, "
         ":attempt, :profile, :started, :station, :number, :previous, :hash)",
      use(k.id, "id"), use(k.format, "format"), use(k.purpose, "purpose"), use(simulated, "simulated"),
      use(k.outcome, "outcome"), use(k.serial, "serial"), use(k.lot, "lot"), use(k.attempt, "attempt"),
      use(k.profile, "profile"), use(k.started, "started"), use(k.station, "station"), use(link.number, "number"),
      use(link.previous, "previous"), use(link.hash, "hash");
  long long row = 0;
  sql.get_last_insert_id("record", row);
  sql << "INSERT INTO document VALUES(:row, :body)", use(row, "row"), use(body, "body");
  for (const auto& code : k.findings)
    sql << "INSERT INTO finding VALUES(:code, :row)", use(code, "code"), use(row, "row");
}

void advance_head(soci::session& sql, const std::string& station, const ChainLink& link) {
  if (link.number == 1)
    sql << "INSERT INTO head VALUES(:station, 1, :hash)", use(station, "station"), use(link.hash, "hash");
  else
    sql << "UPDATE head SET number = :number, hash = :hash WHERE station = :station", use(link.number, "number"),
        use(link.hash, "hash"), use(station, "station");
}

constexpr const char* kColumns = "record.row, record.format, record.station, record.number, record.previous, record.hash, "
                                 "body, record.serial";
constexpr const char* kBodies = "LEFT JOIN document ON document.row = record.row";

// Calls `take` for each row of a statement over kColumns, whose values are bound already, until it returns false.
void walk(Database& db, soci::statement& rows, const std::string& sql,
          const std::function<bool(const std::string& serial, const StoredRecord&)>& take) {
  StoredRecord kept;
  std::string serial;
  soci::indicator has_body = soci::i_null;
  rows.exchange(into(kept.row));
  rows.exchange(into(kept.format));
  rows.exchange(into(kept.station));
  rows.exchange(into(kept.chain.number));
  rows.exchange(into(kept.chain.previous));
  rows.exchange(into(kept.chain.hash));
  rows.exchange(into(kept.body, has_body));
  rows.exchange(into(serial));
  rows.alloc();
  rows.prepare(sql);
  rows.define_and_bind();
  rows.execute();
  while (rows.fetch()) {
    if (has_body != soci::i_ok || sha256_hex(kept.body) != kept.chain.hash)
      throw store_corrupt(record_name(kept.chain.number, kept.station) + " is not what was written down", db.file());
    if (!take(serial, kept)) return;
  }
}

void walk(Database& db, const RecordQuery& query, Selection::Order order,
          const std::function<bool(const StoredRecord&)>& take) {
  const Selection selection(query);
  db.run([&] {
    soci::statement rows(db.sql());
    selection.bind(rows);
    walk(db, rows, selection.sql(kColumns, kBodies, order),
         [&](const std::string&, const StoredRecord& kept) { return take(kept); });
  });
}

// What goes wrong with the new file is told of its place.
void copy_into(Database& db, const fs::path& copy, const fs::path& place, const Progress& progress) {
  const std::string name = copy.string();
  try {
    db.run([&] {
      const auto all =
          static_cast<std::int64_t>(db.number_of("PRAGMA page_count") * db.number_of("PRAGMA page_size"));
      const Patience patience(db, [&] {
        std::error_code none;
        const auto done = fs::file_size(copy, none);
        return !progress || progress(none ? 0 : static_cast<std::int64_t>(done), all);
      });
      const bool reader = db.number_of("PRAGMA query_only") != 0;
      db.sql() << "PRAGMA query_only = OFF";  // it would forbid this too, which changes nothing
      db.sql() << "VACUUM INTO :name", use(name, "name");
      if (reader) db.sql() << "PRAGMA query_only = ON";
    });
  } catch (const InterruptedError&) {
    throw;
  } catch (const Error& e) {
    if (e.code == kStoreCorrupt) throw;
    throw Error(e.code, e.message, place.string(), e.remedy, e.action);
  }
}

}  // namespace

RecordStore::RecordStore(const fs::path& path, Access access, ReadBack read_back)
    : read_back_(std::move(read_back)), database_(std::make_unique<Database>(ready(path, access), access)) {
  settle_version(*database_, access);
  if (access == Access::inspect) return;
  if (const std::string part = missing_part(*database_); !part.empty())
    throw store_corrupt("the file of records lacks a part: " + part, file());
  check_ends();
  if (access == Access::write) check_writable();
}

RecordStore::~RecordStore() = default;

const fs::path& RecordStore::file() const { return database_->file(); }

void RecordStore::check_ends() const {
  database_->run([&] {
    std::string station, wanted, body;
    ChainLink last;
    soci::indicator there = soci::i_null;
    soci::statement ends =
        (database_->sql().prepare
             << "SELECT head.station, head.number, head.hash, body FROM head LEFT JOIN record ON record.station = "
                "head.station AND record.number = head.number LEFT JOIN document ON document.row = record.row LIMIT 100",
         into(station), into(last.number), into(wanted), into(body, there));
    ends.execute();
    while (ends.fetch())
      if (there != soci::i_ok || sha256_hex(body) != wanted)
        throw store_corrupt(record_name(last.number, station) + ", the last one, is " +
                                (there == soci::i_ok ? "not what was written down" : "missing"),
                            file());
    long long beyond = 0;
    database_->sql() << "SELECT record.number > ifnull(head.number, 0) FROM record LEFT JOIN head ON "
                        "head.station = record.station ORDER BY record.row DESC LIMIT 1",
        into(beyond);
    if (database_->sql().got_data() && beyond != 0)
      throw store_corrupt("the newest record is no part of its station's chain", file());
  });
}

void RecordStore::check_chains() const {
  database_->run([&] {
    std::string station;
    long long number = 0;
    database_->sql() << "SELECT station, number FROM record AS r WHERE previous IS NOT CASE number WHEN 1 THEN '' ELSE "
                        "(SELECT hash FROM record AS b WHERE b.station = r.station AND b.number = r.number - 1) END LIMIT 1",
        into(station), into(number);
    if (database_->sql().got_data())
      throw store_corrupt("the record before " + record_name(number, station) + " is missing or was changed", file());
  });
}

RecordStore::Moment::Moment(const RecordStore& store) : store_(store) {
  store_.database().run([&] {
    store_.database().sql() << "BEGIN";
    store_.database().number_of("SELECT count(*) FROM head");  // the moment is that of the first look
  });
}

RecordStore::Moment::~Moment() {
  try {
    store_.database().sql() << "COMMIT";
  } catch (const std::exception&) {
    // Nothing was written.
  }
}

ChainLink RecordStore::append(const nlohmann::ordered_json& document,
                              const std::map<std::string, std::string>& texts) {
  const RecordKeys keys = record_keys(document);
  if (document.contains("chain"))
    throw Error("store-document", "this record is written down already", keys.id, "please report this");
  const std::string unlinked = bytes_of(document);
  if (unlinked.size() > kLongestBody)
    throw Error("store-document", "this record is too long to be kept", keys.id, "please report this");
  Database& db = *database_;
  return db.run([&] {
    db.check_place();
    Transaction whole(db);
    int there = 0;
    db.sql() << "SELECT 1 FROM record WHERE id = :id", use(keys.id, "id"), into(there);
    if (there == 1) throw Error("store-duplicate", "a record with this id is written down already", keys.id, "");
    const ChainLink last = last_link(db.sql(), keys.station);
    ChainLink link{last.number + 1, last.hash, ""};
    const std::string body = linked(unlinked, link);
    link.hash = sha256_hex(body);
    insert_sources(db.sql(), texts, sources_);
    insert_record(db.sql(), keys, link, body);
    advance_head(db.sql(), keys.station, link);
    check_written(link, keys.station);
    whole.commit();
    db.note_journal();
    db.check_place();
    for (const auto& [hash, bytes] : texts) sources_.insert(hash);
    return link;
  });
}

void RecordStore::check_written(const ChainLink& link, const std::string& station) const {
  std::string body;
  database_->sql() << "SELECT body FROM record JOIN document ON document.row = record.row WHERE station = :station AND "
                      "number = :number",
      use(station, "station"), use(link.number, "number"), into(body);
  if (sha256_hex(body) != link.hash)
    throw store_corrupt(record_name(link.number, station) + " is not read back as it was written", file());
  if (read_back_) read_back_(nlohmann::ordered_json::parse(body));
}

void RecordStore::check_writable() {
  Database& db = *database_;
  db.check_place();
  check_permissions(file());
  struct statvfs disk {};
  if (statvfs(file().c_str(), &disk) != 0) throw unwritable_store(file(), errno);
  if (disk.f_bavail * disk.f_frsize < kLeastRoom) throw unwritable_store(file(), ENOSPC);
  db.run([&] {
    Transaction whole(db);
    db.sql() << "UPDATE probe SET count = count + 1";
    whole.commit();
    db.note_journal();
    db.check_place();
  });
}

void RecordStore::each(const RecordQuery& query, const std::function<bool(const StoredRecord&)>& take) const {
  walk(*database_, query, Selection::Order::oldest_first, take);
}

void RecordStore::each_of_lot(const std::string& lot,
                              const std::function<void(const std::string&, const StoredRecord&)>& take) const {
  // In the order of the index: whatever is sorted would be gathered first. By the serial number inside as well: by the
  // lot, each record would look at all of the lot.
  static const std::string sql =
      std::string("SELECT ") + kColumns + " FROM record INDEXED BY record_serial " + kBodies +
      " WHERE record.serial <> '' AND EXISTS (SELECT 1 FROM record AS r INDEXED BY record_serial WHERE r.serial = record.serial AND r.lot = :lot) "
      "ORDER BY record.serial, record.row";
  database_->run([&] {
    soci::statement rows(database_->sql());
    rows.exchange(use(lot, "lot"));
    walk(*database_, rows, sql, [&](const std::string& serial, const StoredRecord& kept) {
      take(serial, kept);
      return true;
    });
  });
}

std::vector<StoredRecord> RecordStore::newest(const RecordQuery& query, std::size_t most) const {
  std::vector<StoredRecord> out;
  if (most == 0) return out;
  walk(*database_, query, Selection::Order::newest_first, [&](const StoredRecord& kept) {
    out.push_back(kept);
    return out.size() < most;
  });
  return out;
}

std::vector<std::string> RecordStore::started_behind(std::int64_t row) const {
  return database_->run([&] {
    const long long behind = row;
    std::vector<std::string> out;
    const soci::rowset<std::string> rows =
        (database_->sql().prepare << "SELECT started FROM record WHERE row > :row ORDER BY row", soci::use(behind, "row"));
    for (const auto& started : rows) out.push_back(started);
    return out;
  });
}

std::optional<StoredRecord> RecordStore::with_id(const std::string& id) const {
  RecordQuery query;
  query.id = id;
  auto found = newest(query, 1);
  return found.empty() ? std::nullopt : std::optional<StoredRecord>(std::move(found.front()));
}

std::int64_t RecordStore::count(const RecordQuery& query) const {
  const Selection selection(query);
  return database_->run([&] {
    long long out = 0;
    soci::statement rows(database_->sql());
    selection.bind(rows);
    rows.exchange(into(out));
    rows.alloc();
    rows.prepare(selection.sql("count(*)", "", Selection::Order::none));
    rows.define_and_bind();
    rows.execute(true);
    return static_cast<std::int64_t>(out);
  });
}

std::optional<std::string> RecordStore::text(const std::string& sha256) const {
  return database_->run([&]() -> std::optional<std::string> {
    std::string bytes;
    database_->sql() << "SELECT bytes FROM source WHERE sha256 = :hash", use(sha256, "hash"), into(bytes);
    if (!database_->sql().got_data()) return {};
    if (sha256_hex(bytes) != sha256)
      throw store_corrupt("the text " + sha256 + " is not what was written down", file());
    return bytes;
  });
}

ChainLink RecordStore::head(const std::string& station) const {
  return database_->run([&] {
    ChainLink last = last_link(database_->sql(), station);
    database_->sql() << "SELECT previous FROM record WHERE station = :station AND number = :number",
        use(station, "station"), use(last.number, "number"), into(last.previous);
    return last;
  });
}

std::map<std::string, ChainLink> RecordStore::heads() const {
  std::vector<std::string> stations;
  database_->run([&] {
    const soci::rowset<std::string> all = (database_->sql().prepare << "SELECT station FROM head");
    stations.assign(all.begin(), all.end());
  });
  std::map<std::string, ChainLink> out;
  for (const auto& station : stations) out[station] = head(station);
  return out;
}

void RecordStore::backup(const fs::path& path, const std::function<void(const RecordStore&)>& look,
                         const Progress& progress) const {
  const fs::path place = fs::absolute(path);
  require_place(place);
  try {
    TemporaryFile copy(place);
    copy_into(*database_, copy.name(), place, progress);
    look(RecordStore(copy.name(), Access::inspect));
    if (!copy.take_free_place()) refuse_existing(place);
  } catch (const std::system_error& e) {
    throw unwritable_store(place, e.code().value());
  }
}

}  // namespace buzzout
