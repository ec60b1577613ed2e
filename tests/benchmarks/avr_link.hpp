#pragma once

#include <algorithm>
#include <string>

#include "avr/avr_jig.hpp"
#include "jig/byte_channel.hpp"
#include "jig/clock.hpp"

namespace buzzout::benchmarks {

// A jig in simavr on a serial line without a USB chip, for a JigClient in this process. Time is the jig's own cycles, and
// passes while the client waits.
class AvrLink : public ByteChannel, public buzzout::Clock {
 public:
  // The jig outlives it.
  explicit AvrLink(AvrJig& jig) : jig_(jig) {}

  void write(std::string_view text) override {
    jig_.usart().send(std::vector<std::uint8_t>(text.begin(), text.end()));
    bytes += text.size();
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    for (const auto end = now() + wait; arrived_.empty() && now() < end;) run();
    const std::size_t n = std::min(most, arrived_.size());
    std::copy_n(arrived_.begin(), n, into);
    arrived_.erase(0, n);
    bytes += n;
    return n;
  }
  std::string name() const override { return "simavr"; }
  void set_baud(unsigned baud) override { jig_.usart().set_host_baud(baud); }
  void discard_input() override { arrived_.clear(); }

  buzzout::Clock::time_point now() override { return Duration(static_cast<Duration::rep>(jig_.cycle() / 16)); }
  void sleep(Duration d) override {
    for (const auto end = now() + d; now() < end;) run();
  }

  std::size_t bytes = 0;  // both ways

 private:
  void run() {
    jig_.run(80);  // half of a byte at 1 Mbaud
    for (const std::uint8_t byte : jig_.usart().take()) arrived_ += static_cast<char>(byte);
  }

  AvrJig& jig_;
  std::string arrived_;
};

}  // namespace buzzout::benchmarks
