#include "cli/live_stream.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/keyboard.hpp"
#include "report/live_json.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kSteady = 100;  // milliseconds: what passes sooner is told only if it let go
constexpr std::int64_t kFlood = 250;  // between two lines that only count
constexpr auto kPause = 15ms;

class Stream {
 public:
  Stream(LiveWatch& watch, const Options& options, Environment& env)
      : watch_(watch), json_(options.json), env_(env) {}

  LiveResult run() {
    for (;;) {
      watch_.look();
      if (Keyboard::interrupted()) return {LiveEnd::interrupted, {}};
      tell_changes();
      const auto& s = watch_.state();
      const bool settled = s.steady_for() >= LiveState::kSettle;
      // Nobody bends a cable before a pipe's end.
      if (settled && s.status == LiveStatus::right && watch_.seconds_to_test()) return test();
      if (keyboard_.ended() && (settled || s.at - s.since >= LiveState::kBounce + LiveState::kSettle)) return s.has_open_upsets() ? test() : LiveResult{};
      const auto line = pause();
      if (!line) continue;
      if (*line == "q" || *line == "Q") return {};
      if (*line == "c" || *line == "C") watch_.redo();
      if (line->empty()) return test();
    }
  }

 private:
  LiveResult test() { return {LiveEnd::tested, watch_.test().measure(watch_.story())}; }

  // A simulated cable's time passes as it is looked at.
  std::optional<std::string> pause() {
    if (watch_.test().session().workbench() == nullptr && !keyboard_.ended()) return keyboard_.line(kPause);
    watch_.test().session().clock().sleep(kPause);
    return keyboard_.line(0ms);
  }

  void tell_changes() {
    const auto& s = watch_.state();
    unsigned upsets = 0;
    for (const auto& u : all_upsets(s)) upsets += u.times;
    const bool steady = (s.steady_for() >= kSteady || s.status == LiveStatus::unsteady) && (s.status != status_ || !told_ || (s.matrix != matrix_ && s.status != LiveStatus::unsteady));
    if (!steady && (upsets <= upsets_ || s.at - told_at_ < kFlood)) return;
    told_at_ = s.at;
    told_ = true;
    status_ = s.status;
    matrix_ = s.matrix;
    upsets_ = upsets;
    if (json_)
      env_.out << to_json(s, watch_.found(), watch_.test().job().map).dump() << "\n";
    else
      env_.out << in_words(s) << "\n";
    flush_output(env_);
  }

  std::string in_words(const LiveState& s) {
    std::string out = fmt::format("{:8.1f} s  {}", static_cast<double>(s.at - s.began) / 1000, to_string(s.status));
    if (watch_.purpose() == LiveWatch::Purpose::build)
      out += fmt::format("  {} of {} joints", watch_.assembly().done(), watch_.assembly().joints.size());
    if (const PointSet held = s.held_high | s.held_low; held != 0)
      for (const auto& c : contacts_at(held, watch_.test().job().map)) out += " " + c.name();
    else if (watch_.purpose() == LiveWatch::Purpose::build)
      for (const auto& wrong : watch_.assembly().wrong) out += "  " + wrong;
    else if (s.status == LiveStatus::wrong && !watch_.found().diagnoses.empty())
      out += "  " + watch_.found().diagnoses.front().summary;
    for (const auto& c : chattering(s, watch_.test().job())) out += "  " + c.net + " comes and goes.";
    for (const auto& u : all_upsets(s)) out += "  " + buzzout::in_words(u) + (u.redone ? ", redone." : ".");
    return out;
  }

  LiveWatch& watch_;
  bool json_;
  Environment& env_;
  Keyboard keyboard_;
  bool told_ = false;
  LiveStatus status_ = LiveStatus::no_cable;
  ScanMatrix matrix_;
  unsigned upsets_ = 0;
  std::int64_t told_at_ = 0;
};

}  // namespace

LiveResult stream_live(LiveWatch& watch, const Options& options, Environment& env) {
  return Stream(watch, options, env).run();
}

}  // namespace buzzout
