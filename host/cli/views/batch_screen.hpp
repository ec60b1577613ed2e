#pragma once

#include "cli/views/batch_face.hpp"
#include "cli/terminal/environment.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/typed_line.hpp"

namespace buzzout {

// The operator's whole terminal.
class BatchScreen : public BatchFace {
 public:
  // While the process is stopped nobody looks at the cable: `before_stop` puts the lamps out.
  BatchScreen(Environment& env, std::function<void()> before_stop) : env_(env), screen_(env.theme, std::move(before_stop)) {}

  void see(const Seen&) override;
  void judged(const Seen& seen) override { see(seen); }
  void signal(Signal) override;
  std::optional<std::string> line(Duration wait) override;
  bool interrupted() override { return Screen::interrupted(); }
  bool ended() override { return false; }

 private:
  static constexpr Duration kBellPause{220'000};
  // More than any serial number: a scanner that sends a book is heard, and refused.
  static constexpr std::size_t kMostTyped = 200, kLongestShown = 70;

  Environment& env_;
  Screen screen_;
  TypedLine typed_{kMostTyped};
  std::optional<Clock::time_point> bell_at_;  // the second bell
};

}  // namespace buzzout
