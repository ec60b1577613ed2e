#include "e2e/damaging_relay.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "link/strangers.hpp"

namespace e2e {

using buzzout::Damage;
using buzzout::below;
using std::chrono::milliseconds;

namespace {

bool is_to_requests_only(Damage d) {
  return d == Damage::second_host || d == Damage::same_number || d == Damage::typed;
}

bool is_to_replies_only(Damage d) {
  constexpr Damage kOnly[] = {Damage::good_rows, Damage::splice,     Damage::old_session,
                              Damage::old_line,  Damage::swap_lines, Damage::reset};
  return std::ranges::find(kOnly, d) != std::end(kOnly);
}

}  // namespace

DamagingRelay::DamagingRelay(const std::string& jig, Options options)
    : jig_(::open(jig.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)),
      options_(std::move(options)),
      random_(options_.seed) {
  REQUIRE(jig_ >= 0);
  termios t{};
  REQUIRE(::tcgetattr(jig_, &t) == 0);
  ::cfmakeraw(&t);
  t.c_cflag |= CLOCAL | CREAD;
  REQUIRE(::tcsetattr(jig_, TCSANOW, &t) == 0);
  thread_ = std::thread([this] { run(); });
}

DamagingRelay::~DamagingRelay() {
  stop_ = true;
  thread_.join();
  ::close(jig_);
}

void DamagingRelay::good_cable_is_in(bool good) {
  const std::lock_guard lock(mutex_);
  past_.good_cable_is_in(good);
}

void DamagingRelay::new_session() {
  const std::lock_guard lock(mutex_);
  past_.new_session();
  witness_.new_session();
}

DamagingRelay::Figures DamagingRelay::figures() {
  const std::lock_guard lock(mutex_);
  return figures_;
}

void DamagingRelay::run() {
  const auto read_some = [](int fd) {
    char bytes[4096];
    const ssize_t n = ::read(fd, bytes, sizeof bytes);
    return std::string(bytes, n > 0 ? static_cast<std::size_t>(n) : 0);
  };
  while (!stop_) {
    // A host that has not opened its port yet reads as hung up.
    pollfd fds[] = {{host_.master(), POLLIN, 0}, {jig_, POLLIN, 0}};
    const bool late = reset_due_ || !to_jig_.empty() || !to_host_.empty();
    ::poll(fds, 2, late ? 1 : 20);
    if ((fds[0].revents & POLLIN) == 0 && (fds[0].revents & POLLHUP) != 0)
      std::this_thread::sleep_for(milliseconds(1));
    // Not under the lock: the host must not wait for the bench.
    if (std::exchange(reset_due_, false)) options_.reset();
    const std::lock_guard lock(mutex_);
    if ((fds[1].revents & POLLIN) != 0) from_jig(read_some(jig_));
    if ((fds[0].revents & POLLIN) != 0) from_host(read_some(host_.master()));
    deliver();
  }
}

// The jig's end has the speed that the host has set on its own.
void DamagingRelay::follow_speed() {
  const unsigned speed = line_speed(host_.master());
  if (speed == speed_) return;
  speed_ = speed;
  termios t{};
  ::tcgetattr(jig_, &t);
  ::cfsetspeed(&t, speed == 115200 ? B115200 : B1000000);
  ::tcsetattr(jig_, TCSANOW, &t);
}

void DamagingRelay::did(Damage d) {
  if (std::ranges::find(done_, d) == done_.end()) done_.push_back(d);
}

void DamagingRelay::end_exchange() {
  if (!done_.empty()) ++figures_.damaged;
  for (const Damage d : done_) ++figures_.by_kind[static_cast<std::size_t>(d)];
  done_.clear();
}

// The host writes a request at once, and no other before it has the reply or has given up.
void DamagingRelay::from_host(std::string bytes) {
  if (bytes.empty()) return;
  end_exchange();
  ++figures_.exchanges;
  reply_plan_.clear();
  const double chance = static_cast<double>(random_()) / static_cast<double>(buzzout::Random::max());
  if (options_.kinds.empty() || chance >= options_.rate) return to_jig(std::move(bytes));
  const Damage d = options_.kinds[below(random_, options_.kinds.size())];
  if (!is_to_requests_only(d) && (is_to_replies_only(d) || random_() % 2 == 0)) {
    reply_plan_.push_back(d);
    return to_jig(std::move(bytes));
  }
  const std::string before = bytes;
  const auto stranger = [&](std::uint32_t sequence) -> std::string {
    const auto other = buzzout::other_request(sequence, random_);
    if (other.line == witness_.request().line) return "\n";
    witness_.asked_by_another(other.line);
    return "\n" + other.line + "\n";
  };
  switch (d) {
    case Damage::short_stall:
    case Damage::long_stall: {
      const std::size_t at = below(random_, bytes.size() + 1);
      to_jig(bytes.substr(0, at));
      did(d);
      const milliseconds late(1 + static_cast<int>(below(random_, 10)));
      return to_jig(bytes.substr(at), d == Damage::short_stall ? late : options_.stall + late);
    }
    // Between lines: within one it costs the host a wait, and that is noise.
    case Damage::second_host: {
      const std::string other = stranger(static_cast<std::uint32_t>(random_()));
      bytes = random_() % 2 == 0 ? other + bytes : bytes + other;
      break;
    }
    case Damage::same_number: bytes = stranger(witness_.request().sequence) + bytes; break;
    case Damage::typed: bytes = "\n" + buzzout::typed_line(random_) + bytes; break;
    default: bytes = buzzout::damaged(d, std::move(bytes), random_); break;
  }
  if (bytes != before) did(d);
  to_jig(std::move(bytes));
}

void DamagingRelay::from_jig(const std::string& bytes) {
  said_ += bytes;
  for (std::size_t end; (end = said_.find('\n')) != std::string::npos;) {
    const std::string line = said_.substr(0, end + 1), bare = line.substr(0, line.find('\r'));
    said_.erase(0, end + 1);
    witness_.said(bare);
    if (!witness_.fits(bare)) {
      to_host(line);
      continue;
    }
    past_.remember(witness_.command(), line);
    reply(line);
  }
}

void DamagingRelay::reply(std::string line) {
  line += std::exchange(held_back_, {});
  for (const Damage d : std::exchange(reply_plan_, {})) {
    const std::string before = line;
    switch (d) {
      case Damage::short_stall:
      case Damage::long_stall: {
        const std::size_t at = below(random_, line.size() + 1);
        to_host(line.substr(0, at));
        did(d);
        const milliseconds late(1 + static_cast<int>(below(random_, 10)));
        return to_host(line.substr(at), d == Damage::short_stall ? late : options_.stall + late);
      }
      case Damage::good_rows:
      case Damage::splice:
      case Damage::old_session:
      case Damage::old_line: line = past_.spoilt(d, line, witness_.command(), random_); break;
      case Damage::swap_lines:
        held_back_ = std::exchange(line, {});
        did(d);
        return;
      case Damage::reset:
        line.resize(below(random_, line.size()));
        reset_due_ = true;
        break;
      default: line = buzzout::damaged(d, std::move(line), random_); break;
    }
    if (line != before) did(d);
  }
  to_host(std::move(line));
}

void DamagingRelay::to_jig(std::string bytes, milliseconds late) {
  auto at = Time::now() + late;
  if (!to_jig_.empty()) at = std::max(at, to_jig_.back().at);
  to_jig_.push_back({at, std::move(bytes)});
}

void DamagingRelay::to_host(std::string bytes, milliseconds late) {
  auto at = Time::now() + late;
  if (!to_host_.empty()) at = std::max(at, to_host_.back().at);
  to_host_.push_back({at, std::move(bytes)});
}

void DamagingRelay::deliver() {
  const auto now = Time::now();
  follow_speed();
  for (; !to_jig_.empty() && to_jig_.front().at <= now; to_jig_.pop_front()) {
    const std::string& bytes = to_jig_.front().bytes;
    witness_.heard(bytes);
    if (::write(jig_, bytes.data(), bytes.size()) < 0) continue;  // as a full bridge drops it
  }
  for (; !to_host_.empty() && to_host_.front().at <= now; to_host_.pop_front()) {
    const std::string& bytes = to_host_.front().bytes;
    if (::write(host_.master(), bytes.data(), bytes.size()) < 0) continue;
  }
}

}  // namespace e2e
