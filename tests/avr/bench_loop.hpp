#pragma once

#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <string_view>

#include "avr/avr_jig.hpp"
#include "avr/pty_link.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// A jig under simavr on a pseudo-terminal, running until it is told to stop. While bytes move it
// runs as fast as it can; idle, no faster than the clock on the wall.
class BenchLoop {
 public:
  BenchLoop(AvrJig& jig, Workbench& bench, PtyLink& link, unsigned seed)
      : jig_(jig), bench_(bench), link_(link), random_(seed) {}

  // One stretch of the program (100 µs while bytes move, else 1 ms) and the bytes that belong to
  // it.
  void step();

  // How long nothing will happen unless the host or a command comes.
  std::chrono::nanoseconds pause() const;

  // The jig is deaf, as on a command.
  bool stalled() const { return Clock::now() < stalled_until_; }

  // Carries out a control line: cable SPEC, unplug, reset, hang, button down|up, stall MS, garbage
  // N, status, quit. Returns the answer, one line, "ok …" or "error …".
  std::string command(std::string_view line);
  bool quit() const { return quit_; }

  // Firmware faults that step() has met since the last call, in words.
  std::vector<std::string> take_faults();

 private:
  using Clock = std::chrono::steady_clock;

  std::string carry_out(const std::string& verb, const std::string& argument);
  std::string status() const;
  bool busy() const;
  void restart_clock();

  AvrJig& jig_;
  Workbench& bench_;
  PtyLink& link_;
  std::mt19937 random_;
  bool quit_ = false;
  Clock::time_point stalled_until_{};
  Clock::time_point wall_ = Clock::now();  // the wall's time when the jig's was cycle_
  std::uint64_t cycle_ = 0;
  std::size_t violations_told_ = 0;
  SiliconPorts::Counters ports_told_;
};

}  // namespace buzzout
