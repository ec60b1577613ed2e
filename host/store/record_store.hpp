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

#include "store/record_reader.hpp"

namespace buzzout {

class Database;

// What is meant to be done with a store.
enum class Access {
  write,    // makes it where there is none, and brings it up to date
  read,     // changes nothing; there must be one
  inspect,  // as read, of one that may be damaged
};

// How often plugs went into a socket since it was new or replaced.
struct Insertions {
  std::int64_t count = 0;
  std::string replaced;  // when, as it was told; empty if never
};

// How far a long work is, in parts of a whole; false stops it with InterruptedError.
using Progress = std::function<bool(std::int64_t done, std::int64_t all)>;

// Reads a document as whoever reads records later, and throws Error if that cannot be done.
using ReadBack = std::function<void(const nlohmann::ordered_json&)>;

// The records of tests and of what belongs to them, in one SQLite file: written once, never changed, never removed.
// Each station's records make a chain: a document names the hash of the one before.
// Everything throws Error with the file in `where`: "store-full", "store-read-only", "store-io", "store-busy" (another
// process did not let go for 10 s), "store-corrupt", "store-gone" (the file vanished or was replaced).
class RecordStore : public RecordReader {
 public:
  // Opens the file; makes it where there is none. Looks at its beginning and at the ends of its chains: the whole is
  // for verify(). Besides: "store-newer", "store-older", "store-not-ours", "no-records" (nothing there to read).
  // Every record that is written is read back first: see append().
  explicit RecordStore(const std::filesystem::path&, Access = Access::write, ReadBack = {});
  ~RecordStore() override;
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;

  const std::filesystem::path& file() const;
  std::string where() const override { return file().string(); }

  // Gives the document its "chain" and writes it down, with those of `texts` (by SHA-256) that are not there yet: on
  // the disk when it returns, all or nothing. Besides: "store-document", "store-duplicate" (the id is there), and what
  // the reader says of the document as it is in the file: what cannot be read again is not kept.
  ChainLink append(const nlohmann::ordered_json& document, const std::map<std::string, std::string>& texts);

  // Writes something and lets it go to the disk, so that whatever would keep a record from being written is found
  // out before there is one.
  void check_writable();

  // Does not look at the documents: verify() does.
  void check_chains() const override;

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

  void each(const RecordQuery&, const std::function<bool(const StoredRecord&)>& take) const override;
  void each_of_lot(const std::string& lot,
                   const std::function<void(const std::string& serial, const StoredRecord&)>& take) const override;
  std::vector<StoredRecord> newest(const RecordQuery&, std::size_t most) const override;
  std::vector<std::string> started_behind(std::int64_t row) const override;
  std::optional<StoredRecord> with_id(const std::string& id) const override;
  std::int64_t count(const RecordQuery&) const override;
  std::optional<std::string> text(const std::string& sha256) const override;
  ChainLink head(const std::string& station) const override;
  std::map<std::string, ChainLink> heads() const override;

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
