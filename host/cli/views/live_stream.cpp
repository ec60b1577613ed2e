#include "cli/views/live_stream.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/terminal/keyboard.hpp"
#include "cli/views/action_words.hpp"
#include "core/compare.hpp"
#include "core/ohm_words.hpp"
#include "core/words.hpp"
#include "report/json_text.hpp"
#include "report/live_json.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kSteady = 100;  // milliseconds: what passes sooner is told only if it let go
constexpr std::int64_t kFlood = 250;   // between two lines that only count
constexpr std::int64_t kLongestWait = 86400;
constexpr auto kLookPause = 15ms;

class Stream {
 public:
  Stream(LiveWatch& watch, bool json, Environment& env)
      : watch_(watch), json_(json), env_(env) {}

  LiveResult run() {
    for (;;) {
      watch_.look();
      if (Keyboard::interrupted()) return {LiveEnd::interrupted, {}};
      tell_changes();
      pause();
      if (watch_.state().at < wait_until_) continue;
      if (const auto line = keyboard_.line(0ms)) {
        if (*line == "q" || *line == "Q") return {};
        if (line->empty()) return watch_.run_test();
        obey(*line);
      } else if (watch_.test_is_due_unattended()) {
        return watch_.run_test();
      } else if (keyboard_.ended() && watch_.is_settled() && watch_.state().at - plugged_at_ >= LiveState::kSettle) {
        return watch_.state().has_open_upsets() ? watch_.run_test() : LiveResult{};
      }
    }
  }

 private:
  bool is_building() const { return watch_.purpose() == LiveWatch::Purpose::build; }

  void obey(const std::string& line) {
    constexpr std::string_view kWait = "wait ", kPlug = "plug ";
    Workbench* bench = watch_.test().session().workbench();
    if (line == "c" || line == "C")
      watch_.redo();
    else if (line.starts_with(kWait))
      wait_until_ = watch_.state().at + 1000 * seconds(line.substr(kWait.size()));
    else if (line.starts_with(kPlug) && bench != nullptr)
      plug(*bench, line.substr(kPlug.size()));
    else
      throw Error("usage", "`" + line + "` is nothing that can be typed here", "standard input",
                  bench != nullptr ? "an empty line, c, q, wait SECONDS or plug CABLE"
                                   : "an empty line, c, q or wait SECONDS");
  }

  // It may differ in ohms alone, which takes some looks to be seen.
  void plug(Workbench& bench, const std::string& cable) {
    bench.plug(parse_cable_edits(cable));
    plugged_at_ = watch_.state().at;
  }

  static std::int64_t seconds(const std::string& text) {
    std::int64_t n = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, n);
    if (result.ec != std::errc{} || result.ptr != end || n < 0 || n > kLongestWait)
      throw Error("usage", "`wait " + text + "` is no time", "standard input",
                  "whole seconds up to " + std::to_string(kLongestWait) + ": wait 3");
    return n;
  }

  // A simulated cable's time passes as it is looked at.
  void pause() { watch_.test().session().clock().sleep(kLookPause); }

  void tell_changes() {
    const auto& s = watch_.state();
    unsigned upsets = 0;
    for (const auto& u : all_upsets(s)) upsets += u.times;
    const bool steady = (s.steady_for() >= kSteady || s.status == LiveStatus::unsteady) &&
                        (s.status != status_ || !told_ ||
                         (s.matrix != matrix_ && s.status != LiveStatus::unsteady));
    if (!steady && ((upsets <= upsets_ && !ohms_changed()) || s.at - told_at_ < kFlood)) return;
    told_at_ = s.at;
    ohms_ = s.ohms;
    told_ = true;
    status_ = s.status;
    matrix_ = s.matrix;
    upsets_ = upsets;
    if (json_)
      env_.out << json_text(worded(to_json(s, watch_.found(), watch_.test().job().map, watch_.undecided(),
                          is_building() ? &watch_.assembly() : nullptr)))
               << "\n";
    else
      env_.out << in_words(s) << "\n";
    flush_output(env_);
  }

  // In words, ohms beside another fault are no news.
  bool tells_ohms() const { return json_ || watch_.state().status != LiveStatus::wrong; }

  // Once all were measured that can be: by more than readings of one resistance differ, or beyond a limit, or back.
  bool ohms_changed() const {
    const auto& now = watch_.state().ohms;
    if (!watch_.has_measured_all() || !tells_ohms()) return false;
    if (now.size() != ohms_.size()) return true;
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i].now.status != ohms_[i].now.status || std::abs(now[i].now.ohm - ohms_[i].now.ohm) > now[i].repeats) return true;
    return false;
  }

  std::string in_words(const LiveState& s) {
    const Job& job = watch_.test().job();
    const auto& wrong = watch_.assembly().wrong;
    const bool unfinished = is_building() && s.status == LiveStatus::wrong && wrong.empty();
    std::string out = fmt::format("{:8.1f} s  {}", static_cast<double>(s.at - s.began) / 1000,
                                  unfinished ? "building" : to_string(s.status));
    const auto add = [&](const std::string& text) { out += "  " + text; };
    if (is_building())
      add(fmt::format("{} of {} joints", watch_.assembly().done(),
                      watch_.assembly().joints.size()));
    if (is_building() && s.held_low != 0)
      add(probe_text(job, s.held_low));
    else if (const PointSet held = s.held_high | s.held_low; held != 0)
      for (const auto& c : contacts_at(held, job.map)) add(c.name());
    else if (is_building() && !wrong.empty())
      for (const auto& sentence : wrong) add(sentence);
    else if ((!is_building() || watch_.assembly().next() == nullptr) && s.status == LiveStatus::wrong && !watch_.found().diagnoses.empty())
      add(watch_.found().diagnoses.front().summary);
    if (s.status == LiveStatus::right && !watch_.undecided().empty()) add("but not decided: " + list_of(watch_.undecided()) + ".");
    if (const OhmTrace* moving = moving_trace(s))
      add(moving->now.net + " " + ohms_at_a_glance(moving->now.ohm) + ".");
    else if (const std::string span = span_in_words(resistances_of(s)); watch_.has_measured_all() && tells_ohms() && !span.empty())
      add(span + ".");
    for (const auto& swing : swings(s)) add(buzzout::in_words(swing) + ".");
    if (s.ohm_problem) add("no ohms: " + s.ohm_problem->message + ".");
    for (const auto& c : chattering(s, job)) add(c.net + " comes and goes.");
    for (const auto& u : all_upsets(s)) add(buzzout::in_words(u) + (u.redone ? ", redone." : "."));
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
  std::vector<OhmTrace> ohms_;  // as they were told
  std::int64_t told_at_ = 0, wait_until_ = 0, plugged_at_ = -LiveState::kSettle;
};

}  // namespace

LiveResult stream_live(LiveWatch& watch, bool json, Environment& env) {
  return Stream(watch, json, env).run();
}

}  // namespace buzzout
