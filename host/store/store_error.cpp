#include "store/store_error.hpp"
#include "core/error_codes.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <cstring>

namespace buzzout {
namespace {

// Where there is no room even for its index in memory, SQLite speaks of an input/output error.
bool has_no_room(const std::filesystem::path& file) {
  constexpr std::uintmax_t kLeast = 64 * 1024;
  std::error_code problem;
  const auto space = std::filesystem::space(file.parent_path(), problem);
  return !problem && space.available < kLeast;
}

}  // namespace

Error unwritable_store(const std::filesystem::path& file, int problem) {
  if (problem == ENOSPC || problem == EDQUOT) return store_error(SQLITE_FULL, "", file);
  if (problem == EROFS || problem == EACCES || problem == EPERM) return store_error(SQLITE_READONLY, "", file);
  return store_error(SQLITE_IOERR, std::strerror(problem), file);
}

Error unreadable_store(const std::filesystem::path& file, int problem) {
  return store_error(SQLITE_IOERR, std::strerror(problem), file);
}

Error store_corrupt(const std::string& what, const std::filesystem::path& file) {
  return {kStoreCorrupt, what, file.string(),
          "keep the file as it is for repair, put back a backup, and see what is damaged", Action{ActionCode::verify_records}};
}

Error store_error(int result, const std::string& said, const std::filesystem::path& file) {
  const std::string where = file.string();
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return {"store-full", "there is no room left for records", where, "make room on that disk"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"store-read-only", "the file of records cannot be written", where,
              "make the file and its folder writable"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // the statements are right: the tables are not what they were made as
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return store_corrupt("the file of records is damaged: " + said, file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"store-busy", "another program holds the records and does not let go", where,
              "end the other program, or wait until it is done"};
    default:
      if (has_no_room(file)) return store_error(SQLITE_FULL, said, file);
      return {"store-io", "the records could not be reached: " + said, where,
              "look at the disk and at the permissions of the file and its folder"};
  }
}

}  // namespace buzzout
