#include "production/lot_run.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bench/ask_in_motion.hpp"
#include "core/compare.hpp"
#include "core/upset.hpp"
#include "core/words.hpp"
#include "drawing/picture_of.hpp"
#include "station/clock_check.hpp"
#include "station/gates.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;
using protocol::Lamp;

constexpr std::int64_t kFrame = 80;  // milliseconds between two snapshots, at least
constexpr const char* kTakenOut = "the cable was taken out before it was judged";
constexpr auto kPlugging = 500ms;    // what a simulated hand takes

}  // namespace

std::string_view to_string(RunEnd end) {
  switch (end) {
    case RunEnd::complete:
      return "complete";
    case RunEnd::stopped:
      return "identical-failures";
    case RunEnd::interrupted:
      return "interrupted";
    case RunEnd::input_ended:
      break;
  }
  return "input-ended";
}

LotRun::LotRun(CableTester& test, LotLog& log, SerialLookup& lookup, Announcer& announcer, Clock& clock, Lot lot,
               Shift shift, RunRules rules)
    : test_(test),
      log_(log),
      lookup_(lookup),
      announcer_(announcer),
      clock_(clock),
      lot_(std::move(lot)),
      shift_(std::move(shift)),
      rules_(std::move(rules)),
      unset_(test.now()),
      tally_(log.tally()),
      cycle_(test.job(), rules_.settle_ms) {
  if (!lot_.serials.empty()) {
    pattern_.emplace(lot_.serials);
    next_of_pattern_ = pattern_->first();
  }
  for (const auto& worn : log_.worn_sockets()) add_notice(worn);
  const std::int64_t now = test_.now();
  if (const auto set_back = clock_set_back({log_.newest(), now, now, 0}))
    notice_.text = "Take care: " + set_back->text + ". " + notice_.text;
}

bool LotRun::is_complete() {
  if (lot_.target <= 0 || tally_.passed() < lot_.target) return false;
  tally_ = log_.recount(tally_);
  return tally_.passed() >= lot_.target;
}

bool LotRun::is_over() {
  // Nobody plugs a simulated cable in or out when the script has ended.
  const bool abandoned = test_.session().workbench() != nullptr && ended_ && rules_.simulated_cable.empty() &&
                         (cycle_.phase() == Phase::armed || cycle_.phase() == Phase::verdict);
  if (abandoned) return true;
  return cycle_.phase() == Phase::serial && (is_complete() || (ended_ && !pattern_ && asking_.empty()));
}

void LotRun::set_off() {
  if (std::exchange(began_, true)) return;
  plug_itself("none");
  test_.light(Lamp::off);
}

std::optional<RunEnd> LotRun::tick() {
  if (end_) return end_;
  set_off();
  receive();
  if (rules_.button) press_button();
  if (const std::string trouble = announcer_.take_trouble(); !trouble.empty()) add_notice({trouble});
  end_labels();
  if (cycle_.phase() == Phase::serial && !again_.empty()) begin_again();
  if (is_over()) return end_ = is_complete() ? RunEnd::complete : RunEnd::input_ended;
  if (cycle_.phase() == Phase::serial && pattern_) begin_next_of_pattern();
  try {
    follow(cycle_.look(look()));
  } catch (const JigError& e) {
    // A cable that takes the jig with it leaves a record.
    if (cycle_.phase() == Phase::seating) keep_unjudged(aborted(e.message));
    throw;
  }
  publish_snapshot();
  if (stopped_ && (cycle_.phase() != Phase::verdict || ended_ || leave_)) end_ = RunEnd::stopped;
  return end_;
}

void LotRun::interrupt() {
  if (end_) return;
  if (cycle_.phase() == Phase::seating) keep_unjudged(aborted("the run was ended before the cable was judged"));
  test_.light(Lamp::off);
  end_ = RunEnd::interrupted;
}

bool LotRun::is_busy() const {
  if (test_.session().workbench() == nullptr) return false;
  if (!began_ || clock_.now() < plugged_ + kPlugging) return true;
  if (cycle_.phase() == Phase::arming || cycle_.phase() == Phase::verdict) return cycle_.in_the_way() == 0;
  if (cycle_.phase() != Phase::seating) return false;
  const LiveStatus status = cycle_.live().status;
  return cycle_.missing_ends().empty() && status != LiveStatus::grounded && status != LiveStatus::powered;
}

void LotRun::press_button() {
  const unsigned now = test_.session().jig().button_presses();
  if (presses_ && now != *presses_) cycle_.hurry();
  presses_ = now;
}

void LotRun::hurry() {
  notice_ = {};
  shown_at_ = -1;
  leave_ = stopped_;
  cycle_.hurry();
}

