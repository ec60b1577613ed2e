#include "cli/batch_run.hpp"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "core/all_wires.hpp"
#include "core/words.hpp"
#include "drawing/picture_of.hpp"
#include "report/record_json.hpp"
#include "station/clock_check.hpp"
#include "station/gates.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;
using protocol::Lamp;

constexpr std::int64_t kFrame = 80;  // milliseconds between two pictures, at least
constexpr auto kPause = 15ms;        // between two looks
constexpr const char* kTakenOut = "the cable was taken out before it was judged";
constexpr auto kPlugging = 500ms;    // what a simulated hand takes

}  // namespace

BatchRun::BatchRun(CableTest& test, StationLog& log, BatchEvents& events, BatchView& view, Clock& clock, Lot lot,
                   Shift shift, BatchRules rules)
    : test_(test),
      log_(log),
      events_(events),
      view_(view),
      clock_(clock),
      lot_(std::move(lot)),
      shift_(std::move(shift)),
      rules_(std::move(rules)),
      tally_(log.tally()),
      cycle_(test.job(), rules_.settle_ms) {
  if (!lot_.serials.empty()) {
    pattern_.emplace(lot_.serials);
    next_of_pattern_ = pattern_->first();
  }
  for (const auto& worn : log_.worn_sockets()) notice_ += (notice_.empty() ? "" : " ") + worn;
  const std::int64_t now = std::time(nullptr);
  if (const auto set_back = clock_set_back({log_.newest(), now, now, 0})) notice_ = "Take care: " + set_back->text + ". " + notice_;
}

// Others may have tested its cables meanwhile: what seems complete is counted anew.
bool BatchRun::is_complete() {
  if (lot_.target <= 0 || tally_.passed() < lot_.target) return false;
  if (!log_.keeps()) return true;
  Tally now = log_.tally();
  now.streak_fault = tally_.streak_fault;
  now.streak_serials = tally_.streak_serials;
  tally_ = std::move(now);
  return tally_.passed() >= lot_.target;
}

bool BatchRun::is_over() {
  // Nobody plugs a simulated cable in or out when the script has ended.
  const bool abandoned = test_.session().workbench() != nullptr && view_.ended() && rules_.simulated_cable.empty() &&
                         (cycle_.phase() == Phase::armed || cycle_.phase() == Phase::verdict);
  if (abandoned) return true;
  return cycle_.phase() == Phase::serial && (is_complete() || (view_.ended() && !pattern_));
}

BatchEnd BatchRun::run() {
  plug("none");
  test_.light(Lamp::off);
  for (;;) {
    if (view_.interrupted()) break;
    if (stopped_ && (cycle_.phase() != Phase::verdict || view_.ended() || leave_)) return BatchEnd::stopped;
    listen();
    if (const std::string trouble = events_.take_trouble(); !trouble.empty()) notice_ += (notice_.empty() ? "" : " ") + trouble;
    end_labels();
    if (cycle_.phase() == Phase::serial && !again_.empty()) begin_again();
    if (is_over()) return is_complete() ? BatchEnd::complete : BatchEnd::input_ended;
    if (cycle_.phase() == Phase::serial && pattern_) begin_next_of_pattern();
    follow(cycle_.look(look()));
    show();
  }
  if (cycle_.phase() == Phase::seating) keep_unjudged(aborted("the run was ended before the cable was judged"));
  test_.light(Lamp::off);
  return BatchEnd::interrupted;
}

void BatchRun::listen() {
  if (is_busy_script()) return test_.session().clock().sleep(kPause);
  if (const auto line = view_.line(kPause)) take(*line);
  if (rules_.button) press_button();
}

// A simulated jig's time passes as it is used: its script waits for whatever comes by itself.
bool BatchRun::is_busy_script() const {
  if (test_.session().workbench() == nullptr) return false;
  if (clock_.now() < plugged_ + kPlugging) return true;
  if (cycle_.phase() == Phase::arming || cycle_.phase() == Phase::verdict) return cycle_.in_the_way() == 0;
  if (cycle_.phase() != Phase::seating) return false;
  const LiveStatus status = cycle_.live().status;
  return cycle_.missing_ends().empty() && status != LiveStatus::grounded && status != LiveStatus::powered;
}

