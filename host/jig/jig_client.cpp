#include "jig/jig_client.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "jig/patience.hpp"
#include "jig/vocabulary_text.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;
using protocol::Command;

constexpr std::size_t kLongestReply = 2048;
constexpr std::string_view kHello = "#BUZZOUT";
constexpr std::string_view kRefused = "jig-refused";
// Bytes of a reply: "@<ten digits> " and " *<eight digits>" with the line end; "<boot>,<count>,,".
constexpr std::size_t kEnvelope = 24, kScanHead = 15;

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out(1);
  for (char c : text)
    if (c == ',')
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

template <class T>
bool parse(const std::string& text, T& value, int base = 10) {
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, base);
  return result.ec == std::errc{} && result.ptr == end && !text.empty();
}

// A method that this program does not know is none that it could use.
OhmMethod method_of(unsigned code) {
  code &= ~unsigned{protocol::addon_ohms};
  if (code == 1) return OhmMethod::half_kelvin;
  return code == 2 ? OhmMethod::kelvin : OhmMethod::none;
}

[[noreturn]] void bad_reply(const ByteChannel& channel, const std::string& what) {
  throw JigError("jig-bad-reply", "the jig's answer makes no sense: " + what, channel.name(),
              "flash the firmware that came with this program", Action{ActionCode::flash});
}

}  // namespace

JigClient::JigClient(ByteChannel& channel, Clock& clock, std::uint32_t first_sequence)
    : channel_(channel), clock_(clock), next_sequence_(first_sequence) {}

JigClient::~JigClient() {
  if (!line_.slowed) return;
  try {
    if (takes_baud(protocol::fast_baud)) channel_.write("\n\n");
  } catch (...) {
    // Unplugged: the jig begins anew at the faster rate anyway.
  }
}

