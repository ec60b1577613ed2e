#include "cli/views/batch_screen.hpp"

#include "cli/views/batch_frame.hpp"

namespace buzzout {

using namespace std::chrono_literals;

void BatchScreen::see(const Seen& seen) {
  const Screen::Size size = Screen::size();
  const std::string& typed = typed_.text();
  const std::string shown = typed.size() > kLongestShown ? typed.substr(0, kLongestShown) + "..." : typed;
  screen_.show_lines(batch_frame(*seen, shown, env_.theme, size.columns, size.rows));
}

// Once for what is right, twice for what is not.
void BatchScreen::signal(Signal s) {
  screen_.bell();
  if (s != Signal::pass) bell_at_ = SteadyClock().now() + kBellPause;
}

std::optional<std::string> BatchScreen::line(Duration wait) {
  if (bell_at_ && SteadyClock().now() >= *bell_at_) {
    screen_.bell();
    bell_at_.reset();
  }
  for (auto key = screen_.key(wait); key; key = screen_.key(0ms)) {
    constexpr char kBackspace = 8, kDelete = 127, kForget = 21;  // Ctrl-U
    if (*key == kBackspace || *key == kDelete)
      typed_.erase();
    else if (*key == kForget)
      typed_.clear();
    else if (auto line = typed_.add_key(*key))
      return line;
  }
  return {};
}

}  // namespace buzzout