void BatchRun::press_button() {
  const unsigned now = test_.session().jig().button_presses();
  if (presses_ && now != *presses_) cycle_.hurry();
  presses_ = now;
}

void BatchRun::take(const std::string& line) {
  constexpr std::string_view kPlug = "plug ";
  notice_.clear();
  drawn_at_ = -1;
  if (line.empty()) {
    leave_ = stopped_;
    cycle_.hurry();
    return;
  }
  if (test_.session().workbench() != nullptr && line.starts_with(kPlug)) return plug(line.substr(kPlug.size()));
  const auto refuse = [&](const std::string& why) {
    notice_ = why;
    view_.signal(Signal::refusal);
    events_.tell("refused", {{"lot", lot_.name}, {"why", why}});
  };
  const Phase phase = cycle_.phase();
  if (phase == Phase::seating || phase == Phase::verdict || (phase == Phase::serial && cycle_.in_the_way() != 0))
    return refuse("A cable is in: take it out before the next serial number.");
  if (line == cycle_.serial()) return;
  count_anew(line);
  const Admission admission = admit(line, tally_, log_.elsewhere(is_serial(line) ? line : ""), rules_.serials);
  if (!admission.refusal.empty()) return refuse(admission.refusal);
  try {
    check_label(line);
  } catch (const Error& e) {
    return refuse("Its label cannot be printed: " + e.message + (e.remedy.empty() ? "." : "; " + e.remedy + "."));
  }
  if (phase != Phase::serial) cycle_.forget();
  begin(line);
  forewarn(line);
}

// What became of it at the bench, or at another station, counts too.
void BatchRun::count_anew(const std::string& serial) {
  if (tally_.cables.contains(serial))
    put(tally_, serial, lot_cable(log_.events(serial), lot_.name, test_.session().jig().identity().simulated));
}

// A PASS alone would not make it good, which is better known before it is tested.
void BatchRun::forewarn(const std::string& serial) {
  const std::vector<CableEvent> events = log_.events_after_pass(serial);
  const Standing s = standing_of(events, events.back().simulated);
  if (s.state != Standing::State::passed)
    notice_ = serial + " will still count as failed when it passes: " + why_not_passed(s, events) + ". Remedy: " + what_lifts(s, events) + ".";
}

// A cable that passes should not be the first to show that its label has no room for the serial number.
void BatchRun::check_label(const std::string& serial) const {
  TestStory story;
  story.serial = serial;
  story.attempt = 1;
  story.lot = lot_.name;
  story.purpose = Purpose::production;
  Verdict pass;
  pass.outcome = Outcome::pass;
  pass.wiring = {test_.job().profile.wiring, test_.job().profile.wiring};
  TestRecord r = test_.record_of(std::move(pass), std::move(story));
  if (log_.keeps()) r.chain = ChainLink{log_.head().number + 1, "", std::string(64, '0')};
  events_.check_label(r);
}

void BatchRun::begin(const std::string& serial) {
  log_.check_writable();
  require_gates();
  const auto known = tally_.cables.find(serial);
  cycle_.begin(serial, known == tally_.cables.end() ? 1 : known->second.attempts + 1);
  again_.clear();
}

// A cable without a verdict, as often as it may be tested.
void BatchRun::begin_again() {
  const std::string serial = std::exchange(again_, {});
  const Admission admission = admit(serial, tally_, {}, rules_.serials);
  if (admission.refusal.empty()) return begin(serial);
  notice_ = admission.refusal;
  drawn_at_ = -1;
}

