#include <doctest/doctest.h>

#include "bench/cable_scanner.hpp"
#include "bench/learning_bench.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

std::vector<std::string> names_of(const std::vector<const Socket*>& sockets) {
  std::vector<std::string> out;
  for (const Socket* s : sockets) out.push_back(s->name);
  return out;
}

TEST_CASE("a scan says what is connected, what it measures as, and which sockets to draw") {
  LearningBench bench({"trrs-2.5-to-dual-ts-3.5"});
  CableScanner scanner(bench.places, {"sim:2.5-ts", bench.fixture, nullptr, {}}, bench);
  CHECK_FALSE(scanner.defect());
  const CableScan found = scanner.scan({"amp-2.5"});
  CHECK(names_of(found.sockets) == std::vector<std::string>{"amp-2.5", "left", "right"});
  REQUIRE(found.likeness);
  CHECK(found.likeness->sentence.find("2.5-ts") != std::string::npos);
  CHECK_FALSE(found.headphone);
}

TEST_CASE("a socket that the fixture does not have is refused before anything is measured") {
  LearningBench bench({"trrs-2.5-to-dual-ts-3.5"});
  CableScanner scanner(bench.places, {"sim:2.5-ts", bench.fixture, nullptr, {}}, bench);
  CHECK_THROWS_WITH_AS(scanner.scan({"lft"}), doctest::Contains("has no socket `lft`"), Error);
}

TEST_CASE("a fixture with a known defect is told") {
  LearningBench bench({"trrs-2.5-to-dual-ts-3.5"});
  CableScanner scanner(bench.places, {"sim:2.5-ts", bench.fixture, nullptr, {}}, bench);
  bench.break_wire({"left", "T"});
  REQUIRE(scanner.defect());
  CHECK(scanner.defect()->code == "fixture-wire-broken");
}

}  // namespace
}  // namespace buzzout
