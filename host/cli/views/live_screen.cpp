#include "cli/views/live_screen.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "cli/views/live_frame.hpp"
#include "cli/terminal/screen.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kPicture = 80;     // milliseconds between two pictures, at least
constexpr std::int64_t kBellPause = 220;  // between the two bells of what is wrong

class Live {
 public:
  Live(LiveWatch& watch, Environment& env) : watch_(watch), env_(env), screen_(env.theme) {
    const auto& jig = watch.test().session().jig().identity();
    const std::string dot = env.theme.unicode ? " · " : " | ";
    context_ = (jig.simulated ? "SIMULATED jig" : "jig " + std::to_string(jig.number)) + dot +
               jig.board + dot + watch.test().session().fixture().name;
  }

  LiveResult run() {
    for (;;) {
      watch_.look();
      if (Screen::interrupted()) return {LiveEnd::interrupted, {}};
      if (watch_.next_is_in()) return {LiveEnd::next_cable, {}};
      if (watch_.test_is_due()) return test();
      draw();
      ring();
      const auto key = screen_.key(10ms);
      if (!key) continue;
      drawn_at_ = 0;
      switch (*key) {
        case 'q':
        case 'Q':
        case 4:
          return {LiveEnd::quit, {}};  // Ctrl-D
        case '\n':
        case '\r':
          return test();
        case ' ':
          watch_.toggle_hold();
          break;
        case 'c':
        case 'C':
          watch_.redo();
          break;
        default:
          break;
      }
    }
  }

 private:
  LiveResult test() {
    draw(true);
    LiveResult out = watch_.run_test();
    if (Screen::interrupted()) return {LiveEnd::interrupted, {}};
    return out;
  }

  void draw(bool testing = false) {
    const std::int64_t now = watch_.state().at;
    if (!testing && drawn_at_ != 0 && now - drawn_at_ < kPicture) return;
    drawn_at_ = now;
    const Screen::Size size = Screen::size();
    if (size != size_) picture_rows_ = 0;
    size_ = size;
    const LiveView view{watch_.state(),
                        watch_.test().job(),
                        watch_.found(),
                        watch_.assembly(),
                        watch_.undecided(),
                        context_,
                        watch_.purpose() == LiveWatch::Purpose::build,
                        watch_.purpose() == LiveWatch::Purpose::mend,
                        testing,
                        watch_.is_held(),
                        watch_.is_taken_out(),
                        watch_.seconds_to_test()};
    screen_.show_lines(live_frame(view, env_.theme, size.columns, size.rows, picture_rows_));
  }

  // Once for what is right, twice for what is wrong.
  void ring() {
    const std::int64_t now = watch_.state().at;
    const Chime chime = watch_.take_chime();
    if (chime != Chime::none) screen_.bell();
    if (chime == Chime::wrong) bell_at_ = now + kBellPause;
    if (bell_at_ && now >= *bell_at_) {
      screen_.bell();
      bell_at_.reset();
    }
  }

  LiveWatch& watch_;
  Environment& env_;
  Screen screen_;
  std::string context_;
  Screen::Size size_;
  int picture_rows_ = 0;
  std::int64_t drawn_at_ = 0;
  std::optional<std::int64_t> bell_at_;
};

}  // namespace

bool can_show_live(bool json, const Environment& env) {
  const char* terminal = std::getenv("TERM");
  return !json && env.interactive && terminal != nullptr &&
         std::string_view(terminal) != "dumb" && std::string_view(terminal) != "";
}

LiveResult show_live(LiveWatch& watch, Environment& env) {
  env.out.flush();
  return Live(watch, env).run();
}

}  // namespace buzzout
