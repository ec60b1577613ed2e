#include "cli/keyboard.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
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

}  // namespace

Keyboard::Keyboard() {
  interrupt_seen = 0;
  set_handler(on_interrupt);
}

Keyboard::~Keyboard() { set_handler(SIG_DFL); }

bool Keyboard::interrupted() { return interrupt_seen != 0; }

std::optional<std::string> Keyboard::take() {
  if (lines_.empty()) return {};
  std::string out = std::move(lines_.front());
  lines_.pop_front();
  return out;
}

void Keyboard::put(std::string_view bytes) {
  keys_.put(bytes, SteadyClock().now());
  while (const auto key = keys_.take())
    if (auto line = typed_.put(*key)) lines_.push_back(std::move(*line));
}

std::optional<std::string> Keyboard::line(Duration wait) {
  if (auto ready = take()) return ready;
  if (ended_ || interrupted()) return {};
  pollfd input{STDIN_FILENO, POLLIN, 0};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
  if (poll(&input, 1, static_cast<int>(ms)) <= 0) return {};
  char bytes[512];
  const ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return {};
  if (n > 0) {
    put({bytes, static_cast<std::size_t>(n)});
  } else {
    ended_ = true;
    if (!typed_.text().empty()) put("\n");
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
