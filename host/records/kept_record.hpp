#pragma once

#include <optional>

#include "core/fixture_map.hpp"
#include "core/record.hpp"
#include "store/record_reader.hpp"

namespace buzzout {

// A test as it was written down, with the profile and the fixture as they were then.
struct KeptTest {
  TestRecord record;
  Profile profile;
  Fixture fixture;
  FixtureMap map;
};

// Throws Error: what reading the document, or loading the texts that it names, throws.
KeptTest kept_test(const StoredRecord&, const RecordReader&);

// The record alone: its title and its answers about balance are not in the document.
TestRecord kept_record(const StoredRecord&);

}  // namespace buzzout
