#include "jig/clock.hpp"

#include <doctest/doctest.h>

TEST_CASE("the machine's clock goes on by what was slept, and never back") {
  buzzout::SteadyClock clock;
  const auto start = clock.now();
  clock.sleep(std::chrono::milliseconds(20));
  const auto end = clock.now();
  CHECK(end - start >= std::chrono::milliseconds(20));
  clock.sleep(std::chrono::milliseconds(-20));
  CHECK(clock.now() >= end);
}