// The lowest number that has no judgement, and belongs to no other lot.
void BatchRun::begin_next_of_pattern() {
  std::string passed_over;
  for (;; ++next_of_pattern_) {
    const std::string serial = pattern_->at(next_of_pattern_);
    const auto known = tally_.cables.find(serial);
    // A number that a cable has already is no other cable's, even if the lot does not count that one.
    const bool taken = known != tally_.cables.end() ? known->second.judged : !log_.events(serial).empty();
    if (taken) continue;
    const Admission admission = admit(serial, tally_, log_.elsewhere(serial), rules_.serials);
    if (admission.refusal.empty()) break;
    if (passed_over.empty()) passed_over = admission.refusal;
  }
  const std::string serial = pattern_->at(next_of_pattern_);
  check_label(serial);
  if (!passed_over.empty()) notice_ = "It goes on at " + serial + ". " + passed_over;
  begin(serial);
}

Look BatchRun::look() {
  if (Workbench* bench = test_.session().workbench()) bench->advance(0.02);
  const std::int64_t now = clock_.now() / 1ms;
  if (!cycle_.wants_bare_scan()) return looker_->look(now);
  const Scan scan = test_.session().jig().scan();
  return {now, scan.held_high, scan.held_low, scan.matrix};
}

Json BatchRun::which() const {
  return {{"lot", lot_.name}, {"serial", cycle_.serial()}, {"attempt", cycle_.attempt()}};
}

void BatchRun::follow(Move move) {
  if (move != Move::none) drawn_at_ = -1;
  switch (move) {
    case Move::none:
      // A PASS is for the cable that was judged, as it was judged.
      if (cycle_.is_disturbed())
        test_.light(Lamp::off);
      else if (cycle_.phase() == Phase::verdict)
        test_.keep_lit();
      if (const auto missing = cycle_.missing_ends(); missing != told_missing_) {
        told_missing_ = missing;
        if (!missing.empty()) {
          Json with = which();
          with["ends"] = missing;
          events_.tell("waiting", std::move(with));
        }
      }
      return;
    case Move::armed:
      test_.light(Lamp::off);
      events_.tell("armed", which());
      show();
      if (!rules_.simulated_cable.empty()) plug(rules_.simulated_cable);
      return;
    case Move::inserted:
      notice_.clear();
      looker_.emplace(test_.session().jig(), test_.job());
      log_.count_insertion();
      events_.tell("inserted", which());
      return;
    case Move::judge:
      return judge();
    case Move::aborted:
      return keep_unjudged(aborted(kTakenOut));
    case Move::removed:
      test_.light(Lamp::off);
      events_.tell("removed", {{"lot", lot_.name}, {"serial", record_->serial}, {"attempt", record_->attempt}});
      record_.reset();
      return;
  }
}

TestStory BatchRun::story() const {
  TestStory out;
  out.attempt = cycle_.attempt();
  out.serial = cycle_.serial();
  out.lot = lot_.name;
  out.purpose = Purpose::production;
  out.shift = shift_;
  out.newest = log_.newest();
  return out;
}

// The ends that were in when the test began, and are out now.
std::vector<std::string> BatchRun::pulled() const {
  Cycle after = cycle_;
  Looker looker(test_.session().jig(), test_.job());
  for (int i = 0; i < 2; ++i) after.look(looker.look(clock_.now() / 1ms));
  std::vector<std::string> out;
  for (const auto& end : test_.job().profile.ends) out.push_back(end.name);
  if (after.live().status != LiveStatus::no_cable) out = after.missing_ends();
  for (const auto& missing : cycle_.missing_ends()) std::erase(out, missing);
  return out;
}

// The gates are asked at each judgement: since the serial number was scanned, a night may have passed.
void BatchRun::judge() {
  require_gates();
  show(true);
  TestStory told = story();
  // What let go while it lay in the fixture has let go, though it may be whole in the moment of the test.
  if (cycle_.phase() == Phase::seating && cycle_.live().has_open_upsets())
    told.watched = Watched{static_cast<long>(cycle_.live().at - cycle_.live().began), all_upsets(cycle_.live())};
  TestRecord r = test_.measure(std::move(told));
  if (r.verdict.outcome == Outcome::no_cable && cycle_.phase() == Phase::armed) return keep_unjudged(std::move(r));
  if (r.verdict.outcome == Outcome::no_cable || was_pulled(r.verdict)) return keep_unjudged(aborted(kTakenOut));
  if (!shift_.waived && r.verdict.outcome == Outcome::pass) require_proofs(r.verdict);
  keep(std::move(r));
}