bool JigClient::read_line(Clock::time_point deadline, std::string& line) {
  for (;;) {
    const std::size_t end = received_.find('\n');
    if (end != std::string::npos) {
      line = received_.substr(0, end);
      received_.erase(0, end + 1);
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    if (received_.size() > kLongestReply) received_.clear();
    const Duration left = deadline - clock_.now();
    if (left <= 0us) return false;
    char buffer[256];
    received_.append(buffer, channel_.read(buffer, sizeof buffer, left));
  }
}

bool JigClient::is_late(const std::string& line) const {
  return std::ranges::any_of(asked_, [&](const SealedRequest& r) { return open_reply(r, line).has_value(); });
}

JigClient::Reply JigClient::try_ask(std::string_view command, Duration wait, std::string& answer) {
  const SealedRequest request = seal(next_sequence_++, command);
  // The leading line end closes whatever a dead host or noise left in the jig's line buffer.
  channel_.write("\n" + request.line + "\n");
  const auto deadline = clock_.now() + wait;
  std::string line;
  bool damaged = false;
  while (read_line(deadline, line)) {
    if (auto opened = open_reply(request, line)) {
      answer = std::move(*opened);
      return Reply::good;
    }
    if (line.empty()) continue;
    last_stray_ = line;
    damaged = damaged || (!line.starts_with(kHello) && !is_late(line));
  }
  asked_.push_back(request);
  if (asked_.size() > Patience::tries) asked_.erase(asked_.begin());
  return damaged || !received_.empty() ? Reply::damaged : Reply::none;
}

std::string JigClient::ask(std::string_view command, Duration extra) { return *answer_to(command, extra, false); }

std::optional<std::string> JigClient::answer_to(std::string_view command, Duration extra, bool give_up_when_damaged) {
  std::string answer;
  bool damaged = false;
  for (int i = 0; i < Patience::tries; ++i) {
    const Reply reply = try_ask(command, Patience::reply + extra, answer);
    if (reply == Reply::damaged) {
      damaged = true;
      note_damage();
      if (give_up_when_damaged) return {};
    }
    if (reply != Reply::good) continue;
    if (answer.starts_with('!')) {
      int code = 0;
      if (!parse(answer.substr(1), code)) bad_reply(channel_, "a refusal");
      throw JigError(std::string(kRefused), "the jig refused `" + std::string(command) + "`: " + describe_error(code),
                  channel_.name());
    }
    return answer;
  }
  throw JigError("jig-no-answer", damaged ? "the jig's answers arrive damaged" : "the jig stopped answering", channel_.name(),
              "check the USB cable; unplug the jig and plug it in again, then test again");
}

void JigClient::note_damage() {
  ++line_.damaged;
  const auto now = clock_.now();
  const bool again = damaged_at_ && now - *damaged_at_ <= Patience::damage;
  damaged_at_ = now;
  if (again && !baud_fixed_ && line_.baud == protocol::fast_baud) go_slow();
}

void JigClient::go_slow() {
  if (!takes_baud(protocol::slow_baud)) return;
  line_.slowed = true;
  // A line that the jig cannot understand tells it to change its rate, too.
  channel_.write("\n\n");
  clock_.sleep(Patience::rate_change);
  received_.clear();
  channel_.discard_input();
}

bool JigClient::wait_for_hello(Duration wait) {
  const auto deadline = clock_.now() + wait;
  std::string line;
  while (read_line(deadline, line)) {
    if (line.starts_with(kHello)) return true;
    if (!line.empty()) last_stray_ = line;
  }
  return false;
}

bool JigClient::takes_baud(unsigned baud) {
  try {
    channel_.set_baud(baud);
    line_.baud = baud;
    return true;
  } catch (const Error& e) {
    if (e.code != kJigBaud) throw;
    return false;
  }
}

void JigClient::fix_baud(unsigned baud) {
  line_.baud = baud;
  baud_fixed_ = true;
}

JigIdentity JigClient::connect() {
  const std::string identify_text = short_form(Command::identify);
  std::string answer;
  bool found = false;
  const auto try_for_name = [&](int tries) {
    for (int i = 0; i < tries && !found; ++i) found = try_ask(identify_text, Patience::reply, answer) == Reply::good;
  };
  channel_.discard_input();
  const bool only_slow = baud_fixed_ && line_.baud == protocol::slow_baud, only_fast = baud_fixed_ && !only_slow;
  if (only_fast) channel_.set_baud(protocol::fast_baud);
  const bool fast = only_fast || (!only_slow && takes_baud(protocol::fast_baud));
  if (fast) {
    try_for_name(Patience::tries_at_once);
    if (!found && !last_stray_.starts_with(kHello)) wait_for_hello(Patience::boot);
    try_for_name(Patience::tries_after_boot);
  }
  if (!found && !only_fast) {
    channel_.set_baud(protocol::slow_baud);
    line_.baud = protocol::slow_baud;
    // A jig that was at the other rate does not understand the first try.
    if (!fast) try_for_name(only_slow ? Patience::tries_at_once + 1 : Patience::tries_at_once);
    if (!fast && !found) wait_for_hello(Patience::boot);
    try_for_name(Patience::tries_when_slow);
  }
  if (!found) {
    if (last_stray_.starts_with(kHello) || last_stray_.find(" Buzzout,") != std::string::npos)
      throw JigError("jig-no-answer", "a jig is there, and its answers arrive damaged or too late",
                  channel_.name(), "check the USB cable; unplug the jig and plug it in again");
    if (!last_stray_.empty())
      throw JigError("jig-wrong-firmware", "something answers there, and it is not a Buzzout jig",
                  channel_.name(), "flash the board", Action{ActionCode::flash, {{"port", channel_.name()}}});
    throw JigError("jig-no-answer", "no jig answers there", channel_.name(),
                "check the cable and the port; a new board needs its firmware",
                Action{ActionCode::flash, {{"port", channel_.name()}}});
  }
  identify(answer);
  return identity_;
}

// Board, number and firmware.
JigIdentity JigClient::named(const std::string& name) const {
  JigIdentity out;
  const auto idn = split(name);
  if (idn.size() != 4 || idn[0] != "Buzzout" || !parse(idn[2], out.number)) bad_reply(channel_, "its name");
  out.board = idn[1];
  out.firmware = idn[3];
  out.simulated = channel_.simulated();
  return out;
}

void JigClient::identify(const std::string& name) {
  identity_ = named(name);
  line_.damaged = 0;
  boots_.clear();
  for (const auto& option : split(ask(short_form(Command::options)))) {
    unsigned value = 0;
    const auto equals = option.find('=');
    if (equals == std::string::npos || !parse(option.substr(equals + 1), value))
      bad_reply(channel_, "its options");
    const std::string key = option.substr(0, equals);
    if (key == "PROTOCOL") identity_.protocol = value;
    if (key == "POINTS") identity_.points = value;
    if (key == "OHMS") identity_.ohms = method_of(value);
    if (key == "READ") identity_.readable = value;
    if (key == "RANGE") identity_.range_ohm = value;
    if (key == "ADDON") identity_.addon = value;
    if (key == "LAMP") identity_.lamp_seconds = value;
    if (key == "ROWS") identity_.rows = value;
  }
  if (identity_.protocol != protocol::version)
    throw JigError("jig-protocol", "the jig's firmware " + identity_.firmware + " speaks protocol " +
                std::to_string(identity_.protocol) + ", and this program speaks " +
                std::to_string(protocol::version), channel_.name(),
                "flash the firmware that came with this program", Action{ActionCode::flash, {{"board", identity_.board}}});
  if (identity_.points < 2 || identity_.points > kMaxPoints) bad_reply(channel_, "its number of points");
}

void JigClient::require_same_jig() {
  const JigIdentity now = named(ask(short_form(Command::identify)));
  if (now.board == identity_.board && now.number == identity_.number && now.firmware == identity_.firmware) return;
  const auto words = [](const JigIdentity& id) {
    return "number " + std::to_string(id.number) + ", board " + id.board + ", firmware " + id.firmware;
  };
  throw JigError("jig-exchanged",
              "another jig answers on this port: " + words(now) + "; it was " + words(identity_), channel_.name(),
              "begin again with this jig: what was proved belongs to the other one");
}

// A jig that restarts has an id that it did not have before.
void JigClient::note_boot(std::uint32_t boot) {
  if (!boots_.empty() && boots_.back() == boot) return;
  if (!boots_.empty()) require_same_jig();
  if (std::ranges::find(boots_, boot) != boots_.end())
    throw JigError(kJigNumberTwice,
                "two jigs with the number " + std::to_string(identity_.number) + " take turns on this port",
                channel_.name(), "erase the EEPROM of one of them: its next test gives it a number of its own");
  boots_.push_back(boot);
}

std::vector<std::string> JigClient::ask_fields(Command command, const std::string& arguments,
                                               Duration extra) {
  return split(ask(short_form(command) + (arguments.empty() ? "" : " " + arguments), extra));
}

PointSet JigClient::mask(const std::string& hex) const {
  PointSet set = 0;
  if (hex.size() != mask_digits() || !parse(hex, set, 16) ||
      (set & ~first_points(identity_.points)) != 0)
    bad_reply(channel_, "a set of points");
  return set;
}

std::string JigClient::mask_text(PointSet set) const {
  char text[17];
  std::snprintf(text, sizeof text, "%0*llX", static_cast<int>(mask_digits()),
                static_cast<unsigned long long>(set));
  return text;
}

Scan JigClient::read_scan_head(const std::vector<std::string>& fields) const {
  Scan out;
  if (fields.size() < 4 || !parse(fields[0], out.boot, 16) || !parse(fields[1], out.count, 16))
    bad_reply(channel_, "a scan");
  out.held_high = mask(fields[2]);
  out.held_low = mask(fields[3]);
  return out;
}

Scan JigClient::scan() {
  Scan out = line_.in_parts ? scan_in_parts() : scan_at_once();
  senses_.fold(out);
  return out;
}

Scan JigClient::scan_at_once() {
  const std::size_t longest = kEnvelope + kScanHead + 2 * mask_digits() + identity_.points * (mask_digits() + 1);
  const bool divisible = identity_.rows > 0 && longest > protocol::safe_reply;
  const auto answer = answer_to(short_form(Command::scan), Patience::work, divisible);
  if (!answer) {
    line_.in_parts = true;
    return scan_in_parts();
  }
  const auto fields = split(*answer);
  Scan out = read_scan_head(fields);
  if (fields.size() != 4 + (out.clean() ? identity_.points : 0)) bad_reply(channel_, "a scan");
  for (std::size_t i = 4; i < fields.size(); ++i) out.matrix.rows.push_back(mask(fields[i]));
  note_boot(out.boot);
  return out;
}

// The rows are asked for by the count of their measurement, and come with it and the boot: never of two measurements.
Scan JigClient::scan_in_parts() {
  for (int i = 1; i <= Patience::scans_in_parts; ++i) {
    const auto head = ask_fields(Command::keep, "", Patience::work);
    Scan out = read_scan_head(head);
    if (head.size() != 4) bad_reply(channel_, "a scan");
    bool same = true;
    while (same && out.clean() && out.matrix.rows.size() < identity_.points) {
      const std::size_t first = out.matrix.rows.size();
      std::vector<std::string> fields;
      try {
        fields = ask_fields(Command::rows, head[1] + "," + std::to_string(point_number(static_cast<Point>(first))), Duration{0});
      } catch (const Error& e) {
        // Another boot, or another client's measurement: what was kept is gone.
        if (e.code != kRefused) throw;
        same = false;
        break;
      }
      same = fields.size() >= 2 && fields[0] == head[0] && fields[1] == head[1];
      if (!same) break;
      if (fields.size() != 2 + std::min<std::size_t>(identity_.rows, identity_.points - first)) bad_reply(channel_, "rows of a scan");
      for (std::size_t f = 2; f < fields.size(); ++f) out.matrix.rows.push_back(mask(fields[f]));
    }
    note_boot(out.boot);
    if (same) return out;
  }
  throw JigError("jig-no-answer", "the jig restarts again and again, or somebody else measures with it", channel_.name(),
              "let only one program use the jig; unplug it and plug it in again");
}

Hold JigClient::hold(PointSet driven, unsigned ms) {
  const auto fields = ask_fields(Command::hold, std::to_string(ms) + "," + mask_text(driven),
                                 Patience::hold(ms));
  Hold out;
  out.driven = driven;
  out.ms = ms;
  if (fields.size() < 4 || !parse(fields[0], out.boot, 16) || !parse(fields[1], out.count, 16))
    bad_reply(channel_, "a hold");
  out.held_high = mask(fields[2]);
  out.held_low = mask(fields[3]);
  if (fields.size() != (out.clean() ? 6U : 4U)) bad_reply(channel_, "a hold");
  if (out.clean()) {
    out.always_low = mask(fields[4]);
    out.ever_low = mask(fields[5]);
  }
  note_boot(out.boot);
  senses_.fold(out);
  return out;
}

RawReading JigClient::raw(const RawRequest& request) {
  constexpr unsigned kDigits = 4;
  std::string points = mask_text(request.points);
  points.insert(0, points.size() < kDigits ? kDigits - points.size() : 0, '0');
  std::string arguments = request.against_supply ? "0" : "1";
  for (const unsigned n : {request.readings, point_number(request.high), point_number(request.low)})
    arguments += "," + std::to_string(n);
  arguments += "," + points + "," + request.states;
  const auto fields = ask_fields(Command::raw, arguments, Patience::raw);
  RawReading out;
  out.request = request;
  if (fields.size() < 5 || !parse(fields[0], out.boot, 16) || !parse(fields[1], out.count, 16) ||
      !parse(fields[4], out.states_done))
    bad_reply(channel_, "a resistance");
  out.held_high = mask(fields[2]);
  out.held_low = mask(fields[3]);
  const std::size_t each = size(request.points);
  if (out.states_done > request.states.size() || (!out.clean() && out.states_done > 0) ||
      fields.size() != 5 + out.states_done * each)
    bad_reply(channel_, "a resistance");
  for (std::size_t at = 5; at < fields.size(); ++at) {
    unsigned sum = 0;
    if (fields[at].size() != kDigits || !parse(fields[at], sum, 16) || sum > request.readings * 1023)
      bad_reply(channel_, "a resistance");
    if ((at - 5) % each == 0) out.sums.emplace_back();
    out.sums.back().push_back(sum);
  }
  note_boot(out.boot);
  return out;
}

MilliohmReading JigClient::raw_milliohm(const MilliohmRequest& request) {
  std::string arguments;
  for (const unsigned n : {point_number(request.first), point_number(request.second), request.first_channel, request.second_channel})
    arguments += std::to_string(n) + ",";
  const auto fields = ask_fields(Command::raw_milliohm, arguments + request.steps, Patience::raw);
  MilliohmReading out;
  out.request = request;
  unsigned done = 0;
  if (fields.size() < 5 || !parse(fields[0], out.boot, 16) || !parse(fields[1], out.count, 16) || !parse(fields[4], done))
    bad_reply(channel_, "a resistance of the add-on");
  out.held_high = mask(fields[2]);
  out.held_low = mask(fields[3]);
  if (done > request.steps.size() || (!out.clean() && done > 0) || fields.size() != 5 + done)
    bad_reply(channel_, "a resistance of the add-on");
  for (std::size_t at = 5; at < fields.size(); ++at) {
    std::uint16_t code = 0;
    if (fields[at].size() != 4 || !parse(fields[at], code, 16)) bad_reply(channel_, "a resistance of the add-on");
    out.codes.push_back(static_cast<std::int16_t>(code));
  }
  note_boot(out.boot);
  return out;
}

ChipReading JigClient::chip(Command command, unsigned readings) {
  const auto fields = ask_fields(command, std::to_string(readings), Patience::raw);
  ChipReading out;
  out.readings = readings;
  if (fields.size() != 3 || !parse(fields[0], out.boot, 16) || !parse(fields[1], out.count, 16) ||
      !parse(fields[2], out.sum, 16) || out.sum > readings * 1023)
    bad_reply(channel_, "a voltage");
  note_boot(out.boot);
  return out;
}

ChipReading JigClient::raw_supply(unsigned readings) { return chip(Command::raw_supply, readings); }

ChipReading JigClient::raw_temperature(unsigned readings) { return chip(Command::raw_temperature, readings); }

std::vector<Point> JigClient::learn() {
  const auto fields = ask_fields(Command::learn, "", Patience::work);
  std::uint32_t boot = 0;
  if (!parse(fields[0], boot, 16)) bad_reply(channel_, "labels");
  note_boot(boot);
  if (fields.size() == 4) return {};
  if (fields.size() != 4 + identity_.points) bad_reply(channel_, "labels");
  std::vector<Point> out;
  for (std::size_t i = 4; i < fields.size(); ++i) {
    unsigned label = 0;
    if (!parse(fields[i], label, 16) || label >= identity_.points) bad_reply(channel_, "labels");
    out.push_back(label);
  }
  senses_.fold(out);
  return out;
}

int JigClient::self_test() {
  int result = -1;
  if (!parse(ask(short_form(Command::self_test), Patience::work), result) || result < 0 || result > 3)
    bad_reply(channel_, "its self-test");
  return result;
}

void JigClient::set_lamp(protocol::Lamp lamp) { ask(short_form(Command::lamp) + " " + lamp_word(lamp)); }

void JigClient::show_for(protocol::Lamp lamp, unsigned seconds) {
  if (identity_.lamp_seconds == 0) return set_lamp(lamp);
  ask(short_form(Command::lamp) + " " + lamp_word(lamp) + "," + std::to_string(std::min(seconds, identity_.lamp_seconds)));
}

unsigned JigClient::button_presses() {
  unsigned presses = 0;
  if (!parse(ask(short_form(Command::button)), presses)) bad_reply(channel_, "its button");
  return presses;
}

void JigClient::give_number(std::uint32_t number) {
  ask(short_form(Command::set_number) + " " + std::to_string(number), Patience::work);
  identity_.number = number;
}

}  // namespace buzzout
