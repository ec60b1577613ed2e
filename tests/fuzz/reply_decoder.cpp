// What a jig, a broken jig or no jig at all may say to the host. Each line of an input answers one
// request:
//   .        as a healthy jig of four points does
//   =TEXT    TEXT in an envelope that fits the request
//   %TEXT    the bytes TEXT, without a line end
//   +TEXT    first the line TEXT, then the next answer too
//   TEXT     the line TEXT; an empty one is silence
// A last line `*TEXT` is noise that never stops. After the last answer all is healthy.
#include <algorithm>

#include "fuzz/property.hpp"
#include "fuzz/wire_model.hpp"
#include "jig/jig_client.hpp"
#include "jig/patience.hpp"
#include "jig/scripted_channel.hpp"

using namespace buzzout;
using namespace std::chrono_literals;

namespace {

// Noise exceeds each try by what its last read waits for.
constexpr Duration kNoiseEvery = 20ms, kExcess = 15 * (kNoiseEvery + 5ms);
constexpr Duration kLongestConnect = Patience::whole_connect() + kExcess;
constexpr Duration kLongestRequest = Patience::whole_ask(Patience::hold(protocol::max_hold_ms)) + kExcess;

class Script {
 public:
  explicit Script(const std::string& input) {
    for (std::size_t from = 0; from < input.size();) {
      const auto end = std::min(input.find('\n', from), input.size());
      lines_.push_back(input.substr(from, end - from));
      from = end + 1;
    }
    if (!lines_.empty() && lines_.back().starts_with('*')) {
      noise_ = lines_.back().substr(1);
      lines_.pop_back();
    }
  }

  const std::string& noise() const { return noise_; }
  bool is_over() const { return next_ >= lines_.size(); }

  std::string answer(const HeardRequest& request) {
    std::string out;
    for (;;) {
      const std::string line = next_ < lines_.size() ? lines_[next_++] : ".";
      const std::string rest = line.empty() ? "" : line.substr(1);
      if (line == ".") return out + request.reply(healthy_text(request.command));
      if (line.starts_with('=')) return out + sealed(request, rest);
      if (line.starts_with('%')) return out + rest;
      if (!line.starts_with('+')) return out + line + (line.empty() ? "" : "\r\n");
      out += rest + "\r\n";
    }
  }

 private:
  // The same reply with a bit turned must not open, nor may any line that the model does not open.
  static std::string sealed(const HeardRequest& heard, const std::string& text) {
    const SealedRequest request = seal(static_cast<std::uint32_t>(std::stoul(heard.sequence)), heard.command);
    MUST(request.line == heard.line);
    std::string line = heard.reply(text);
    line.resize(line.size() - 2);
    const auto opened = open_reply(request, line);
    MUST(opened.has_value() == std::ranges::all_of(text, fuzz::is_ascii));
    if (opened) MUST(*opened == text);
    const std::size_t bit = request.crc % (line.size() * 8);
    line[bit / 8] = static_cast<char>(line[bit / 8] ^ 1 << bit % 8);
    MUST(!open_reply(request, line));
    return heard.reply(text);
  }

  std::vector<std::string> lines_;
  std::size_t next_ = 0;
  std::string noise_;
};

class Talk {
 public:
  explicit Talk(const std::string& input)
      : script_(input),
        channel_(clock_, [this](const HeardRequest& r, int) { return script_.answer(r); }),
        client_(channel_, clock_, 4294967290U) {
    if (!script_.noise().empty())
      channel_.endless = [this] {
        clock_.sleep(kNoiseEvery);
        return script_.noise();
      };
  }

  void all() {
    if (!in_time(kLongestConnect, [&] { client_.connect(); })) return;
    const JigIdentity& id = client_.identity();
    MUST(id.points >= 2 && id.points <= kMaxPoints);
    MUST(id.protocol == protocol::version && !id.simulated);
    MUST(fuzz::is_printable(id.board) && fuzz::is_printable(id.firmware));
    for (int round = 0; round == 0 || (round < 3 && !gone_ && !script_.is_over()); ++round) {
      request([&] { check(client_.scan()); });
      request([&] { check(client_.hold(first_points(id.points), 20)); });
      request([&] { check(client_.learn()); });
      request([&] { check(client_.hold(only(id.points - 1), protocol::max_hold_ms)); });
      request([&] {
        const int result = client_.self_test();
        MUST(result >= 0 && result <= 3);
      });
      request([&] { client_.button_presses(); });
      request([&] { client_.set_lamp(protocol::Lamp::pass); });
    }
    request([&] {
      client_.give_number(4711);
      MUST(id.number == 4711);
    });
  }

 private:
  template <class Action>
  bool in_time(Duration most, Action action) {
    const auto started = clock_.now();
    bool done = false;
    try {
      action();
      done = true;
    } catch (const Error& e) {
      gone_ = e.code == "jig-no-answer";
      MUST(e.code.starts_with("jig-") && !e.message.empty());
      MUST(fuzz::is_printable(e.message) && fuzz::is_printable(e.where) && fuzz::is_printable(e.remedy));
    }
    MUST(clock_.now() - started <= most);
    return done;
  }
  template <class Action>
  void request(Action action) {
    if (!gone_) in_time(kLongestRequest, action);
  }

  bool is_set(PointSet set) const { return (set & ~first_points(client_.identity().points)) == 0; }
  void check(const Scan& s) const {
    MUST(is_set(s.held_high) && is_set(s.held_low));
    MUST(s.matrix.points() == (s.clean() ? client_.identity().points : 0));
    for (PointSet row : s.matrix.rows) MUST(is_set(row));
  }
  void check(const Hold& h) const {
    MUST(is_set(h.held_high) && is_set(h.held_low) && is_set(h.always_low) && is_set(h.ever_low));
    if (!h.clean()) MUST(h.always_low == 0 && h.ever_low == 0);
  }
  void check(const std::vector<Point>& labels) const {
    MUST(labels.empty() || labels.size() == client_.identity().points);
    for (Point p : labels) MUST(p < client_.identity().points);
  }

  Script script_;
  ManualClock clock_;
  ScriptedChannel channel_;
  JigClient client_;
  bool gone_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Talk(std::string(reinterpret_cast<const char*>(data), size)).all();
  return 0;
}