// A PASS is for a cable that is still there. A FAIL stays one unless the pulled plug explains every fault.
bool BatchRun::was_pulled(const Verdict& v) const {
  if (v.outcome != Outcome::pass && v.outcome != Outcome::fail) return false;
  const std::vector<std::string> ends = pulled();
  const auto is_at_one = [&](const Contact& c) { return std::ranges::find(ends, c.end) != ends.end(); };
  return !ends.empty() && std::ranges::all_of(v.faults, [&](const Fault& f) {
    return f.kind != FaultKind::short_ && f.kind != FaultKind::low_isolation && std::ranges::any_of(f.contacts, is_at_one);
  });
}

// Nobody makes a shift longer by setting the clock back.
void BatchRun::require_gates() {
  const std::int64_t now = std::time(nullptr);
  if (shift_.waived || (is_open(shift_, now) && is_open(shift_, std::max(now, unset_.now())))) return;
  expire("the gates were passed more than twelve hours ago, or the clock was set back since");
}

// The gates had proved every wire that the profile needs; what became of the proof meanwhile takes the PASS with it.
void BatchRun::require_proofs(const Verdict& v) {
  for (const auto& n : v.not_tested)
    if (n.code == "fixture-never-empty" || n.code == "socket-wire-unproved")
      expire("what the gates proved is no longer known: " + n.text);
}

// The attempt at the cable that is in is written down, with what was seen of it.
void BatchRun::expire(const std::string& why) {
  if (cycle_.phase() == Phase::seating) keep_unjudged(aborted(why));
  throw Error("gates-expired", why, "", "go on with --resume: the gates are asked for again, and this cable too");
}

void BatchRun::keep(TestRecord r) {
  if (shift_.waived)
    r.verdict.not_tested.insert(r.verdict.not_tested.begin(),
                                {"gates-waived", "the station did not show that it can tell good cables from bad ones", {}});
  events_.withdraw_label(r.serial);
  end_labels();
  log_.keep(r);
  const bool remembered = test_.remember(r);
  cable_ = count_in(r);
  const Outcome outcome = r.verdict.outcome;
  const bool good = outcome == Outcome::pass && cable_.counts == LotCable::Counts::passed &&
                    is_only_simulated(log_.events(r.serial)) == r.simulated;
  cycle_.judged(outcome == Outcome::pass ? std::optional(r.verdict.matrix) : std::nullopt);
  cycle_.look(look());  // what was written down took a while
  if (outcome == Outcome::error && !is_against(r)) again_ = r.serial;
  picture_ = picture_of(test_.job().profile, test_.job().map, r.verdict);
  record_ = std::move(r);
  if (!remembered) notice_ = "What this cable proved about the fixture could not be saved: the pass lamp stays dark.";
  const bool lit = !cycle_.is_disturbed() && (outcome != Outcome::pass || remembered);
  test_.light(!lit ? Lamp::off : good ? Lamp::pass : Lamp::fail);
  const int streak = static_cast<int>(tally_.streak_serials.size());
  const bool stop = rules_.stop_after > 0 && streak >= rules_.stop_after;
  if (stop) log_.keep_stop(tally_.streak_fault, streak);
  view_.judged(state());
  if (!cycle_.is_disturbed()) view_.signal(good ? Signal::pass : Signal::fail);
  const LabelJob* labels = events_.label_job();
  events_.judged(*record_, cable_, tally_, lot_.target,
                 good && labels != nullptr ? log_.begin_label(*record_, labels->name(), labels->target()) : "");
  stopped_ = stop;
  if (!rules_.simulated_cable.empty()) plug("none");
}

