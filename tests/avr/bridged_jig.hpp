#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "avr/avr_jig.hpp"
#include "avr/usb_bridge.hpp"
#include "jig/byte_channel.hpp"
#include "jig/clock.hpp"

namespace buzzout {

// A jig behind a USB bridge, as a host's program sees it. Time is the jig's own cycles, and passes while the program waits.
class BridgedJig : public ByteChannel, public Clock {
 public:
  // The jig outlives it.
  BridgedJig(AvrJig& jig, UsbBridge::Host host, std::uint64_t timer = 0)
      : jig_(jig), bridge_(host, timer) {
    run(1);
    bridge_.take_for_host();
  }

  void write(std::string_view bytes) override {
    bridge_.send(bytes);
    sent += static_cast<std::size_t>(std::ranges::count(bytes, '@'));
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    for (const auto end = now() + wait; arrived_.empty() && now() < end;) run(kStep);
    const std::size_t n = std::min(most, arrived_.size());
    std::copy_n(arrived_.begin(), n, into);
    arrived_.erase(0, n);
    return n;
  }
  std::string name() const override { return "bridged"; }
  // The 16U2 divides 16 MHz as the jig does.
  void set_baud(unsigned baud) override { jig_.usart().set_host_baud(baud == protocol::slow_baud ? 117'647 : baud); }
  void discard_input() override { arrived_.clear(); }

  time_point now() override { return Duration(static_cast<Duration::rep>(jig_.cycle() / 16)); }
  void sleep(Duration d) override {
    for (const auto end = now() + d; now() < end;) run(kStep);
  }

  UsbBridge& bridge() { return bridge_; }
  std::size_t sent = 0;  // requests, retries included

 private:
  static constexpr std::uint64_t kStep = 80;  // half of a byte at the faster rate

  void run(std::uint64_t cycles) {
    jig_.run(cycles);
    bridge_.run_to(jig_.cycle());
    for (const std::uint8_t byte : jig_.usart().take()) bridge_.receive(byte);
    if (const auto bytes = bridge_.take_for_jig(); !bytes.empty()) jig_.usart().send(bytes);
    arrived_ += bridge_.take_for_host();
  }

  AvrJig& jig_;
  UsbBridge bridge_;
  std::string arrived_;
};

}  // namespace buzzout
