#include "link/damaging_channel.hpp"

#include <algorithm>
#include <limits>

#include "core/error.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kRemembered = 16;  // replies to one command
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

// Between "@7 " and " *91F24A0C\r\n".
std::string text_of_reply(const std::string& line) {
  const std::size_t from = line.find(' ') + 1;
  return line.substr(from, line.rfind(" *") - from);
}

}  // namespace

DamagingChannel::DamagingChannel(FarJig& jig, ManualClock& clock, unsigned seed)
    : jig_(jig), clock_(clock), random_(seed) {}

void DamagingChannel::new_session() {
  for (auto& [command, lines] : of_this_session_)
    if (!lines.empty()) of_earlier_sessions_[command] = lines;
  of_this_session_.clear();
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
  if (unplugged_) throw Error("jig-unplugged", "the jig is gone", name());
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
          mix_in(bytes, other_request(static_cast<std::uint32_t>(random_())));
        break;
      case Damage::same_number: bytes = other_request(witness_.request().sequence) + bytes; break;
      case Damage::typed: {
        constexpr const char* kTyped[] = {
            "SCAN?\r\n", "*IDN?\n", "LEAR?\r", "SYST:ERR?\n", "SCAN",  "SCAN:HOLD? 5,0001\n",
            "*TST?\n",   "*CLS\n",  "@1 SCA",  "DISP:",       "hello", "*OPT?\r\n"};
        mix_in(bytes, kTyped[below(random_, std::size(kTyped))]);
        break;
      }
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

void DamagingChannel::mix_in(std::string& bytes, const std::string& other) {
  const std::size_t places[] = {0, below(random_, bytes.size() + 1), bytes.size()};
  bytes.insert(places[below(random_, 3)], other);
}

std::string DamagingChannel::other_request(std::uint32_t sequence) {
  char hold[40];
  std::snprintf(hold, sizeof hold, "SCAN:HOLD? %u,%04X", random_() % 2 == 0 ? 20U : 50U,
                static_cast<unsigned>(random_() & 0xFFFF));
  const std::string commands[] = {"SCAN?", "LEAR?", "*IDN?", "*TST?", "*CLS", hold, hold, hold};
  const std::string& command = commands[below(random_, std::size(commands))];
  // Under the host's own number only another request is another one.
  if (sequence == witness_.request().sequence && command == witness_.command()) return "\n";
  const std::string line = seal(sequence, command).line;
  witness_.asked_by_another(line);
  return "\n" + line + "\n";
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
    if (good_cable_) {
      auto& lines = of_this_session_[witness_.command()];
      if (lines.size() == kRemembered) lines.erase(lines.begin());
      lines.push_back(line);
    }
    reply(line, p.at + worked);
  }
}

const std::string* DamagingChannel::old_reply(bool of_this_session) {
  const auto& past = of_this_session ? of_this_session_ : of_earlier_sessions_;
  const auto found = past.find(witness_.command());
  if (found == past.end()) return nullptr;
  // Not the reply that is just being given, which is the last of this session with a good cable in.
  const std::size_t n = found->second.size() - (of_this_session && good_cable_ ? 1 : 0);
  return n == 0 ? nullptr : &found->second[below(random_, n)];
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
        if (const std::string* good = old_reply(random_() % 2 == 0)) {
          const std::string mine = text_of_reply(line), other = text_of_reply(*good);
          if (d == Damage::splice) {
            const std::size_t cut = below(random_, line.size() + 1);
            line = line.substr(0, cut) + good->substr(std::min(cut, good->size()));
          } else if (const std::size_t rows = mine.find(',', mine.find(',') + 1);
                     rows != std::string::npos && other.size() == mine.size()) {
            line.replace(line.find(' ') + 1, mine.size(), mine.substr(0, rows) + other.substr(rows));
          }
        }
        break;
      case Damage::old_session:
      case Damage::old_line:
        if (const std::string* old = old_reply(d == Damage::old_line))
          line = *old + (random_() % 4 == 0 ? "" : line);
        break;
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
