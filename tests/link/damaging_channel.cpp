#include "link/damaging_channel.hpp"

#include <algorithm>
#include <limits>

#include "core/error.hpp"
#include "link/strangers.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr auto kNever = Clock::time_point{std::numeric_limits<std::int64_t>::max()};

Duration between_ms(Random& random, std::size_t least, std::size_t most) {
  return std::chrono::milliseconds(least + below(random, most - least));
}

// A stall that the host waits out, or one that it does not.
Duration stall(Damage d, Random& random) {
  return d == Damage::short_stall ? between_ms(random, 1, 150) : between_ms(random, 250, 1150);
}

Duration silence(Random& random) { return between_ms(random, 50, 1550); }

Duration line_time(std::size_t bytes, unsigned baud) {
  return Duration{static_cast<std::int64_t>(bytes * 10'000'000 / baud)};
}

bool is_to_requests_only(Damage d) {
  return d == Damage::second_host || d == Damage::same_number || d == Damage::typed;
}

bool is_to_replies_only(Damage d) {
  switch (d) {
    case Damage::good_rows:
    case Damage::splice:
    case Damage::old_session:
    case Damage::old_line:
    case Damage::swap_lines:
    case Damage::reset: return true;
    default: return false;
  }
}

}  // namespace

DamagingChannel::DamagingChannel(FarJig& jig, ManualClock& clock, unsigned seed)
    : jig_(jig), clock_(clock), random_(seed) {}

void DamagingChannel::new_session() {
  past_.new_session();
  if (unplugged_ || unplug_in_reply_) {
    to_jig_.clear();
    to_host_.clear();
    arrived_.clear();
    held_back_.clear();
    restart_jig(clock_.now());
  }
  unplugged_ = unplug_in_reply_ = false;
  witness_.new_session();
}

void DamagingChannel::check_port() const {
  if (unplugged_) throw JigError("jig-unplugged", "the jig is gone", name());
}

void DamagingChannel::end_exchange() {
  if (!done_.empty()) ++figures_.damaged;
  for (const Damage d : done_) ++figures_.by_kind[static_cast<std::size_t>(d)];
  done_.clear();
}

void DamagingChannel::did(Damage d) {
  if (std::ranges::find(done_, d) == done_.end()) done_.push_back(d);
}

void DamagingChannel::plan() {
  request_plan_.clear();
  reply_plan_.clear();
  if (mix_.kinds.empty()) return;
  const auto chance = static_cast<Random::result_type>(mix_.rate * static_cast<double>(Random::max()));
  if (random_() >= chance) return;
  do {
    const Damage d = mix_.kinds[below(random_, mix_.kinds.size())];
    const bool to_request = is_to_requests_only(d) || (!is_to_replies_only(d) && random_() % 2 == 0);
    (to_request ? request_plan_ : reply_plan_).push_back(d);
  } while (random_() % 8 == 0);
}

void DamagingChannel::write(std::string_view bytes) {
  check_port();
  if (bytes.find_first_not_of('\n') == std::string_view::npos)  // tells the jig that the rate has changed
    return to_jig(std::string(bytes), clock_.now());
  end_exchange();
  witness_.asked(bytes, clock_.now());
  ++figures_.exchanges;
  plan();
  send_request(std::string(bytes));
}

void DamagingChannel::send_request(std::string bytes) {
  const auto now = clock_.now();
  for (const Damage d : request_plan_) {
    const std::string before = bytes;
    switch (d) {
      case Damage::short_stall:
      case Damage::long_stall: {
        const std::size_t at = below(random_, bytes.size() + 1);
        to_jig(bytes.substr(0, at), now);
        to_jig({}, now + stall(d, random_));
        did(d);
        bytes.erase(0, at);
        continue;
      }
      case Damage::second_host:
        for (std::size_t n = 1 + below(random_, 3); n > 0; --n)
          bytes = mixed(bytes, stranger(static_cast<std::uint32_t>(random_())), random_);
        break;
      case Damage::same_number: bytes = stranger(witness_.request().sequence) + bytes; break;
      case Damage::typed: bytes = mixed(bytes, typed_line(random_), random_); break;
      case Damage::silence:
        deaf_until_ = std::max(deaf_until_, now + silence(random_));
        deaf_by_ = d;
        break;
      case Damage::unplugged: unplugged_ = true; did(d); check_port(); break;
      default: bytes = damaged(d, std::move(bytes), random_); break;
    }
    if (bytes != before || d == Damage::silence) did(d);
  }
  to_jig(std::move(bytes), now);
}

std::string DamagingChannel::stranger(std::uint32_t sequence) {
  const SealedRequest other = other_request(sequence, random_);
  if (other.line == witness_.request().line) return "\n";  // that would be the host's own
  witness_.asked_by_another(other.line);
  return "\n" + other.line + "\n";
}

