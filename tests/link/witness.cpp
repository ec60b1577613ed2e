#include "link/witness.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "jig/patience.hpp"
#include "protocol/request.h"

namespace buzzout {
namespace {

constexpr std::size_t kRemembered = 100'000;  // requests of earlier sessions, some of them still on the way

// The time that a command takes the jig, as JigClient's members have it.
Duration work_of(std::string_view command) {
  if (command.starts_with("SCAN:HOLD? "))
    return Patience::hold(static_cast<unsigned>(std::stoul(std::string(command.substr(11)))));
  const bool measures = command == "SCAN?" || command == "LEAR?" || command == "*TST?";
  return measures || command.starts_with("SYST:NUMB ") ? Patience::work : Duration{0};
}

}  // namespace

void Witness::begin_call(Clock::time_point now, std::optional<Duration> bound) {
  call_began_ = ask_began_ = now;
  call_bound_ = bound;
  command_.clear();
  boots_.clear();
}

void Witness::asked(std::string_view bytes, Clock::time_point now) {
  while (bytes.starts_with('\n')) bytes.remove_prefix(1);
  while (bytes.ends_with('\n')) bytes.remove_suffix(1);
  const std::string line(bytes);
  const std::size_t space = line.find(' '), star = line.rfind(" *");
  const std::string command = line.substr(space + 1, star - space - 1);
  if (answered_ || command != command_) {
    ask_began_ = now;
    ask_bound_ = Patience::whole_ask(work_of(command));
  }
  command_ = command;
  request_.sequence = static_cast<std::uint32_t>(std::stoul(line.substr(1)));
  request_.crc = static_cast<std::uint32_t>(std::stoul(line.substr(star + 2), nullptr, 16));
  request_.line = line;
  repeated_requests += !sealed_.insert(line).second;
  answered_ = false;
  said_.clear();
  read_lines();
}

void Witness::heard(std::string_view bytes) {
  using protocol::LineDecoder;
  for (const char c : bytes) {
    if (decoder_.push(static_cast<std::uint8_t>(c)) != LineDecoder::Event::line) continue;
    const protocol::Request r = protocol::parse_request(decoder_);
    if (r.kind != protocol::Request::Kind::sealed) continue;
    // The digits of a seal may be lower case: one flipped bit that does not matter.
    std::string line(decoder_.text(), decoder_.length());
    const auto seal = line.begin() + static_cast<std::ptrdiff_t>(line.rfind('*'));
    std::transform(seal, line.end(), seal,
                   [](unsigned char d) { return static_cast<char>(std::toupper(d)); });
    false_requests += !sealed_.contains(line) && !sealed_before_.contains(line);
  }
}

void Witness::said(std::string_view line) { said_.emplace_back(line); }

void Witness::read(std::string_view bytes) {
  unread_ += bytes;
  read_lines();
}

void Witness::read_lines() {
  while (!answered_) {
    const std::size_t end = unread_.find('\n');
    if (end == std::string::npos) return;
    std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    if (line.ends_with('\r')) line.pop_back();
    if (!fits(line)) continue;
    answered_ = true;
    ++lines_accepted;
    false_replies += std::ranges::find(said_, line) == said_.end();
    if (command_.starts_with("SCAN")) {
      const std::size_t text = line.find(' ') + 1;
      boots_.insert(line.substr(text, line.find(',') - text));
    }
  }
}

bool Witness::in_time(Clock::time_point now) {
  if (call_bound_) {
    longest_call = std::max(longest_call, now - call_began_);
    return now - call_began_ <= *call_bound_;
  }
  longest_ask = std::max(longest_ask, now - ask_began_);
  return now - ask_began_ <= ask_bound_;
}

void Witness::new_session() {
  unread_.clear();
  answered_ = true;
  if (sealed_before_.size() > kRemembered) sealed_before_.clear();
  sealed_before_.merge(std::exchange(sealed_, {}));
  said_.clear();
  request_ = {};
}

}  // namespace buzzout
