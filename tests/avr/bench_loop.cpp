#include "avr/bench_loop.hpp"

#include <algorithm>
#include <charconv>

#include "core/error.hpp"

namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::uint64_t kMostNumber = 600'000;
constexpr auto kMostAhead = milliseconds(2);
constexpr auto kMostBehind = milliseconds(50);  // beyond that, lost time is not made up for

std::uint64_t number(const std::string& text) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size() || n > kMostNumber)
    throw Error("bench-command", "not a number from 0 to " + std::to_string(kMostNumber), text);
  return n;
}

std::string one_line(const Error& e) {
  std::string text = e.code + ": " + e.message;
  if (!e.where.empty()) text += ": " + e.where;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

void BenchLoop::step() {
  if (stalled()) {
    restart_clock();
    return;
  }
  if (const auto bytes = link_.read(); !bytes.empty()) {
    jig_.usart().set_host_baud(link_.baud());
    jig_.usart().send(bytes);
  }
  jig_.run(busy() ? AvrJig::cycles_of_us(100) : AvrJig::cycles_of_ms(1));
  if (busy()) jig_.usart().set_host_baud(link_.baud());
  if (const auto bytes = jig_.usart().take(); !bytes.empty()) link_.write(bytes);
  if (busy() || pause() < -kMostBehind) restart_clock();
}

bool BenchLoop::busy() const {
  const SiliconUsart& usart = jig_.usart();
  const std::uint64_t last = std::max(usart.counters().last_received, usart.counters().last_sent) +
                             AvrJig::cycles_of_ms(2);
  return usart.sending() || jig_.cycle() < last;
}

void BenchLoop::restart_clock() {
  wall_ = Clock::now();
  cycle_ = jig_.cycle();
}

nanoseconds BenchLoop::pause() const {
  const auto now = Clock::now();
  if (now < stalled_until_) return stalled_until_ - now;
  const auto simulated = nanoseconds((jig_.cycle() - cycle_) * 1'000'000'000ull / AvrJig::kHertz);
  const auto ahead = simulated - (now - wall_);
  return ahead > kMostAhead || ahead < nanoseconds(0) ? ahead : nanoseconds(0);
}

std::string BenchLoop::command(std::string_view line) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string verb(line.substr(0, space));
  const std::string argument(line.substr(std::min(space + 1, line.size())));
  try {
    return carry_out(verb, argument);
  } catch (const Error& e) {
    return "error " + one_line(e);
  }
}

std::string BenchLoop::carry_out(const std::string& verb, const std::string& argument) {
  if (verb == "cable") {
    bench_.plug(parse_cable_edits(argument));
  } else if (verb == "unplug") {
    bench_.plug(parse_cable_edits("none"));
  } else if (verb == "reset") {
    jig_.reset();
  } else if (verb == "hang") {
    jig_.hang();
  } else if (verb == "button" && (argument == "down" || argument == "up")) {
    jig_.press_button(argument == "down");
  } else if (verb == "stall") {
    stalled_until_ = Clock::now() + milliseconds(number(argument));
  } else if (verb == "garbage") {
    std::vector<std::uint8_t> noise(number(argument));
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(random_());
    return "ok " + std::to_string(link_.write(noise));
  } else if (verb == "status") {
    return status();
  } else if (verb == "quit") {
    quit_ = true;
  } else {
    throw Error("bench-command",
                "not one of cable SPEC, unplug, reset, hang, button down|up, stall MS, garbage N, "
                "status, quit",
                verb + " " + argument);
  }
  return "ok " + verb;
}

std::string BenchLoop::status() const {
  const auto& c = jig_.usart().counters();
  const auto lamps = jig_.lamps();
  std::string text = "ok";
  const auto field = [&](const char* name, std::uint64_t value) {
    text += std::string(" ") + name + "=" + std::to_string(value);
  };
  field("cycles", jig_.cycle());
  field("received", c.received);
  field("sent", c.sent);
  field("lost", c.lost);
  field("deaf", c.deaf);
  field("framing_errors", c.framing_errors);
  field("violations", violations_told_);
  field("watchdog", jig_.watchdog_interrupts());
  field("hung", jig_.hung());
  field("pass_lamp", lamps.pass);
  field("fail_lamp", lamps.fail);
  field("buzzer", lamps.buzzer);
  return text;
}

std::vector<std::string> BenchLoop::take_faults() {
  const auto& violations = bench_.violations();
  std::vector<std::string> faults(
      violations.begin() + static_cast<std::ptrdiff_t>(violations_told_), violations.end());
  violations_told_ = violations.size();
  const auto& ports = jig_.ports().counters();
  if (ports.sense_high > ports_told_.sense_high) faults.push_back("a sense pin drives high");
  if (ports.sense_crowded > ports_told_.sense_crowded)
    faults.push_back("more than one sense pin drives low");
  ports_told_ = ports;
  return faults;
}

}  // namespace buzzout
