#pragma once

#include <string>
#include <string_view>

#include "avr/avr_jig.hpp"
#include "core/expectation.hpp"

namespace buzzout::benchmarks {

// What is measured on boards of 16 points: the good cable of this profile, in the board's headphone fixture.
inline constexpr const char* kProfile = "pentaconn-4.4-to-dual-ts-3.5";

// A board that runs a program in simavr, with a good cable plugged in: that one, and on 64 points a snake
// of a D-sub and eight XLRs.
class Rig {
 public:
  Rig(std::string_view board, const std::string& elf);

  AvrJig& jig() { return jig_; }
  const Board& board() const { return board_; }
  const Expectation& expected() const { return expected_; }

  // A bare byte or line to the program.
  void send(std::string_view bytes);
  // Runs until that many bytes, or a line end, have come back. Throws Error "benchmark" when
  // nothing comes for a second.
  std::string await_bytes(std::size_t count);
  std::string await_line();

  // Runs to the next call of a function and through it: its cycles. Throws Error "benchmark".
  std::uint64_t cycles_of(std::string_view function);

  // How many sets of points are held low, one after another, before the program next sends a byte.
  unsigned patterns_until_reply();

 private:
  bool drives_low(Point) const;
  template <class Enough>
  std::string await(const Enough& enough);

  const Board& board_;
  Profile profile_;
  Fixture fixture_;
  Expectation expected_;
  Workbench bench_;
  AvrJig jig_;
};

// Throws Error "benchmark": the figures of a program that measures wrongly mean nothing.
void require(bool holds, const std::string& otherwise);

}  // namespace buzzout::benchmarks
