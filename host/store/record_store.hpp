#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "store/access.hpp"
#include "store/record_query.hpp"

namespace buzzout {

class Database;

// A record as it was written down: `body` is the document, exactly the bytes that were hashed.
struct Kept {
  std::int64_t row = 0;  // rises with every record of the store
  std::string format, station, body;
  ChainLink chain;
};

// How often plugs went into a socket since it was new or replaced.
struct Insertions {
  std::int64_t count = 0;
  std::string replaced;  // when, as it was told; empty if never
};

// How far a long work is, in parts of a whole; false stops it with Error "interrupted".
using Progress = std::function<bool(std::int64_t done, std::int64_t all)>;

// Reads a document as whoever reads records later, and throws Error if that cannot be done.
using ReadBack = std::function<void(const nlohmann::ordered_json&)>;

// The records of tests and of what belongs to them, in one SQLite file: written once, never changed, never removed.
// Each station's records make a chain: a document names the hash of the one before.
// Everything throws Error with the file in `where`: "store-full", "store-read-only", "store-io", "store-busy" (another
// process did not let go for 10 s), "store-corrupt", "store-gone" (the file vanished or was replaced).
class RecordStore {
 public:
  // Opens the file; makes it where there is none. Looks at its beginning and at the ends of its chains: the whole is
  // for verify(). Besides: "store-newer", "store-older", "store-not-ours", "no-records" (nothing there to read).
  // Every record that is written is read back first: see append().
  explicit RecordStore(const std::filesystem::path&, Access = Access::write, ReadBack = {});
  ~RecordStore();
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;

  const std::filesystem::path& file() const;

  // Gives the document its "chain" and writes it down, with those of `texts` (by SHA-256) that are not there yet: on
  // the disk when it returns, all or nothing. Besides: "store-document", "store-duplicate" (the id is there), and what
  // the reader says of the document as it is in the file: what cannot be read again is not kept.
  ChainLink append(const nlohmann::ordered_json& document, const std::map<std::string, std::string>& texts);

  // Writes something and lets it go to the disk, so that whatever would keep a record from being written is found
  // out before there is one.
  void check_writable();

  // That no record is missing between others, and each names the one before: what is printed of the store rests on
  // it. Looks at the links of all records, not at their documents, which verify() does.
  void check_chains() const;

  // While one lives, everything that is read is of the moment in which it was made.
  class Moment {
   public:
    explicit Moment(const RecordStore&);
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
    ~Moment();

   private:
    const RecordStore& store_;
  };

  // Oldest first, one in memory at a time; until `take` returns false. A body that is not what was
  // written is an Error that names the record.
  void each(const RecordQuery&, const std::function<bool(const Kept&)>& take) const;
  // All records of the serial numbers that a lot has a record of, of that lot or not: by serial number, of each the
  // oldest first, one in memory at a time.
  void each_of_lot(const std::string& lot,
                   const std::function<void(const std::string& serial, const Kept&)>& take) const;
  // Newest first.
  std::vector<Kept> newest(const RecordQuery&, std::size_t most) const;
  // When the records behind a row were made, as they say themselves, in the order of their rows.
  std::vector<std::string> started_behind(std::int64_t row) const;
  std::optional<Kept> with_id(const std::string& id) const;
  std::int64_t count(const RecordQuery&) const;
  // The bytes of a file that a document names.
  std::optional<std::string> text(const std::string& sha256) const;
  // The last link of a station's chain; its number is 0 if there is none.
  ChainLink head(const std::string& station) const;
  std::map<std::string, ChainLink> heads() const;

  // Counts per socket of a fixture on a jig. They are no records.
  std::int64_t add_insertion(std::uint32_t jig, const std::string& fixture, const std::string& socket);
  void add_insertions(std::uint32_t jig, const std::string& fixture, const std::vector<std::string>& sockets);
  std::map<std::string, Insertions> insertions(std::uint32_t jig, const std::string& fixture) const;
  // Counts from 0 again.
  void socket_replaced(std::uint32_t jig, const std::string& fixture, const std::string& socket,
                       const std::string& when);

  // A copy that opens as a store, whole or not at all; `look` sees it before it gets its name. Besides: "file-exists".
  void backup(const std::filesystem::path&, const std::function<void(const RecordStore& copy)>& look,
              const Progress& = {}) const;

  // For those who check the store: what is under it.
  Database& database() const { return *database_; }

 private:
  void check_ends() const;
  void check_written(const ChainLink&, const std::string& station) const;

  ReadBack read_back_;
  std::unique_ptr<Database> database_;
  std::set<std::string> sources_;  // hashes of texts that are known to be there
};

}  // namespace buzzout
