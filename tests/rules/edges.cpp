#include <doctest/doctest.h>

#include "rules/sources.hpp"

// What must go through one place, because elsewhere something would be forgotten.
namespace buzzout::rules {
namespace {

TEST_CASE("JSON is printed by json_text, or bytes that are not UTF-8 would end the program") {
  int seen = 0;
  for (const auto& line : lines_of({"host"})) {
    if (line.text.find(".dump(") == std::string::npos) continue;
    INFO(line.place());
    // The store refuses a document that is not UTF-8, and its ledger has names of the library only.
    CHECK((line.file == "host/report/json_text.cpp" || is_in(line.file, "host/store")));
    ++seen;
  }
  CHECK(seen > 0);
}

TEST_CASE("whoever opens the records for writing has them read back") {
  int seen = 0;
  for (const auto& line : lines_of({"host"})) {
    const bool opens = line.text.find("RecordStore store(") != std::string::npos ||
                       line.text.find("make_unique<RecordStore>(") != std::string::npos;
    if (!opens || is_in(line.file, "host/store")) continue;
    INFO(line.place());
    const bool reads_only = line.text.find("Access::read)") != std::string::npos || line.text.find("Access::inspect)") != std::string::npos;
    CHECK((reads_only || line.text.find("Access::write, read_back)") != std::string::npos));
    ++seen;
  }
  CHECK(seen > 5);
}

}  // namespace
}  // namespace buzzout::rules
