#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>
#include <utility>

#include "simulation/manual_clock.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// One jig out of many, with a resistor between two of its points, and the days on which it is used.
class MadeUpJig {
 public:
  // Another day: another temperature.
  void another_day() {
    constexpr double kApart = 4;  // K
    JigBuild build = build_;
    build.celsius += between(-kApart, kApart);
    move(build);
    bench_.set_build(build);
  }
  // The contacts of a cable's two plugs.
  double contacts() { return 2 * kContact + between(-kContact, kContact) + between(-kContact, kContact); }

 protected:
  static constexpr double kContact = 0.025;

  MadeUpJig(std::string_view board, Fixture fixture, std::uint64_t seed)
      : board_(*find_board(board)), random_(seed), fixture_(of(board, std::move(fixture))), build_(JigBuild::of_seed(board_, seed)) {}
  virtual ~MadeUpJig() = default;

  virtual void move(JigBuild&) {}  // what else differs on another day
  double between(double a, double b) { return std::uniform_real_distribution<>(a, b)(random_); }
  void plug(Point from, Point to, double ohm) { bench_.plug(none_, {LivePart{from, to, 0, {}, std::max(ohm, 1e-6)}}); }

  const Board& board_;
  std::mt19937_64 random_;
  Fixture fixture_;
  Workbench bench_{board_, fixture_, nullptr, {}, {}};
  ManualClock clock_;
  JigBuild build_;

 private:
  static Fixture of(std::string_view board, Fixture fixture) {
    fixture.name = fixture.board = board;
    return fixture;
  }

  CableEdits none_ = parse_cable_edits("none");
};

}  // namespace buzzout
