#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "store/file_identity.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// One SQLite file, which must exist. Whatever SQLite says leaves here as an Error with the file in `where`:
// "store-full", "store-read-only", "store-io", "store-corrupt", "store-busy", "store-gone".
class Database {
 public:
  Database(const std::filesystem::path&, Access);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::filesystem::path& file() const { return file_; }
  soci::session& sql() { return session_; }
  sqlite_api::sqlite3* handle();

  // Runs what uses sql(), and translates what that throws.
  template <typename Work>
  auto run(Work&& work) -> decltype(work()) {
    try {
      return std::forward<Work>(work)();
    } catch (const soci::soci_error& e) {
      rethrow(e);
    }
  }

  // Not of a statement that Patience stopped.
  Error error_of(const soci::soci_error&) const;

  // Under run().
  std::string text_of(const std::string& query);
  long long number_of(const std::string& query);

  // Throws Error "store-gone" unless the file is still the one that was opened.
  void check_place() const { identity_.check(); }
  // Notes the journal that SQLite writes ahead, once it is there.
  void note_journal() { identity_.note_journal(); }

 private:
  [[noreturn]] void rethrow(const soci::soci_error&) const;

  std::filesystem::path file_;
  soci::session session_;
  FileIdentity identity_;
};

// Written whole when commit() returns; else nothing of it is. Takes the store for writing at once, so that what
// is read inside is still so when it is written.
class Transaction {
 public:
  explicit Transaction(Database&);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

// Tells while a long statement runs, and stops it with InterruptedError when `go_on` returns false.
class Patience {
 public:
  Patience(Database&, std::function<bool()> go_on);
  ~Patience();
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

 private:
  static int ask(void*);
  Database& database_;
  std::function<bool()> go_on_;
};

}  // namespace buzzout
