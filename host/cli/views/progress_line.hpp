#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/terminal/environment.hpp"
#include "cli/terminal/keyboard.hpp"

namespace buzzout {

// How far a long work is, on a line of the error stream that is gone when the work ends. Nothing where nobody
// looks on, and nothing within the first half second. While it lives, Ctrl-C asks the work to stop.
class ProgressLine {
 public:
  // "verifying"
  ProgressLine(Environment&, std::string doing);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // `all` is 0 where it is not known. False: stop.
  bool operator()(std::int64_t done, std::int64_t all);

 private:
  Environment& env_;
  std::string doing_;
  std::chrono::steady_clock::time_point next_;
  bool shown_ = false;
  Keyboard interrupts_;
};

// "1,234,567"
std::string grouped(std::int64_t);

}  // namespace buzzout
