#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "jig/byte_channel.hpp"
#include "jig/envelope.hpp"
#include "protocol/crc32.h"
#include "simulation/manual_clock.hpp"

namespace buzzout {

// One sealed request as a jig hears it.
struct HeardRequest {
  std::string line;
  std::string sequence, command;

  // The one reply that fits it, with line end.
  std::string reply(const std::string& text) const {
    std::uint32_t crc = 0;
    const auto add = [&](const std::string& bytes) {
      for (char c : bytes) crc = crc32_update(crc, static_cast<std::uint8_t>(c));
    };
    add(line.substr(0, line.rfind('*')));
    const std::string covered = "@" + sequence + " " + text + " ";
    add(covered);
    char seal[10];
    std::snprintf(seal, sizeof seal, "*%08X", static_cast<unsigned>(crc));
    return covered + seal + "\r\n";
  }
};

// What a healthy jig of four points would say, but for the number.
inline std::string healthy_text(const std::string& command) {
  if (command == "*IDN?") return "Buzzout,uno,4711,0.1.0";
  if (command == "*OPT?") return "PROTOCOL=1,POINTS=4,OHMS=0,LINE=80,HOLD=100";
  if (command == "LEAR?") return "00B7,00000001,0,0,00,01,02,03";
  if (command.starts_with("SCAN:HOLD?")) return "00B7,00000001,0,0,1,1";
  if (command == "SCAN?") return "00B7,00000001,0,0,1,2,4,8";
  return "OK";
}

// A channel whose other side is a function: each request line, and how many there were before, becomes
// bytes. They arrive at 1 Mbaud; silence lets the hand-cranked clock pass.
class ScriptedChannel : public ByteChannel {
 public:
  using Script = std::function<std::string(const HeardRequest&, int nth)>;

  ScriptedChannel(ManualClock& clock, Script script) : clock_(clock), script_(std::move(script)) {}

  void write(std::string_view bytes) override {
    for (char c : bytes) {
      if (c != '\n') {
        line_ += c;
        continue;
      }
      if (line_.empty()) continue;
      HeardRequest r;
      r.line = line_;
      line_.clear();
      const auto space = r.line.find(' ');
      r.sequence = r.line.substr(1, space - 1);
      r.command = r.line.substr(space + 1, r.line.rfind(" *") - space - 1);
      heard.push_back(r);
      if (deaf_above_baud == 0 || baud <= deaf_above_baud)
        say(script_(r, static_cast<int>(heard.size()) - 1));
    }
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    if (waiting_.empty() && endless) say(endless());
    if (waiting_.empty() && later_at > clock_.now() && later_at <= clock_.now() + wait) {
      clock_.sleep(later_at - clock_.now());
      say(later);
    }
    if (waiting_.empty()) {
      if (wait > Duration{0}) clock_.sleep(wait);
      return 0;
    }
    std::size_t n = 0;
    for (; n < most && !waiting_.empty(); ++n) {
      into[n] = waiting_.front();
      waiting_.pop_front();
    }
    clock_.sleep(Duration(static_cast<long>(10 * n)));
    return n;
  }
  std::string name() const override { return "/dev/ttyTEST"; }
  void set_baud(unsigned b) override { baud = b; }
  void discard_input() override { waiting_.clear(); }

  void say(const std::string& bytes) { waiting_.insert(waiting_.end(), bytes.begin(), bytes.end()); }

  std::vector<HeardRequest> heard;
  std::function<std::string()> endless;  // noise that never stops
  std::string later;                     // said unasked,
  Clock::time_point later_at{};          // at this time
  unsigned baud = 0;
  unsigned deaf_above_baud = 0;  // hears nothing at a faster speed; 0: hears always

 private:
  ManualClock& clock_;
  Script script_;
  std::string line_;
  std::deque<char> waiting_;
};

}  // namespace buzzout
