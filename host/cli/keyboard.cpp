#include "cli/keyboard.hpp"

#include <poll.h>
#include <unistd.h>

#include <csignal>

namespace buzzout {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0;

void on_interrupt(int) { interrupt_seen = 1; }

void set_handler(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

constexpr std::size_t kLongestLine = 4096;

}  // namespace

Keyboard::Keyboard() {
  interrupt_seen = 0;
  set_handler(on_interrupt);
}

Keyboard::~Keyboard() { set_handler(SIG_DFL); }

bool Keyboard::interrupted() { return interrupt_seen != 0; }

std::optional<std::string> Keyboard::take() {
  const auto end = buffer_.find('\n');
  if (end == std::string::npos) return {};
  std::string out = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  if (out.ends_with('\r')) out.pop_back();
  return out;
}

std::optional<std::string> Keyboard::line(Duration wait) {
  if (auto ready = take()) return ready;
  if (ended_ || interrupted()) return {};
  pollfd input{STDIN_FILENO, POLLIN, 0};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
  if (poll(&input, 1, static_cast<int>(ms)) <= 0) return {};
  char bytes[512];
  const ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
  if (n <= 0) {
    ended_ = true;
    if (!buffer_.empty()) buffer_ += '\n';
  } else {
    buffer_.append(bytes, static_cast<std::size_t>(n));
    if (buffer_.size() > kLongestLine && buffer_.find('\n') == std::string::npos) buffer_.clear();
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