TestRecord BatchRun::aborted(const std::string& why) const {
  Verdict v;
  v.outcome = Outcome::aborted;
  v.wiring.expected = test_.job().profile.wiring;
  v.matrix = cycle_.live().matrix;
  TestStory told = story();
  // What let go before it was pulled has let go, even if nobody came to judge it.
  const LiveState& live = cycle_.live();
  if (std::ranges::any_of(live.upsets, [](const Upset& u) { return !u.redone && u.net != kAllWires; }))
    told.watched = Watched{static_cast<long>(live.at - live.began), live.upsets};
  TestRecord out = test_.record_of(std::move(v), std::move(told));
  out.unfinished = why;
  return out;
}

// The test that did not come to its end is written down too: a serial number has no gaps in its attempts.
void BatchRun::keep_unjudged(TestRecord r) {
  events_.withdraw_label(r.serial);
  end_labels();
  log_.keep(r);
  const LotCable cable = count_in(r);
  cycle_.aborted();
  test_.light(Lamp::off);
  notice_ = r.verdict.outcome == Outcome::no_cable
                ? r.serial + ": nothing of it is connected. If it is in, all of its wires are open: put it aside."
                : r.serial + " has no verdict: " + r.unfinished + (is_against(r) ? ". It let go while it was in, and counts as failed: put it aside."
                                                                                : ". Plug it in again.");
  drawn_at_ = -1;
  view_.aborted(r);
  events_.judged(r, cable, tally_, lot_.target, "");
}

void BatchRun::end_labels() {
  for (const auto& end : events_.take_label_ends()) log_.end_label(end.begun, end.status, end.why);
}

// By all that is known of it, whoever wrote it down: the record, and what came before.
const LotCable& BatchRun::count_in(const TestRecord& r) {
  const std::vector<CableEvent> events = log_.events(r.serial);
  count(tally_, r, events);
  const Standing s = standing_of(events, r.simulated);
  if (s.label && (s.state == Standing::State::failed || s.state == Standing::State::to_retest))
    notice_ = "Take the label off " + r.serial + ": it was printed on " + events[*s.label].started.substr(0, 10) +
              (s.state == Standing::State::failed ? ", and the cable has failed since." : ", and the cable was repaired since.");
  return tally_.cables.at(r.serial);
}

void BatchRun::show(bool testing) {
  const std::int64_t now = clock_.now() / 1ms;
  if (!testing && drawn_at_ >= 0 && now - drawn_at_ < kFrame) return;
  drawn_at_ = now;
  BatchState s = state();
  s.testing = testing;
  view_.show(s);
}

BatchState BatchRun::state() const {
  BatchState s{lot_, test_.job(), tally_};
  s.phase = cycle_.phase();
  s.serial = cycle_.serial();
  s.attempt = cycle_.attempt();
  s.disturbed = cycle_.is_disturbed();
  s.stopped = stopped_;
  s.missing_ends = cycle_.missing_ends();
  if (cycle_.in_the_way() != 0) s.in_the_way = list_of(contacts_at(cycle_.in_the_way(), test_.job().map));
  const LiveState& live = cycle_.live();
  if (s.phase == Phase::seating && live.status == LiveStatus::wrong && s.missing_ends.empty())
    s.seconds_to_verdict = static_cast<int>(std::max<std::int64_t>(0, rules_.settle_ms - live.steady_for() + 999) / 1000);
  if (s.phase == Phase::verdict) {
    s.record = &*record_;
    s.cable = &cable_;
    s.picture = &*picture_;
  }
  s.notice = notice_;
  const auto& jig = test_.session().jig().identity();
  s.context = (jig.simulated ? "SIMULATED jig" : "jig " + std::to_string(jig.number)) + ", " +
              test_.session().fixture().name;
  if (!test_.operator_name().empty()) s.context += ", " + test_.operator_name();
  if (!test_.station().empty()) s.context += " at " + test_.station();
  s.gates_waived = shift_.waived;
  s.kept = log_.keeps();
  return s;
}

void BatchRun::plug(const std::string& cable) {
  if (Workbench* bench = test_.session().workbench()) bench->plug(parse_cable_spec(cable));
  plugged_ = clock_.now();
}

}  // namespace buzzout
