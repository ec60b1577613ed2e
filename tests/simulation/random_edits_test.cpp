#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "bench_of_tests.hpp"

using namespace buzzout;

TEST_CASE("whatever edits are combined, the bench stays sound or refuses them") {
  const std::vector<std::string> pool = {"open:amp.R1",
                                         "open:left.S",
                                         "short:amp.T:amp.R1",
                                         "short:left.S:right.S",
                                         "swap:amp.T:amp.S",
                                         "swap:left.T:left.S",
                                         "ohms:amp.R1:4.7",
                                         "ohms:left.T:50k",
                                         "leak:amp.T:amp.R1:9k",
                                         "diode:amp.T:left.S",
                                         "diode:amp.R2:amp.R3",
                                         "cap:amp.T:amp.S:10n",
                                         "cap:left.T:right.T:1u",
                                         "series:amp.T:0.1u",
                                         "series:left.T:1n",
                                         "flaky:amp.R1",
                                         "wobble:amp.R1:0.2:5",
                                         "unplug:left",
                                         "unplug:amp",
                                         "also:jack-cable",
                                         "also:small-adapter",
                                         "loop:xlr4",
                                         "loop:amp",
                                         "touch:amp.T",
                                         "touch:xlr4.3",
                                         "stuck:7:low",
                                         "stuck:1:high",
                                         "dead:2",
                                         "bridge:7:8",
                                         "cut:amp.T",
                                         "cut:xlr4.1",
                                         "exchange:cup-1.T:xlr4.1",
                                         "powered:3:12",
                                         "none",
                                         "good"};
  std::mt19937 random(11);
  int plugged = 0;
  for (int trial = 0; trial < 400; ++trial) {
    TestBench t("none", trial % 2 == 0 ? "uno" : "mega");
    std::string text;
    for (int n = 0; n < 4; ++n) text += (n > 0 ? "," : "") + pool[random() % pool.size()];
    CAPTURE(text);
    try {
      t.plug(text);
      ++plugged;
    } catch (const Error& e) {
      REQUIRE(e.code == "cable-language");
      REQUIRE_FALSE(e.remedy.empty());
      continue;
    }
    t.scan();
    REQUIRE(t.bench.violations().empty());
    for (Point p = 0; p < 16; ++p) {
      REQUIRE(std::isfinite(t.bench.volts(p)));
      REQUIRE(t.bench.volts(p) > -6);  // a capacitor may pull a net below ground
      REQUIRE(t.bench.volts(p) < 17);
    }
  }
  CHECK(plugged > 200);
}
