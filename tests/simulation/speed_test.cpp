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
