#pragma once

#include "jig/clock.hpp"

namespace buzzout {

// How long a JigClient waits for a jig.
struct Patience {
  // For the reply to one try. A 16U2 bridge adds 4 ms each way, an FTDI 16.
  static constexpr Duration reply = std::chrono::milliseconds{250};
  // For a board that is booting. Bootloaders take 1.6 to 2 s.
  static constexpr Duration boot = std::chrono::milliseconds{2200};
  // More for what a scan, a self-test or a write to the EEPROM takes the jig …
  static constexpr Duration work = std::chrono::milliseconds{100};
  // … for a measurement of resistance, whose reference may have to settle first …
  static constexpr Duration raw = work + std::chrono::milliseconds{150};
  // … and for a hold.
  static constexpr Duration hold(unsigned ms) { return work + 2 * std::chrono::milliseconds{ms}; }

  // Longer in all than a hung jig takes to restart by its watchdog, 1.1 s.
  static constexpr int tries = 7;
  // connect() asks at once, again after a boot, and then at the slower baud rate.
  static constexpr int tries_at_once = 1, tries_after_boot = 2, tries_when_slow = 4;

  // Two damaged replies within this time are more than chance.
  static constexpr Duration damage = std::chrono::seconds{60};
  // For a jig that heard a line at the other baud rate: it takes that rate when the line has been quiet for 3 ms.
  static constexpr Duration rate_change = std::chrono::milliseconds{10};
  // So often a scan in parts begins anew, because its jig restarted or somebody else measured with it.
  static constexpr int scans_in_parts = 3;

  // The longest that an answer, or the Error "jig-no-answer", is waited for; `extra` is the time that the
  // jig needs for the command itself.
  static constexpr Duration whole_ask(Duration extra) { return tries * (reply + extra) + rate_change; }
  // The same of connect(): until the jig has said its name, and then its options. Writing comes on top.
  static constexpr Duration whole_connect() {
    return boot + (tries_at_once + tries_after_boot + tries_when_slow) * reply + whole_ask(Duration{0});
  }
};

}  // namespace buzzout
