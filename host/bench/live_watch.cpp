#include "bench/live_watch.hpp"

#include <algorithm>
#include <utility>

namespace buzzout {
namespace {

using namespace std::chrono_literals;
using protocol::Lamp;

// Milliseconds.
constexpr std::int64_t kTestAfterMending = 5000;
constexpr std::int64_t kTestOfGoodCable = 20000;  // time to bend it
constexpr std::int64_t kHalfPlugged = 10000;      // an end may still be on its way into its socket
constexpr std::int64_t kOut = 150, kIn = 400;     // for so long nothing, or the same, is joined
constexpr std::int64_t kHeard = 300;

}  // namespace

LiveWatch::LiveWatch(CableTester& test, Clock& clock, Purpose purpose)
    : test_(test), clock_(clock), purpose_(purpose), looker_(test.session().jig(), test.job()),
      ohms_(test.session().jig(), clock, test.ohms(test.now())) {
  if (const Profile& p = test.job().profile; purpose == Purpose::build && !p.hazard.empty())
    throw Error("known-bad", "this is a cable that is known to be dangerous: " + p.hazard, "profile " + p.name,
                "build another one", Action{ActionCode::list_files, {{"kind", "profile"}}});
}

void LiveWatch::begin_after(const TestRecord& failed) {
  before_ = failed.before ? *failed.before : before_of(failed);
  attempt_ = failed.attempt + 1;
  if (failed.watched) state_.upsets = failed.watched->upsets;
  lamp_ = Lamp::fail;
}

void LiveWatch::look() {
  const ScanMatrix matrix = state_.matrix;
  if (Workbench* bench = test_.session().workbench()) bench->advance(0.02);
  Look look = looker_.look(clock_.now() / 1ms);
  look.ohms = ohms_.take();
  fresh_ = fresh_ || look.ohms;
  state_ = follow(std::move(state_), look, test_.job());
  if (state_.matrix != matrix) fresh_ = true;
  // It failed, and looks right: what the test saw is not what a look sees. Nothing would come of
  // testing it over and over.
  const bool right = state_.status == LiveStatus::right;
  if (!seen_ && (!right || ohms_.has_been_round())) {
    seen_ = true;
    held_ = right && purpose_ == Purpose::mend;
  }
  ohms_.measure(looker_.quick(), moving_trace(state_));
  keep_before();
  note_exchange();
  listen();
  light();
}

void LiveWatch::work_out() {
  if (!fresh_) return;
  found_ = finding(state_, test_.job());
  assembly_ = assembly_of(test_.job(), found_);
  undecided_ = buzzout::undecided(state_, test_.job());
  fresh_ = false;
}

const Verdict& LiveWatch::found() {
  work_out();
  return found_;
}

const std::vector<std::string>& LiveWatch::undecided() {
  work_out();
  return undecided_;
}

const Assembly& LiveWatch::assembly() {
  work_out();
  return assembly_;
}

std::int64_t LiveWatch::time_to_test() const {
  return state_.was_wrong || purpose_ == Purpose::build ? kTestAfterMending : kTestOfGoodCable;
}

std::optional<int> LiveWatch::seconds_to_test() const {
  if (held_ || taken_out_ || state_.status != LiveStatus::right) return {};
  const auto left = time_to_test() - (state_.at - state_.since);
  return static_cast<int>(std::max<std::int64_t>(0, left + 999) / 1000);
}

bool LiveWatch::test_is_due() const {
  return !held_ && !taken_out_ && state_.status == LiveStatus::right &&
         state_.at - state_.since >= time_to_test();
}

bool LiveWatch::test_is_due_unattended() const {
  return !held_ && !taken_out_ && state_.status == LiveStatus::right && state_.steady_for() >= LiveState::kSettle;
}

bool LiveWatch::is_settled() const {
  return state_.steady_for() >= LiveState::kSettle || state_.at - state_.since >= LiveState::kBounce + LiveState::kSettle;
}

bool LiveWatch::next_is_in() const {
  return taken_out_ &&
         (state_.status == LiveStatus::wrong || state_.status == LiveStatus::right ||
          state_.status == LiveStatus::unsteady) &&
         state_.steady_for() >= kIn;
}

void LiveWatch::keep_before() {
  if (purpose_ != Purpose::watch || before_ || state_.status != LiveStatus::wrong) return;
  const bool all_in =
      std::ranges::all_of(state_.out_since, [](std::int64_t since) { return since < 0; });
  if (state_.at - state_.since < LiveState::kWrong) return;  // it may be wrong in ohms alone, for as long as a joint is pressed
  if (state_.steady_for() < (all_in ? LiveState::kWrong : kHalfPlugged) || state_.matrix == tried_)
    return;
  tried_ = state_.matrix;
  const TestRecord r = test_.measure();
  lamp_ = Lamp::busy;
  if (r.verdict.outcome != Outcome::fail) return;
  before_ = before_of(r);
  attempt_ = 2;
}

void LiveWatch::note_exchange() {
  if (purpose_ == Purpose::mend && state_.status == LiveStatus::no_cable &&
      state_.at - state_.since >= kOut)
    taken_out_ = true;
}

void LiveWatch::listen() {
  if (taken_out_) return;
  const bool held_by_ground =
      state_.status == LiveStatus::grounded || state_.status == LiveStatus::powered;
  if (held_by_ground || state_.steady_for() < kHeard) return;
  if (heard_ && state_.matrix == heard_matrix_ &&
      heard_in(state_, assembly_).upsets == heard_->upsets)
    return;
  const Heard now = heard_in(state_, assembly());
  if (heard_) chime_ = chime(*heard_, now);
  heard_ = now;
  heard_matrix_ = state_.matrix;
  if (chime_ == Chime::none) return;
  // A buzzer sounds when the fail lamp is lit: briefly where it goes out at once.
  set_lamp(Lamp::off);
  set_lamp(Lamp::fail);
}

Chime LiveWatch::take_chime() {
  return std::exchange(chime_, Chime::none);
}

// The pass lamp is for a PASS, and nothing here is one.
void LiveWatch::light() {
  if (taken_out_) return set_lamp(Lamp::off);
  if (state_.steady_for() < kHeard) return;
  switch (state_.status) {
    case LiveStatus::wrong:
      return set_lamp(purpose_ == Purpose::build && assembly().wrong.empty() ? Lamp::off : Lamp::fail);
    case LiveStatus::unsteady:
    case LiveStatus::powered:
      return set_lamp(Lamp::fail);
    case LiveStatus::no_cable:
    case LiveStatus::right:
      return set_lamp(Lamp::off);
    case LiveStatus::grounded:
      return;
  }
}

void LiveWatch::set_lamp(Lamp lamp) {
  if (lamp == lamp_) return;
  lamp_ = lamp;
  test_.session().jig().set_lamp(lamp);
}

LiveResult LiveWatch::run_test() { return {LiveEnd::tested, test_.measure(story())}; }

TestStory LiveWatch::story() const {
  TestStory out;
  out.attempt = attempt_;
  out.before = before_;
  out.watched = Watched{static_cast<long>(state_.at - state_.began), all_upsets(state_), swings(state_)};
  return out;
}

}  // namespace buzzout
