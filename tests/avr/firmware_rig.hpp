#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "avr/rig.hpp"

namespace buzzout {

// A board running the firmware that ships, with its hello behind it.
struct FirmwareRig : Rig {
  explicit FirmwareRig(std::string_view name, AvrJig::Options options = {}, bool with_addon = false)
      : Rig(name, BUZZOUT_FIRMWARE_ELF + std::string(name) + ".elf", options, with_addon) {
    jig.run(AvrJig::cycles_of_ms(10));
    jig.usart().take();  // the hello
  }

  void send(std::string_view bytes) { jig.usart().send(Bytes(bytes.begin(), bytes.end())); }

  // A bare line; the reply without its line end, empty if none comes in time.
  std::string line(std::string_view request, std::uint64_t ms = 500) {
    send(std::string(request) + "\n");
    const auto replies = await_lines(1, ms);
    return replies.empty() ? "" : replies.front();
  }

  // The lines that come until there are `count`, or `ms` have passed; half a line counts as one.
  std::vector<std::string> await_lines(std::size_t count, std::uint64_t ms) {
    std::vector<std::string> lines;
    std::string under_way;
    for (const std::uint64_t end = jig.cycle() + AvrJig::cycles_of_ms(ms);
         lines.size() < count && jig.cycle() < end;) {
      jig.run(AvrJig::cycles_of_us(50));
      for (const std::uint8_t b : jig.usart().take()) {
        if (b != '\n') {
          under_way += static_cast<char>(b);
          continue;
        }
        if (under_way.ends_with('\r')) under_way.pop_back();
        lines.push_back(under_way);
        under_way.clear();
      }
    }
    if (!under_way.empty()) lines.push_back(under_way);
    return lines;
  }
};

}  // namespace buzzout
