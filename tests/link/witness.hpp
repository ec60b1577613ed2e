#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "jig/clock.hpp"
#include "jig/envelope.hpp"
#include "protocol/line_decoder.h"

namespace buzzout {

// Stands at both ends of a link and knows what was really said. Checks, for every line, that what one
// end takes for whole is what the other end sent: a reply that the host accepts was sent by the jig after
// that very request, and a sealed request that the jig accepts was sent by a host. And it checks the time
// that the host waits, by JigClient's own constants.
class Witness {
 public:
  // A call of the host begins, which may last as long as that; nullopt: it consists of asks, each of which
  // has its own bound.
  void begin_call(Clock::time_point now, std::optional<Duration> bound);
  // What the host sends: one sealed request between line ends. Another host's is not the host's own.
  void asked(std::string_view bytes, Clock::time_point now);
  void asked_by_another(const std::string& line) { sealed_.insert(line); }
  // What arrives at the jig, and a line that it sends (without its end).
  void heard(std::string_view bytes);
  void said(std::string_view line);
  // What the host reads.
  void read(std::string_view bytes);
  // False: the host waits past its deadline.
  bool in_time(Clock::time_point now);

  // Forgets what the jig has heard of an unfinished line.
  void jig_restarted() { decoder_.clear(); }
  // A new client, with nothing received.
  void new_session();

  const SealedRequest& request() const { return request_; }
  const std::string& command() const { return command_; }
  // Is it the jig's reply to the request that the host sent last?
  bool fits(std::string_view line) const { return open_reply(request_, line).has_value(); }

  // The boot ids in the measurements that the host accepted since begin_call().
  const std::set<std::string>& boots() const { return boots_; }

  std::uint64_t lines_accepted = 0;
  std::uint64_t false_replies = 0;   // accepted by the host, and not what the jig said
  std::uint64_t false_requests = 0;  // accepted by the jig, and not what a host said
  std::uint64_t repeated_requests = 0;  // sent twice by one client under one number
  Duration longest_ask{0}, longest_call{0};

 private:
  void read_lines();

  SealedRequest request_;
  std::string command_;
  bool answered_ = true;
  std::string unread_;                 // as JigClient keeps it
  std::vector<std::string> said_;      // since the request was sent
  // Every sealed request that was sent in this session, by whomever, and in those before.
  std::unordered_set<std::string> sealed_, sealed_before_;
  protocol::LineDecoder decoder_;
  std::set<std::string> boots_;
  Clock::time_point call_began_{0}, ask_began_{0};
  std::optional<Duration> call_bound_;
  Duration ask_bound_{0};
};

}  // namespace buzzout