void DamagingChannel::to_jig(std::string bytes, Clock::time_point at) {
  at += line_time(bytes.size(), host_baud_);
  if (!to_jig_.empty()) at = std::max(at, to_jig_.back().at);
  to_jig_.push_back({at, std::move(bytes), host_baud_});
}

void DamagingChannel::to_host(std::string bytes, Clock::time_point at) {
  at += line_time(bytes.size(), jig_.baud());
  if (!to_host_.empty()) at = std::max(at, to_host_.back().at);
  to_host_.push_back({at, std::move(bytes), jig_.baud()});
}

// At the jig.
void DamagingChannel::arrive(const Parcel& p) {
  if (p.bytes.empty()) return;
  if (p.at < deaf_until_) return did(deaf_by_);
  if (p.baud == jig_.baud()) witness_.heard(p.bytes);
  const auto [said, worked] = jig_.hear(p.bytes, p.baud, p.at);
  for (std::size_t from = 0; from < said.size();) {
    const std::size_t end = std::min(said.find('\n', from), said.size() - 1) + 1;
    const std::string line = said.substr(from, end - from);
    from = end;
    const std::string bare = line.substr(0, line.find('\r'));
    witness_.said(bare);
    if (!witness_.fits(bare)) {
      to_host(line, p.at + worked);
      continue;
    }
    past_.remember(witness_.command(), line);
    reply(line, p.at + worked);
  }
}

// The jig's reply to the host's request, with what is planned for it.
void DamagingChannel::reply(std::string line, Clock::time_point at) {
  if (!held_back_.empty()) {
    line += std::exchange(held_back_, {});
    did(Damage::swap_lines);
  }
  for (const Damage d : std::exchange(reply_plan_, {})) {
    const std::string before = line;
    switch (d) {
      case Damage::short_stall:
      case Damage::long_stall: {
        const std::size_t cut = below(random_, line.size() + 1);
        to_host(line.substr(0, cut), at);
        at += stall(d, random_);
        line.erase(0, cut);
        did(d);
        continue;
      }
      case Damage::good_rows:
      case Damage::splice:
      case Damage::old_session:
      case Damage::old_line: line = past_.spoilt(d, line, witness_.command(), random_); break;
      case Damage::swap_lines:
        held_back_ = std::move(line);
        did(d);
        return;
      case Damage::reset:
        to_host(line.substr(0, below(random_, line.size() + 1)), at);
        did(d);
        restart_jig(at);
        return;
      case Damage::silence:
        deaf_until_ = at + silence(random_);
        deaf_by_ = d;
        line.clear();
        break;
      case Damage::unplugged:
        unplug_in_reply_ = true;
        did(d);
        line.resize(below(random_, line.size() + 1));
        break;
      default: line = damaged(d, std::move(line), random_); break;
    }
    if (line != before) did(d);
  }
  to_host(std::move(line), at);
}

// A watchdog's restart takes milliseconds, a bootloader's two seconds.
void DamagingChannel::restart_jig(Clock::time_point at) {
  const std::string hello = jig_.restart(static_cast<std::uint16_t>(random_()));
  witness_.jig_restarted();
  deaf_until_ = at + (random_() % 2 == 0 ? 3ms : 1700ms);
  deaf_by_ = unplugged_ || unplug_in_reply_ ? Damage::unplugged : Damage::reset;
  to_host(hello, deaf_until_);
}

void DamagingChannel::wait_until(Clock::time_point t) {
  if (t > clock_.now()) clock_.sleep(t - clock_.now());
}

std::size_t DamagingChannel::read(char* into, std::size_t most, Duration wait) {
  check_port();
  if (most == 0) return 0;
  const auto until = clock_.now() + std::max(wait, 0us);
  while (arrived_.empty()) {
    const auto at_jig = to_jig_.empty() ? kNever : to_jig_.front().at;
    const auto at_host = to_host_.empty() ? kNever : to_host_.front().at;
    if (std::min(at_jig, at_host) > until) {
      wait_until(until);
      if (unplug_in_reply_) unplugged_ = true;
      if (!witness_.in_time(clock_.now())) throw Error("overdue", "the host waits past its deadline");
      return 0;
    }
    if (at_jig <= at_host) {
      const Parcel p = std::move(to_jig_.front());
      to_jig_.pop_front();
      arrive(p);
      continue;
    }
    wait_until(at_host);
    arrived_ = std::move(to_host_.front().bytes);
    if (to_host_.front().baud != host_baud_)
      for (char& c : arrived_) c = static_cast<char>(random_());
    to_host_.pop_front();
  }
  if (!witness_.in_time(clock_.now())) throw Error("overdue", "the host waits past its deadline");
  const std::size_t n = std::min(most, arrived_.size());
  std::copy_n(arrived_.begin(), n, into);
  witness_.read(std::string_view(into, n));
  arrived_.erase(0, n);
  return n;
}

void DamagingChannel::discard_input() {
  check_port();
  while (!to_host_.empty() && to_host_.front().at <= clock_.now()) to_host_.pop_front();
  arrived_.clear();
}

}  // namespace buzzout
