#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "store/record_reader.hpp"

namespace buzzout {

inline constexpr const char* kJsonLines = "jsonl";

// Records as they come, in one of the formats of an export.
class RecordWriter {
 public:
  virtual ~RecordWriter() = default;
  // False: it is none that this format has.
  virtual bool add(const StoredRecord&) = 0;
  virtual void finish() {}
};

// "jsonl", "csv", "junit"; the last two are of tests only, without golden cables and red
// rabbits. Throws Error "usage" if there is no such format.
void check_record_format(const std::string&);
// The stream and the store outlive the writer.
std::unique_ptr<RecordWriter> record_writer(const std::string& format, std::ostream&, const RecordReader&);

}  // namespace buzzout