void LotRun::add_notice(const Advice& more) {
  notice_.text += (notice_.text.empty() ? "" : " ") + more.text;
  if (!notice_.action) notice_.action = more.action;
}

void LotRun::refuse(const std::string& why, std::optional<Action> action) {
  notice_ = {why, std::move(action)};
  shown_at_ = -1;
  signal(Signal::refusal);
  announcer_.refused(lot_.name, why);
}

bool LotRun::is_cable_in() const {
  const Phase phase = cycle_.phase();
  return phase == Phase::seating || phase == Phase::verdict || (phase == Phase::serial && cycle_.in_the_way() != 0);
}

void LotRun::scanned(const std::string& serial) {
  notice_ = {};
  shown_at_ = -1;
  asking_.clear();
  if (is_cable_in()) return refuse("A cable is in: take it out before the next serial number.");
  if (serial == cycle_.serial()) return;
  if (!is_serial(serial)) return admit_scanned(serial, {});
  asking_ = serial;
  lookup_.ask(serial);
  receive();
}

// Until the answer is here, another cable may have come, or another serial number.
void LotRun::receive() {
  if (asking_.empty()) return;
  const auto answer = lookup_.take();
  if (!answer || answer->serial != asking_) return;
  const std::string serial = std::exchange(asking_, {});
  shown_at_ = -1;
  if (is_cable_in()) return refuse("A cable is in: take it out before the next serial number.");
  admit_scanned(serial, answer->elsewhere);
}

void LotRun::admit_scanned(const std::string& serial, const std::optional<Elsewhere>& elsewhere) {
  count_anew(serial);
  const Admission admission = admit(serial, tally_, elsewhere, rules_.serials);
  if (!admission.refusal.empty()) return refuse(admission.refusal, admission.action);
  try {
    check_label(serial);
  } catch (const Error& e) {
    return refuse("Its label cannot be printed: " + e.message + (e.remedy.empty() ? "." : "; " + e.remedy + "."));
  }
  if (cycle_.phase() != Phase::serial) cycle_.forget();
  begin(serial);
  forewarn(serial);
}

// What became of it at the bench, or at another station, counts too.
void LotRun::count_anew(const std::string& serial) {
  if (tally_.cables.contains(serial))
    set_cable(tally_, serial, lot_cable(log_.events(serial), lot_.name, test_.session().jig().identity().simulated));
}

// A PASS alone would not make it good, which is better known before it is tested.
void LotRun::forewarn(const std::string& serial) {
  const std::vector<CableEvent> events = log_.events_after_pass(serial);
  const Standing s = standing_of(events, events.back().simulated);
  if (s.state != Standing::State::passed)
    notice_ = {serial + " will still count as failed when it passes: " + why_not_passed(s, events) + ". Remedy: " + what_lifts(s, events) + "."};
}

// A cable that passes should not be the first to show that its label has no room for the serial number.
void LotRun::check_label(const std::string& serial) const {
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
  announcer_.check_label(r);
}

void LotRun::begin(const std::string& serial) {
  log_.check_writable();
  require_gates();
  const auto known = tally_.cables.find(serial);
  cycle_.begin(serial, known == tally_.cables.end() ? 1 : known->second.attempts + 1);
  again_.clear();
}

// A cable without a verdict, as often as it may be tested.
void LotRun::begin_again() {
  const std::string serial = std::exchange(again_, {});
  const Admission admission = admit(serial, tally_, {}, rules_.serials);
  if (admission.refusal.empty()) return begin(serial);
  notice_ = {admission.refusal, admission.action};
  shown_at_ = -1;
}

// The lowest number that has no judgement, and belongs to no other lot.
void LotRun::begin_next_of_pattern() {
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
  if (!passed_over.empty()) notice_ = {"It goes on at " + serial + ". " + passed_over};
  begin(serial);
}

Look LotRun::look() {
  if (Workbench* bench = test_.session().workbench()) bench->advance(0.02);
  const std::int64_t now = clock_.now() / 1ms;
  if (!cycle_.wants_bare_scan()) return looker_->look(now);
  const Scan scan = ask_in_motion([&] { return test_.session().jig().scan(); });
  return {now, scan.held_high, scan.held_low, scan.matrix};
}

