#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "jig/byte_channel.hpp"
#include "link/damage.hpp"
#include "link/far_jig.hpp"
#include "link/past_replies.hpp"
#include "link/witness.hpp"
#include "simulation/manual_clock.hpp"

namespace buzzout {

// Which damage, and to what share of the exchanges. A kind listed twice is twice as frequent.
struct Mix {
  std::vector<Damage> kinds;
  double rate = 0;
};

// A serial line at its own speed, in virtual time, that damages what passes between a JigClient and a
// jig. The same seed does the same damage. Bytes arrive in the order in which they are sent, except where
// the damage is that they do not.
class DamagingChannel : public ByteChannel {
 public:
  // The jig and the clock outlive the channel.
  DamagingChannel(FarJig&, ManualClock&, unsigned seed);

  void set_mix(Mix mix) { mix_ = std::move(mix); }
  void good_cable_is_in(bool good) { past_.good_cable_is_in(good); }
  // Another client begins; a port that was gone is there again.
  void new_session();

  void write(std::string_view) override;
  std::size_t read(char* into, std::size_t most, Duration wait) override;
  std::string name() const override { return "damaged"; }
  void set_baud(unsigned baud) override { host_baud_ = baud; }
  void discard_input() override;

  Witness& witness() { return witness_; }

  struct Figures {
    std::uint64_t exchanges = 0;
    std::uint64_t damaged = 0;  // with a byte of request or reply touched, delayed or foreign
    std::array<std::uint64_t, static_cast<std::size_t>(Damage::count_)> by_kind{};
  };
  const Figures& figures() const { return figures_; }

 private:
  struct Parcel {
    Clock::time_point at;
    std::string bytes;
    unsigned baud;
  };

  void end_exchange();
  void plan();
  void did(Damage);
  // Both put bytes on the line, from `at`; what comes later pushes back what follows.
  void to_jig(std::string bytes, Clock::time_point at);
  void to_host(std::string bytes, Clock::time_point at);
  void send_request(std::string bytes);
  void reply(std::string line, Clock::time_point at);
  void arrive(const Parcel&);
  void wait_until(Clock::time_point);
  void restart_jig(Clock::time_point at);
  void check_port() const;
  std::string stranger(std::uint32_t sequence);

  FarJig& jig_;
  ManualClock& clock_;
  Random random_;
  Mix mix_;
  Witness witness_;
  Figures figures_;

  unsigned host_baud_ = protocol::fast_baud;
  std::deque<Parcel> to_jig_, to_host_;
  std::string arrived_;
  std::string held_back_;  // a reply that waits for the next one
  Clock::time_point deaf_until_{0};
  Damage deaf_by_ = Damage::silence;
  bool unplugged_ = false, unplug_in_reply_ = false;
  std::vector<Damage> request_plan_, reply_plan_;
  std::vector<Damage> done_;  // in this exchange
  PastReplies past_;
};

}  // namespace buzzout
