#include "store/database.hpp"

#include <unistd.h>

#include <cstring>

#include "store/store_error.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using namespace sqlite_api;

constexpr int kBusyMilliseconds = 10'000;
constexpr int kStepsBetweenQuestions = 20'000;

// As a URI: the way to tell SQLite not to create, and to name any path.
std::string uri_of(const fs::path& file, const std::string& mode) {
  std::string out = "file://";
  for (const char byte : file.string()) {
    const auto c = static_cast<unsigned char>(byte);
    if (std::isalnum(c) != 0 || std::strchr("/-._~", c) != nullptr) {
      out += static_cast<char>(c);
    } else {
      constexpr const char* kDigits = "0123456789ABCDEF";
      out += {'%', kDigits[c >> 4], kDigits[c & 15]};
    }
  }
  return out + "?" + mode;
}

// A store on a medium that cannot be written is read without the files that SQLite puts beside it, unless
// there is something in them.
std::string mode_for(const fs::path& file, Access access) {
  if (access == Access::write) return "mode=rw";
  std::error_code none;
  const bool writable = ::access(file.c_str(), W_OK) == 0 && ::access(file.parent_path().c_str(), W_OK) == 0;
  if (writable) return "mode=rw";
  const auto ahead = fs::file_size(file.string() + "-wal", none);
  return none || ahead == 0 ? "mode=ro&immutable=1" : "mode=ro";
}

std::string connection_to(const fs::path& file, Access access) {
  static const bool uris = sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK;
  static_cast<void>(uris);  // refused if SQLite is in use already; then the URIs are on, or opening tells
  return "dbname=" + uri_of(file, mode_for(file, access));
}

soci::session& opened(soci::session& session, const fs::path& file, Access access) {
  try {
    session.open(soci::sqlite3, connection_to(file, access));
  } catch (const soci::sqlite3_soci_error& e) {
    throw store_error(e.result(), e.get_error_message(), file);
  } catch (const soci::soci_error& e) {
    throw store_error(SQLITE_CANTOPEN, e.get_error_message(), file);
  }
  return session;
}

int result_of(const soci::soci_error& e) {
  const auto* const known = dynamic_cast<const soci::sqlite3_soci_error*>(&e);
  return known != nullptr ? known->result() : SQLITE_ERROR;
}

}  // namespace

Database::Database(const fs::path& path, Access access) : file_(fs::absolute(path)), identity_(file_) {
  opened(session_, file_, access);
  identity_.check();
  run([&] {
    sqlite3_busy_timeout(handle(), kBusyMilliseconds);
    session_ << "PRAGMA foreign_keys = ON";
    session_ << "PRAGMA trusted_schema = OFF";
    session_ << "PRAGMA cell_size_check = ON";
    if (access != Access::write) {
      session_ << "PRAGMA query_only = ON";
      return;
    }
    session_ << "PRAGMA synchronous = FULL";
    if (number_of("PRAGMA synchronous") != 2 || number_of("PRAGMA foreign_keys") != 1)
      throw Error("store-io", "this SQLite does not wait until a record is on the disk", file_.string(),
                  "use the SQLite that comes with the system");
  });
}

sqlite3* Database::handle() {
  return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
}

std::string Database::text_of(const std::string& query) {
  std::string out;
  session_ << query, soci::into(out);
  return out;
}

long long Database::number_of(const std::string& query) {
  long long out = 0;
  session_ << query, soci::into(out);
  return out;
}

Error Database::error_of(const soci::soci_error& e) const { return store_error(result_of(e), e.get_error_message(), file_); }

void Database::rethrow(const soci::soci_error& e) const {
  if ((result_of(e) & 0xFF) == SQLITE_INTERRUPT) throw InterruptedError("interrupted", file_.string());
  throw error_of(e);
}

Transaction::Transaction(Database& database) : database_(database) { database_.sql() << "BEGIN IMMEDIATE"; }

Transaction::~Transaction() {
  if (open_ && sqlite3_get_autocommit(database_.handle()) == 0)
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.sql() << "COMMIT";
  open_ = false;
}

Patience::Patience(Database& database, std::function<bool()> go_on)
    : database_(database), go_on_(std::move(go_on)) {
  if (go_on_) sqlite3_progress_handler(database_.handle(), kStepsBetweenQuestions, ask, this);
}

Patience::~Patience() { sqlite3_progress_handler(database_.handle(), 0, nullptr, nullptr); }

int Patience::ask(void* self) { return static_cast<Patience*>(self)->go_on_() ? 0 : 1; }

}  // namespace buzzout
