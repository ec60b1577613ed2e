#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/resource.h>

#include "store/database.hpp"
#include "store/record_schema.hpp"
#include "store/record_selection.hpp"
#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/shelf.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

// A disk of a few megabytes, where one may be mounted.
struct SmallDisk : Folder {
  SmallDisk() { mounted = ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=12m") == 0; }
  ~SmallDisk() {
    if (mounted) ::umount2(path.c_str(), MNT_DETACH);
  }
  fs::path ballast() const { return path / "ballast"; }
  // Leaves so many bytes free.
  void fill(std::uintmax_t leave) const {
    const auto free = fs::space(path).available;
    if (free <= leave) return;
    std::ofstream out(ballast(), std::ios::binary | std::ios::app);
    const std::string piece(4096, 'x');
    for (auto left = free - leave; left >= piece.size() && out; left -= piece.size()) out << piece;
  }
  bool can_be_used() const {
    if (!mounted) MESSAGE("left out: nothing may be mounted here");
    return mounted;
  }
  bool mounted = false;
};

Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    return e;
  }
  return {"none", ""};
}

int as_exit_status(const std::function<bool()>& action) {
  try {
    return action() ? 0 : 1;
  } catch (const Error& e) {
    std::fprintf(stderr, "%s: %s\n", e.code.c_str(), e.message.c_str());
    return 2;
  }
}

}  // namespace

TEST_CASE("a disk that is getting full is found out before the next cable") {
  const SmallDisk disk;
  if (!disk.can_be_used()) return;
  RecordStore store(disk.file());
  store.check_writable();
  disk.fill(3U << 20U);
  const Error e = error_of([&] { store.check_writable(); });
  CHECK(e.code == "store-full");
  CHECK(e.where == disk.file().string());
  CHECK(e.remedy == "make room on that disk");
  CHECK(code_of([&] { RecordStore second(disk.file()); }) == "store-full");
  CHECK(store.append(a_test("there is room for this one"), texts()).number == 1);
  fs::remove(disk.ballast());
  store.check_writable();
}

