#pragma once

#include <map>
#include <string>

#include "core/record.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// What the cables of kept tests were held against, from the files that the store keeps: see canonical_form().
class ProfileContents {
 public:
  // The store must outlive it.
  explicit ProfileContents(const RecordReader& store) : store_(store) {}

  // SHA-256 of the canonical form of the test's profile as it was. Where its text was not kept, or can no longer be
  // read, a text that only tests with the very same files have.
  std::string of(const TestRecord&);

 private:
  const RecordReader& store_;
  std::map<std::string, std::string> known_;  // by name and hashes
};

}  // namespace buzzout
