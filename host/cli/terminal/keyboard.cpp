#include "cli/terminal/keyboard.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace buzzout {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0, suspend_seen = 0;

void on_interrupt(int) { interrupt_seen = 1; }
void on_suspend(int) { suspend_seen = 1; }

void (*handler_for(int signal))(int) {
  return signal == SIGPIPE ? SIG_IGN : signal == SIGTSTP ? on_suspend : on_interrupt;
}

}  // namespace

Keyboard::Keyboard(std::function<void()> before_stop) : before_stop_(std::move(before_stop)) {
  interrupt_seen = 0;
  suspend_seen = 0;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = handler_for(kSignals[i]);
    sigaction(kSignals[i], nullptr, &actions_[i]);
    const bool ignored = actions_[i].sa_handler == SIG_IGN && kSignals[i] != SIGINT;
    const bool at_once = kSignals[i] == SIGTSTP && !before_stop_;  // nothing has to be done before
    if (!ignored && !at_once) sigaction(kSignals[i], &action, nullptr);
  }
}

Keyboard::~Keyboard() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &actions_[i], nullptr);
}

void Keyboard::stop_if_asked() {
  if (std::exchange(suspend_seen, 0) == 0) return;
  if (before_stop_) before_stop_();
  struct sigaction stop {
  }, mine{};
  stop.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stop, &mine);
  raise(SIGTSTP);  // returns when the process is continued
  sigaction(SIGTSTP, &mine, nullptr);
}

bool Keyboard::interrupted() { return interrupt_seen != 0; }

std::optional<std::string> Keyboard::take() {
  if (lines_.empty()) return {};
  std::string out = std::move(lines_.front());
  lines_.pop_front();
  return out;
}

void Keyboard::add_bytes(std::string_view bytes) {
  keys_.add_bytes(bytes, SteadyClock().now());
  while (const auto key = keys_.take())
    if (auto line = typed_.add_key(*key)) lines_.push_back(std::move(*line));
}

std::optional<std::string> Keyboard::line(Duration wait) {
  stop_if_asked();
  if (auto ready = take()) return ready;
  if (ended_ || interrupted()) return {};
  pollfd input{STDIN_FILENO, POLLIN, 0};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
  if (poll(&input, 1, static_cast<int>(ms)) <= 0) {
    stop_if_asked();
    return {};
  }
  char bytes[512];
  const ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return {};
  if (n > 0) {
    add_bytes({bytes, static_cast<std::size_t>(n)});
  } else {
    ended_ = true;
    if (!typed_.text().empty()) add_bytes("\n");
  }
  return take();
}

std::optional<std::string> Keyboard::line() {
  using namespace std::chrono_literals;
  while (!ended() && !interrupted())
    if (auto got = line(200ms)) return got;
  return {};
}

}  // namespace buzzout
