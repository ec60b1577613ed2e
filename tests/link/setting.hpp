#pragma once

#include <string>

#include "bench/bench_jig.hpp"
#include "link/quick_jig.hpp"

namespace buzzout {

// A shipped profile on the shipped fixture of an Uno.
struct Setting {
  explicit Setting(const std::string& profile_name)
      : fixture(shipped().fixture("headphone-bench-uno")),
        profile(shipped().profile(profile_name)),
        map(profile, fixture),
        job{profile, fixture, map},
        expected(profile, map) {}

  Links good_links() const {
    Links out;
    for (Point p = 0; p < 16; ++p) {
      const auto row = static_cast<Links::Row>(expected.matrix().rows[p]);
      out.quick[p] = out.held[p] = row;
    }
    return out;
  }

  Fixture fixture;
  Profile profile;
  FixtureMap map;
  Job job;
  Expectation expected;
};

}  // namespace buzzout
