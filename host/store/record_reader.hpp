#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "store/record_query.hpp"

namespace buzzout {

// A record as it was written down: `body` is the document, exactly the bytes that were hashed.
struct StoredRecord {
  std::int64_t row = 0;  // rises with every record of the store
  std::string format, station, body;
  ChainLink chain;
};

// What was written down, to be read: by one station in a file, or by many in a database. Everything throws Error.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // What an error names: the file, say.
  virtual std::string where() const = 0;

  // That no record is missing between others, and each names the one before: what is printed of the records rests on
  // it. Looks at the links of all records, not at their documents.
  virtual void check_chains() const = 0;

  // Oldest first, one in memory at a time; until `take` returns false. A body that is not what was
  // written is an Error that names the record.
  virtual void each(const RecordQuery&, const std::function<bool(const StoredRecord&)>& take) const = 0;
  // All records of the serial numbers that a lot has a record of, of that lot or not: by serial number, of each the
  // oldest first, one in memory at a time.
  virtual void each_of_lot(const std::string& lot,
                           const std::function<void(const std::string& serial, const StoredRecord&)>& take) const = 0;
  // Newest first.
  virtual std::vector<StoredRecord> newest(const RecordQuery&, std::size_t most) const = 0;
  // When the records behind a row were made, as they say themselves, in the order of their rows.
  virtual std::vector<std::string> started_behind(std::int64_t row) const = 0;
  virtual std::optional<StoredRecord> with_id(const std::string& id) const = 0;
  virtual std::int64_t count(const RecordQuery&) const = 0;
  // The bytes of a file that a document names.
  virtual std::optional<std::string> text(const std::string& sha256) const = 0;
  // The last link of a station's chain; its number is 0 if there is none.
  virtual ChainLink head(const std::string& station) const = 0;
  virtual std::map<std::string, ChainLink> heads() const = 0;
};

}  // namespace buzzout
