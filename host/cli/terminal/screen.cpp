#include "cli/terminal/screen.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace buzzout {
namespace {

volatile std::sig_atomic_t end_seen = 0, stop_seen = 0, redraw_seen = 0;

void on_end(int) {
  end_seen = 1;
}
void on_stop(int) {
  stop_seen = 1;
}
void on_redraw(int) {
  redraw_seen = 1;
}

void (*handler_of(int signal))(int) {
  switch (signal) {
    case SIGTSTP:
      return on_stop;
    case SIGPIPE:
      return SIG_IGN;  // a write that fails ends it
    case SIGCONT:
    case SIGWINCH:
      return on_redraw;
    default:
      return on_end;
  }
}

constexpr const char* kEnter = "\x1b[?1049h\x1b[?25l\x1b[2J";
constexpr const char* kLeave = "\x1b[0m\x1b[?25h\x1b[?1049l";
// A terminal that knows it shows what is between the two at once.
constexpr const char* kBegin = "\x1b[?2026h";
constexpr const char* kEnd = "\x1b[?2026l";

}  // namespace

Screen::Screen(const Theme& theme, std::function<void()> before_stop)
    : theme_(theme), before_stop_(std::move(before_stop)) {
  end_seen = 0;
  stop_seen = 0;
  redraw_seen = 0;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = handler_of(kSignals[i]);
    sigaction(kSignals[i], &action, &actions_[i]);
  }
  enter();
}

Screen::~Screen() {
  leave();
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &actions_[i], nullptr);
}

void Screen::enter() {
  if (entered_) return;
  entered_ = true;
  has_settings_ = tcgetattr(STDIN_FILENO, &settings_) == 0;
  if (has_settings_) {
    termios raw = settings_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_iflag &= ~static_cast<tcflag_t>(IXON | IXANY);  // Ctrl-S would leave the last verdict standing
    raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | INLCR | IGNCR);  // a scanner's CRLF is one Enter
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  }
  shown_.clear();
  write(kEnter);
}

// What was typed before and after is not for here, and not for the shell.
void Screen::leave() {
  if (!entered_) return;
  entered_ = false;
  write(kLeave);
  if (has_settings_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings_);
}

void Screen::stop_if_asked() {
  if (stop_seen == 0) return;
  stop_seen = 0;
  if (before_stop_) before_stop_();
  leave();
  struct sigaction stop {
  }, mine{};
  stop.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stop, &mine);
  raise(SIGTSTP);  // returns when the process is continued
  sigaction(SIGTSTP, &mine, nullptr);
  enter();
}

bool Screen::interrupted() {
  return end_seen != 0;
}

Screen::Size Screen::size() {
  winsize w{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col == 0 || w.ws_row == 0) return {};
  return {w.ws_col, w.ws_row};
}

void Screen::show_lines(const std::vector<Line>& lines) {
  std::vector<std::string> now;
  for (const auto& line : lines) now.push_back(to_ansi(line, theme_));
  const bool all = redraw_seen != 0 || shown_.empty() || size() != shown_size_;
  redraw_seen = 0;
  std::string out;
  if (all) out += "\x1b[2J";
  for (std::size_t i = 0; i < now.size(); ++i)
    if (all || i >= shown_.size() || shown_[i] != now[i])
      out += "\x1b[" + std::to_string(i + 1) + ";1H\x1b[2K" + now[i];
  shown_ = std::move(now);
  shown_size_ = size();
  if (!out.empty()) write(kBegin + out + kEnd);
}

void Screen::bell() {
  write("\a");
}

std::optional<char> Screen::key(Duration wait) {
  stop_if_asked();
  if (const auto key = keys_.take()) return key;
  if (interrupted()) return {};
  pollfd input{input_ended_ ? -1 : STDIN_FILENO, POLLIN, 0};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
  if (poll(&input, 1, static_cast<int>(ms)) > 0) {
    char bytes[64];
    const ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n > 0) keys_.add_bytes({bytes, static_cast<std::size_t>(n)}, SteadyClock().now());
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) input_ended_ = true;
  }
  stop_if_asked();
  return keys_.take();
}

void Screen::write(const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
    if (n > 0)
      done += static_cast<std::size_t>(n);
    else if (errno == EAGAIN) {
      pollfd output{STDOUT_FILENO, POLLOUT, 0};
      poll(&output, 1, 1000);
    } else if (errno != EINTR) {
      end_seen = 1;  // the terminal is gone
      return;
    }
  }
}

}  // namespace buzzout