void LotRun::follow(Move move) {
  if (move != Move::none) shown_at_ = -1;
  switch (move) {
    case Move::none:
      // A PASS is for the cable that was judged, as it was judged.
      if (cycle_.is_disturbed())
        test_.light(Lamp::off);
      else if (cycle_.phase() == Phase::verdict)
        test_.keep_lit();
      if (const auto missing = cycle_.missing_ends(); missing != told_missing_) {
        told_missing_ = missing;
        if (!missing.empty()) announcer_.waiting(which(), missing);
      }
      return;
    case Move::armed:
      test_.light(Lamp::off);
      announcer_.armed(which());
      publish_snapshot();
      if (!rules_.simulated_cable.empty()) plug_itself(rules_.simulated_cable);
      return;
    case Move::inserted:
      notice_ = {};
      looker_.emplace(test_.session().jig(), test_.job());
      log_.count_insertion();
      announcer_.inserted(which());
      return;
    case Move::judge:
      return judge();
    case Move::aborted:
      return keep_unjudged(aborted(kTakenOut));
    case Move::removed:
      test_.light(Lamp::off);
      announcer_.removed({lot_.name, record_->serial, record_->attempt});
      record_.reset();
      return;
  }
}

TestStory LotRun::story() const {
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
std::vector<std::string> LotRun::pulled() const {
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
void LotRun::judge() {
  require_gates();
  publish_snapshot(true);
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
bool LotRun::was_pulled(const Verdict& v) const {
  if (v.outcome != Outcome::pass && v.outcome != Outcome::fail) return false;
  std::vector<std::string> ends;
  try {
    ends = pulled();
  } catch (const Error&) {
    if (v.outcome != Outcome::fail) throw;
    return false;  // the jig is lost, and what it has shown stands
  }
  const auto is_at_one = [&](const Contact& c) { return std::ranges::find(ends, c.end) != ends.end(); };
  return !ends.empty() && std::ranges::all_of(v.faults, [&](const Fault& f) {
    const bool conducts = f.ohm && std::isfinite(*f.ohm);
    return f.kind != FaultKind::short_ && f.kind != FaultKind::low_isolation && !conducts && std::ranges::any_of(f.contacts, is_at_one);
  });
}

// Nobody makes a shift longer by setting the clock back.
void LotRun::require_gates() {
  const std::int64_t now = test_.now();
  if (shift_.waived || (is_open(shift_, now) && is_open(shift_, std::max(now, unset_.now())))) return;
  expire("the gates were passed more than twelve hours ago, or the clock was set back since");
}

// The gates had proved every wire that the profile needs; what became of the proof meanwhile takes the PASS with it.
void LotRun::require_proofs(const Verdict& v) {
  for (const auto& n : v.not_tested)
    if (n.code == NotTestedCode::fixture_never_empty || n.code == NotTestedCode::socket_wire_unproved ||
        n.code == NotTestedCode::uncalibrated)
      expire("what the gates proved is no longer known: " + n.text);
}

// The attempt at the cable that is in is written down, with what was seen of it.
void LotRun::expire(const std::string& why) {
  if (cycle_.phase() == Phase::seating) keep_unjudged(aborted(why));
  throw Error("gates-expired", why, "", "the gates are asked for again, and this cable too, when you go on with the lot",
              Action{ActionCode::resume_lot, {{"profile", typed_name(test_.job().profile)}, {"lot", lot_.name}}});
}

void LotRun::keep(TestRecord r) {
  if (shift_.waived)
    r.verdict.not_tested.insert(r.verdict.not_tested.begin(),
                                {NotTestedCode::gates_waived, "the station did not show that it can tell good cables from bad ones", {}});
  announcer_.withdraw_label(r.serial);
  end_labels();
  log_.keep(r);
  if (const auto slow = test_.session().take_line_trouble())
    for (auto* observer : observers_) observer->trouble(*slow);
  const auto lost = test_.remember(r);
  if (lost)
    for (auto* observer : observers_) observer->trouble(*lost);
  cable_ = count_in(r);
  const Outcome outcome = r.verdict.outcome;
  const bool good = outcome == Outcome::pass && cable_.counts == LotCable::Counts::passed &&
                    is_only_simulated(log_.events(r.serial)) == r.simulated;
  cycle_.judged(outcome == Outcome::pass ? std::optional(r.verdict.matrix) : std::nullopt);
  cycle_.look(look());  // what was written down took a while
  if (outcome == Outcome::error && !is_against(r)) again_ = r.serial;
  picture_ = std::make_shared<WiringPicture>(picture_of(test_.job().profile, test_.job().map, r.verdict));
  record_ = std::make_shared<TestRecord>(std::move(r));
  if (lost) notice_ = {"What this cable proved about the fixture could not be saved: the pass lamp stays dark."};
  const bool lit = !cycle_.is_disturbed() && (outcome != Outcome::pass || !lost);
  test_.light(!lit ? Lamp::off : good ? Lamp::pass : Lamp::fail);
  const int streak = static_cast<int>(tally_.streak_serials.size());
  const bool stop = rules_.stop_after > 0 && streak >= rules_.stop_after;
  if (stop) log_.keep_stop(tally_.streak_fault, streak);
  ++sequence_;
  const Seen seen = snapshot();
  for (auto* observer : observers_) observer->judged(seen);
  if (!cycle_.is_disturbed()) signal(good ? Signal::pass : Signal::fail);
  const LabelJob* labels = announcer_.label_job();
  announcer_.judged(*record_, cable_, counts_of(tally_), lot_.target,
                 good && labels != nullptr ? log_.begin_label(*record_, labels->name(), labels->target()) : "");
  stopped_ = stop;
  if (!rules_.simulated_cable.empty()) plug_itself("none");
}

TestRecord LotRun::aborted(const std::string& why) const {
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
void LotRun::keep_unjudged(TestRecord r) {
  announcer_.withdraw_label(r.serial);
  end_labels();
  log_.keep(r);
  const LotCable cable = count_in(r);
  cycle_.aborted();
  test_.light(Lamp::off);
  notice_ = {r.verdict.outcome == Outcome::no_cable
                 ? r.serial + ": nothing of it is connected. If it is in, all of its wires are open: put it aside."
                 : r.serial + " has no verdict: " + r.unfinished + (is_against(r) ? ". It let go while it was in, and counts as failed: put it aside."
                                                                                 : ". Plug it in again.")};
  shown_at_ = -1;
  for (auto* observer : observers_) observer->unjudged(r);
  announcer_.judged(r, cable, counts_of(tally_), lot_.target, "");
}

void LotRun::end_labels() {
  for (const auto& end : announcer_.take_label_ends()) log_.end_label(end.begun, end.status, end.why);
}

// By all that is known of it, whoever wrote it down: the record, and what came before.
const LotCable& LotRun::count_in(const TestRecord& r) {
  const std::vector<CableEvent> events = log_.events(r.serial);
  count(tally_, r, events);
  const Standing s = standing_of(events, r.simulated);
  if (s.label && (s.state == Standing::State::failed || s.state == Standing::State::to_retest))
    notice_ = {"Take the label off " + r.serial + ": it was printed on " + events[*s.label].started.substr(0, 10) +
               (s.state == Standing::State::failed ? ", and the cable has failed since."
                : s.marginal.empty()               ? ", and the cable was repaired since."
                                                   : ", and a limit lay within the uncertainty since.")};
  return tally_.cables.at(r.serial);
}

void LotRun::signal(Signal s) {
  for (auto* observer : observers_) observer->signal(s);
}

void LotRun::publish_snapshot(bool testing) {
  const std::int64_t now = clock_.now() / 1ms;
  if (!testing && shown_at_ >= 0 && now - shown_at_ < kFrame) return;
  shown_at_ = now;
  ++sequence_;
  Seen seen = snapshot();
  if (testing) {
    RunSnapshot under_test = *seen;
    under_test.testing = true;
    seen = std::make_shared<RunSnapshot>(std::move(under_test));
  }
  for (auto* observer : observers_) observer->see(seen);
}

Seen LotRun::snapshot() const {
  RunSnapshot s;
  s.sequence = sequence_;
  s.lot = lot_;
  s.counts = counts_of(tally_);
  s.title = test_.job().profile.title;
  s.fixture = test_.session().fixture().name;
  s.placements = test_.job().map.placements();
  s.operator_name = test_.operator_name();
  s.station = test_.station();
  s.jig = test_.session().jig().identity().number;
  s.simulated = test_.session().jig().identity().simulated;
  s.gates_waived = shift_.waived;
  s.kept = log_.keeps();
  s.phase = cycle_.phase();
  s.serial = cycle_.serial();
  s.attempt = cycle_.attempt();
  s.asking = asking_;
  s.disturbed = cycle_.is_disturbed();
  s.stopped = stopped_;
  s.missing_ends = cycle_.missing_ends();
  if (cycle_.in_the_way() != 0) s.in_the_way = list_of(contacts_at(cycle_.in_the_way(), test_.job().map));
  const LiveState& live = cycle_.live();
  if (s.phase == Phase::seating && live.status == LiveStatus::wrong && s.missing_ends.empty())
    s.seconds_to_verdict = static_cast<int>(std::max<std::int64_t>(0, rules_.settle_ms - live.steady_for() + 999) / 1000);
  if (s.phase == Phase::verdict) {
    s.record = record_;
    s.cable = cable_;
    s.picture = picture_;
  }
  s.notice = notice_;
  return std::make_shared<RunSnapshot>(std::move(s));
}

void LotRun::plug(const std::string& cable) {
  notice_ = {};
  shown_at_ = -1;
  if (Workbench* bench = test_.session().workbench()) bench->plug(parse_cable_edits(cable));
  plugged_ = clock_.now();
}

// What plugs itself, if the jig does.
void LotRun::plug_itself(const std::string& cable) {
  test_.session().plug(cable);
  plugged_ = clock_.now();
}

}  // namespace buzzout