TEST_CASE("a full disk keeps a record whole or not at all, and goes on when there is room again") {
  const SmallDisk disk;
  if (!disk.can_be_used()) return;
  RecordStore store(disk.file());
  std::int64_t kept = 0;
  for (int round = 0; round < 3; ++round) {
    disk.fill(200'000);
    std::string code = "none";
    for (int i = 0; i < 1000 && code == "none"; ++i) {
      Json big = a_test(std::to_string(kept) + "/" + std::to_string(round));
      big["note"] = std::string(20'000, 'n');
      code = code_of([&] { store.append(big, texts()); });
      if (code == "none") ++kept;
    }
    CHECK(code == "store-full");
    CHECK(store.count({}) == kept);
    CHECK(code_of([&] { store.check_writable(); }) == "store-full");
    fs::remove(disk.ballast());
    store.check_writable();
    store.append(a_test("afterwards " + std::to_string(round)), texts());
    ++kept;
    CHECK(verify(store).sound());
  }
  CHECK(store.count({}) == kept);
  CHECK(kept > 6);
}

TEST_CASE("a store that cannot be made for want of room leaves nothing behind") {
  const SmallDisk disk;
  if (!disk.can_be_used()) return;
  disk.fill(20'000);
  CHECK(code_of([&] { RecordStore store(disk.file()); }) == "store-full");
  CHECK(std::distance(fs::directory_iterator(disk.path), fs::directory_iterator{}) == 1);  // the ballast
}

TEST_CASE("a limit on the size of files is an error of the disk, and loses nothing") {
  const Folder folder;
  { RecordStore(folder.file()).append(a_test("before"), texts()); }
  CHECK(status_of([&] {
          return as_exit_status([&] {
            RecordStore store(folder.file());
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{60'000, 60'000};
            if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
            Json big = a_test("too big");
            big["note"] = std::string(200'000, 'n');
            return code_of([&] { store.append(big, texts()); }) == "store-io";
          });
        }) == 0);
  RecordStore store(folder.file());
  CHECK(store.count({}) == 1);
  CHECK(verify(store).sound());
  CHECK(store.append(a_test("after"), texts()).number == 2);
}

TEST_CASE("a folder that may not be written is found out before anything is measured, and can be read") {
  if (::getuid() != 0) return;  // it takes root to be somebody else
  const Folder folder;
  { RecordStore(folder.file()).append(a_test("one"), texts()); }
  fs::permissions(folder.path, fs::perms(0755));
  CHECK(status_of([&] {
          if (!become_nobody()) return 3;
          return as_exit_status([&] {
            const Error e = error_of([&] { RecordStore store(folder.file()); });
            const RecordStore reader(folder.file(), Access::read);
            return e.code == "store-read-only" && e.where == folder.file().string() && reader.count({}) == 1 &&
                   reader.newest({}, 1).at(0).chain.number == 1 && verify(reader).sound();
          });
        }) == 0);
  CHECK(status_of([&] {
          if (!become_nobody()) return 3;
          return as_exit_status([&] {
            return code_of([&] { RecordStore store(folder.path / "new" / "records.sqlite"); }) == "store-read-only" &&
                   code_of([&] { RecordStore store(folder.path / "new.sqlite"); }) == "store-read-only";
          });
        }) == 0);
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator{}) == 1);
}

TEST_CASE("a folder that becomes read-only while the store is open is found out before the next cable") {
  if (::getuid() != 0) return;
  const Folder folder;
  REQUIRE(::chown(folder.path.c_str(), 65534, 65534) == 0);
  CHECK(status_of([&] {
          if (!become_nobody()) return 3;
          return as_exit_status([&] {
            RecordStore store(folder.file());
            store.check_writable();
            fs::permissions(folder.path, fs::perms(0555));
            const bool told = code_of([&] { store.check_writable(); }) == "store-read-only";
            fs::permissions(folder.path, fs::perms(0755));
            fs::permissions(folder.file(), fs::perms(0444));
            const bool told_of_file = code_of([&] { store.check_writable(); }) == "store-read-only";
            fs::permissions(folder.file(), fs::perms(0644));
            store.check_writable();
            return told && told_of_file;
          });
        }) == 0);
}

TEST_CASE("a store on a medium that cannot be written is read, and what was written ahead with it") {
  const SmallDisk disk;
  if (!disk.can_be_used()) return;
  { RecordStore(disk.file()).append(a_test("one"), texts()); }
  const Folder other;
  fs::copy(disk.file(), other.file());
  REQUIRE(::mount("tmpfs", disk.path.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
  CHECK(code_of([&] { RecordStore store(disk.file()); }) == "store-read-only");
  const RecordStore reader(disk.file(), Access::read);
  CHECK(reader.count({}) == 1);
  CHECK(verify(reader).sound());
}

TEST_CASE("a store that vanishes or is replaced while it is open is found out, and nothing goes into the lost file") {
  for (const char* part : {"", "-wal"}) {
    CAPTURE(part);
    const Folder folder;
    RecordStore store(folder.file());
    store.append(a_test("one"), texts());
    const fs::path lost = folder.file().string() + part, away = folder.path / "elsewhere";
    fs::rename(lost, away);
    CHECK(code_of([&] { store.check_writable(); }) == "store-gone");
    CHECK(code_of([&] { store.append(a_test("two"), texts()); }) == "store-gone");
    fs::copy(away, lost);
    const Error e = error_of([&] { store.append(a_test("two"), texts()); });
    CHECK(e.code == "store-gone");
    CHECK(e.where == lost.string());
    fs::rename(away, lost);
    CHECK(store.append(a_test("two"), texts()).number == 2);
  }
}

TEST_CASE("a part of a store whose file is missing is not taken for that of a new one") {
  const Folder folder;
  write_bytes(folder.file().string() + "-wal", "left over");
  const Error e = error_of([&] { RecordStore store(folder.file()); });
  CHECK(e.code == "store-gone");
  CHECK(e.where == folder.file().string() + "-wal");
  CHECK_FALSE(fs::exists(folder.file()));
}

TEST_CASE("nothing there to read is an error that says what to do, and makes nothing") {
  const Folder folder;
  for (const Access access : {Access::read, Access::inspect})
    CHECK(code_of([&] { RecordStore store(folder.file(), access); }) == "no-records");
  CHECK(fs::is_empty(folder.path));
}

TEST_CASE("a store of a newer program is refused with both versions, and left as it is") {
  const Folder folder;
  { RecordStore(folder.file()).append(a_test("one"), texts()); }
  {
    soci::session sql(soci::sqlite3, "dbname=" + folder.file().string());
    sql << "PRAGMA user_version = 7";
  }
  const std::string before = bytes_of(folder.file());
  for (const Access access : {Access::write, Access::read, Access::inspect}) {
    const Error e = error_of([&] { RecordStore store(folder.file(), access); });
    CHECK(e.code == "store-newer");
    CHECK(e.message == "the records are in a store of version 7, and this program knows version 1");
  }
  CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("what is no store of records is refused and left as it is") {
  const Folder folder;
  {
    soci::session sql(soci::sqlite3, "dbname=" + folder.file().string());
    sql << "CREATE TABLE record(row INTEGER PRIMARY KEY)";
  }
  const std::string foreign = bytes_of(folder.file());
  for (const std::string& bytes : {foreign, std::string("profile: patch\n"), std::string(5000, '\0'), std::string("SQLite format 3")}) {
    write_bytes(folder.file(), bytes);
    for (const Access access : {Access::write, Access::read, Access::inspect})
      CHECK(code_of([&] { RecordStore store(folder.file(), access); }) == "store-not-ours");
    CHECK(bytes_of(folder.file()) == bytes);
  }
  write_bytes(folder.file(), "");
  CHECK(code_of([&] { RecordStore store(folder.file()); }) == "store-corrupt");
  CHECK(bytes_of(folder.file()).empty());
  CHECK(code_of([&] { RecordStore store(folder.path); }) == "store-not-ours");
}

TEST_CASE("an older store is brought up to date at once, with a copy of what it was") {
  const Folder folder;
  { RecordStore(folder.file()).append(a_test("one"), texts()); }
  std::vector<SchemaStep> steps(schema_steps().begin(), schema_steps().end());
  steps.push_back({"CREATE TABLE later(row INTEGER PRIMARY KEY)", "INSERT INTO later VALUES(42)"});
  Database db(folder.file(), Access::write);
  CHECK(code_of([&] { settle_version(db, Access::read, steps); }) == "store-older");
  settle_version(db, Access::write, steps);
  CHECK(db.number_of("SELECT row FROM later") == 42);
  CHECK(db.number_of("PRAGMA user_version") == 2);
  CHECK(missing_part(db, steps).empty());
  const fs::path copy = folder.file().string() + ".version-1";
  CHECK(RecordStore(copy).count({}) == 1);
  CHECK(verify(RecordStore(copy)).sound());
  settle_version(db, Access::write, steps);  // nothing more to do
  CHECK(code_of([&] { settle_version(db, Access::write); }) == "store-newer");
}

TEST_CASE("a step that fails leaves the older store as it was") {
  const Folder folder;
  { RecordStore(folder.file()).append(a_test("one"), texts()); }
  std::vector<SchemaStep> steps(schema_steps().begin(), schema_steps().end());
  steps.push_back({"CREATE TABLE later(row INTEGER PRIMARY KEY)", "INSERT INTO nowhere VALUES(42)"});
  {
    Database db(folder.file(), Access::write);
    CHECK(code_of([&] { settle_version(db, Access::write, steps); }) == "store-corrupt");
  }
  RecordStore store(folder.file());
  CHECK(store.count({}) == 1);
  CHECK(store.database().number_of("SELECT count(*) FROM sqlite_schema WHERE name = 'later'") == 0);
}

TEST_CASE("another program that does not let go is an error, and the record can be written afterwards") {
  const Folder folder;
  RecordStore store(folder.file());
  sqlite_api::sqlite3_busy_timeout(store.database().handle(), 50);
  {
    soci::session other(soci::sqlite3, "dbname=" + folder.file().string());
    other << "BEGIN IMMEDIATE";
    CHECK(code_of([&] { store.append(a_test("one"), texts()); }) == "store-busy");
    CHECK(code_of([&] { store.check_writable(); }) == "store-busy");
    other << "ROLLBACK";
  }
  CHECK(store.append(a_test("one"), texts()).number == 1);
}

TEST_CASE("a store may lie in a folder of any name") {
  const Folder folder;
  for (const char* name : {"with space", "\"quoted\"", "it's", "100%", "?mode=memory", "#1", "\xC3\xBC\xE2\x9C\x93", "a=b", ";"}) {
    CAPTURE(name);
    const fs::path file = folder.path / name / "records.sqlite";
    { RecordStore(file).append(a_test("one"), texts()); }
    CHECK(RecordStore(file, Access::read).count({}) == 1);
    CHECK(fs::exists(file));
  }
}

TEST_CASE("a backup is a store of its own, and overwrites nothing") {
  const Folder folder;
  RecordStore store(folder.file());
  for (int i = 0; i < 20; ++i) store.append(a_test(std::to_string(i)), texts());
  const fs::path copy = folder.path / "deeper" / "it's a copy.sqlite";
  Verification seen;
  const auto look = [&](const RecordStore& other) { seen = verify(other, store.head("bench-2").hash); };
  CHECK(code_of([&] { store.backup(copy, look); }) == "no-folder");  // a stick that is not in
  fs::create_directory(copy.parent_path());
  RecordStore(folder.file(), Access::read).backup(copy, look);
  CHECK(seen.sound());
  CHECK(seen.records == 20);
  store.append(a_test("not in the copy"), texts());
  CHECK(code_of([&] { store.backup(copy, look); }) == "file-exists");
  RecordStore other(copy);
  CHECK(other.count({}) == 20);
  CHECK(other.append(a_test("goes on"), texts()).number == 21);
  CHECK(code_of([&] { store.backup(folder.path / "never", look, [](auto, auto) { return false; }); }) == "none");
  CHECK(code_of([&] { store.backup("/proc/nowhere/copy", look); }) != "none");
  CHECK(std::distance(fs::directory_iterator(copy.parent_path()), fs::directory_iterator{}) == 3);  // and -wal, -shm
}

TEST_CASE("a backup for which there is no room leaves nothing, and says where there is none") {
  const SmallDisk disk;
  if (!disk.can_be_used()) return;
  const Folder folder;
  RecordStore store(folder.file());
  Json big = a_test("big");
  big["note"] = std::string(2'000'000, 'n');
  store.append(big, texts());
  disk.fill(500'000);
  const Error e = error_of([&] { store.backup(disk.path / "copy.sqlite", [](const RecordStore&) {}); });
  CHECK(e.code == "store-full");
  CHECK(e.where == (disk.path / "copy.sqlite").string());
  CHECK(std::distance(fs::directory_iterator(disk.path), fs::directory_iterator{}) == 1);  // the ballast
}

TEST_CASE("queries walk along the records, without gathering or sorting them first") {
  const Folder folder;
  RecordStore store(folder.file());
  using Set = std::function<void(RecordQuery&)>;
  for (const Set& set : {Set([](auto&) {}), Set([](auto& q) { q.serial = "1"; }), Set([](auto& q) { q.lot = "L"; }),
                         Set([](auto& q) { q.fault = "open"; }), Set([](auto& q) { q.station = "s"; }),
                         Set([](auto& q) { q.from = q.to = "2026-03-14"; }),
                         Set([](auto& q) { q.lot = q.serial = q.outcome = q.fault = q.station = q.profile = "x"; })})
    for (const auto order : {Selection::Order::oldest_first, Selection::Order::newest_first}) {
      RecordQuery query;
      set(query);
      const Selection selection(query);
      const std::string sql = selection.sql("body", "LEFT JOIN document ON document.row = record.row", order);
      std::string plan;
      soci::statement rows(store.database().sql());
      selection.bind(rows);
      std::string detail;
      int id = 0, parent = 0, unused = 0;
      rows.exchange(soci::into(id));
      rows.exchange(soci::into(parent));
      rows.exchange(soci::into(unused));
      rows.exchange(soci::into(detail));
      rows.alloc();
      rows.prepare("EXPLAIN QUERY PLAN " + sql);
      rows.define_and_bind();
      rows.execute();
      while (rows.fetch()) plan += detail + "\n";
      INFO(sql, "\n", plan);
      CHECK(plan.find("TEMP B-TREE") == std::string::npos);
      CHECK(plan.find("document") != std::string::npos);
    }
}
