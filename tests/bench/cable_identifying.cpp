#include <doctest/doctest.h>

#include "bench/cable_identifier.hpp"
#include "bench/learning_bench.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

TEST_CASE("the plugged-in cable is named among those of the library") {
  LearningBench bench({"trrs-2.5-to-dual-ts-3.5", "trs-6.35-patch"});
  bench.write_profile("broken", "profile: [");
  CableIdentifier identifier(bench.places, {"sim:2.5-ts", bench.fixture, nullptr, {}}, bench);
  CHECK(bench.skipped_files == 1);
  const Identification id = identifier.identify();
  REQUIRE(id.result() == IdentityResult::exact);
  CHECK(id.exact.front().profile->name == "trrs-2.5-to-dual-ts-3.5");
  CHECK(identifier.context().known.cables() == 2);
  CHECK(identifier.context().jig.simulated);
}

TEST_CASE("a name that would rest on a broken wire of the fixture is refused") {
  LearningBench bench({"trrs-2.5-to-dual-ts-3.5"});
  CableIdentifier identifier(bench.places, {"sim:2.5-ts", bench.fixture, nullptr, {}}, bench);
  bench.break_wire({"left", "T"});
  CHECK_THROWS_WITH_AS(identifier.identify(), doctest::Contains("left.T"), Error);
}

}  // namespace
}  // namespace buzzout
