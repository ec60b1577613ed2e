#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "bench_of_tests.hpp"

using namespace buzzout;

namespace {

// The best mean of five batches, since others use the machine too.
template <typename Work>
double microseconds(int times, Work work) {
  double best = 1e9;
  for (int batch = 0; batch < 5; ++batch) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) work();
    const std::chrono::duration<double, std::micro> taken =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count() / times);
  }
  return best;
}

}  // namespace

TEST_CASE("a scan of a simulated cable always ends the same") {
  for (const std::string& cable :
       std::vector<std::string>{"good", "none,loop:amp", "cap:amp.T:amp.R1:300p",
                                "short:amp.T:amp.R1,short:amp.R1:amp.R2,short:amp.R2:amp.R3",
                                "diode:amp.T:amp.R1", "flaky:amp.S"}) {
    TestBench t(cable);
    const auto first = t.scan();
    const double scan = microseconds(20, [&] { CHECK(t.scan() == first); });
    const double plug = microseconds(20, [&] { t.plug(cable); });
    MESSAGE(cable, ": a 16-point scan takes ", scan, " us, plugging in ", plug, " us");
  }
}

TEST_CASE("a cable that was never seen before scans as its joint's resistance wants") {
  TestBench t;
  double ohm = 1;
  const double both = microseconds(20, [&] {
    t.plug("ohms:amp.R1:" + std::to_string(ohm += 0.01));
    CHECK(t.scan() == scan_of({points({0, 5}), points({1, 6}), points({2, 7}), points({3, 8})}));
  });
  MESSAGE("plugging in and scanning a new cable takes ", both, " us");
  const double all = microseconds(5, [&] {
    t.plug(
        "none,loop:amp,loop:left,loop:right,loop:jack,loop:xlr4,touch:amp.T,bridge:5:6,bridge:7:8,"
        "bridge:9:10,bridge:12:13");
    t.pull_up_all();
    t.bench.advance(1e-3);
    CHECK(t.read_all() == first_points(16));
  });
  MESSAGE("all 16 points in one net, new each time: ", all, " us");
}
