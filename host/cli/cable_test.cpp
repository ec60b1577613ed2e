#include "cli/cable_test.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <utility>

#include "bench/steady_time.hpp"
#include "bench/test_cable.hpp"
#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/mended.hpp"
#include "cli/picture_file.hpp"
#include "cli/render.hpp"
#include "cli/skeleton_marks.hpp"
#include "cli/standing_lines.hpp"
#include "cli/stamp.hpp"
#include "drawing/picture_of.hpp"
#include "naming/identification.hpp"
#include "report/cable_figure.hpp"
#include "report/json_text.hpp"
#include "report/net_result.hpp"
#include "records/cable_events.hpp"
#include "records/latest_moment.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "station/clock_check.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr unsigned kLampSeconds = 3;          // what the pass lamp shines for when the host dies
constexpr std::int64_t kLampAgain = 1000;     // milliseconds after which it is asked for again
constexpr std::int64_t kLampSurelyLit = 2500;  // milliseconds; later it may be out by itself, by the clock of the jig

protocol::Lamp lamp_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return protocol::Lamp::pass;
    case Outcome::fail:
    case Outcome::error:
      return protocol::Lamp::fail;
    case Outcome::no_cable:
    case Outcome::aborted:
      break;
  }
  return protocol::Lamp::off;
}

}  // namespace

int exit_status(Outcome o) {
  switch (o) {
    case Outcome::pass:
      return kExitDone;
    case Outcome::fail:
      return kExitFail;
    case Outcome::no_cable:
      return kExitNoCable;
    case Outcome::aborted:
      return kExitInterrupted;
    case Outcome::error:
      break;
  }
  return kExitError;
}

Before before_of(const TestRecord& r) {
  return {r.started, r.verdict.faults, r.verdict.diagnoses, r.verdict.nets, r.verdict.matrix};
}

CableTest::CableTest(const Options& options, Environment& env, bool one_a_line)
    : options_(options),
      env_(env),
      json_(options.json),
      one_a_line_(one_a_line),
      serial_(options.serial.value_or("")),
      config_(load_config(env.config_file)),
      operator_(options.person.value_or(config_.value("operator"))),
      station_(options.station.value_or(config_.value("station"))),
      catalog_(env.library),
      profile_(filled_in_profile(catalog_, options.words[0])),
      session_(catalog_, config_,
               {options.port.value_or(""), options.fixture.value_or(""), &profile_, options.at}),
      map_(profile_, session_.fixture(), options.at),
      job_{profile_, session_.fixture(), map_},
      memory_(env, session_) {}

CableTest::~CableTest() {
  if (lit_at_) light(protocol::Lamp::off);
}

void CableTest::keep_records(bool of_simulated_jigs) {
  if (of_simulated_jigs || !session_.jig().identity().simulated)
    store_ = std::make_unique<RecordStore>(env_.data / kRecordsFile, Access::write, read_back);
  look_back(serial_);  // what cannot be read is told before anything is measured
}

void CableTest::look_back(const std::string& serial) {
  if (!store_) return;
  ProfileContents contents(*store_);
  events_ = cable_events(*store_, serial, contents);
}

TestRecord CableTest::measure(TestStory story) {
  if (store_) store_->check_writable();
  measured_at_ = std::time(nullptr);
  const UnsetClock unset;
  lit_at_.reset();  // the test puts it out
  TestRecord r;
  std::vector<Upset> upsets;
  if (story.watched) upsets = story.watched->upsets;
  const auto begun = session_.clock().now();
  proofs_ = memory_.load();
  r.verdict = test_cable(session_.jig(), job_, proofs_, measured_at_, std::move(upsets));
  r.duration_ms = static_cast<long>((session_.clock().now() - begun) / 1ms);
  if (r.verdict.outcome == Outcome::fail) look_for_likeness(r.verdict);
  tested_ = session_.jig().learn();
  const std::string newest = store_ ? newest_record() : story.newest;
  if (auto told = clock_set_back({newest, measured_at_, std::time(nullptr), unset.now() - measured_at_}))
    r.verdict.not_tested.insert(r.verdict.not_tested.begin(), std::move(*told));
  describe(r, measured_at_, std::move(story));
  return r;
}

TestRecord CableTest::record_of(Verdict verdict, TestStory story) const {
  TestRecord r;
  r.verdict = std::move(verdict);
  describe(r, std::time(nullptr), std::move(story));
  return r;
}

// Files of the library that cannot be read are passed over: this is a hint. What changed is like nothing.
void CableTest::look_for_likeness(Verdict& v) const {
  const bool wires_only = std::ranges::all_of(v.faults, [](const Fault& f) {
    return (f.kind == FaultKind::open || f.kind == FaultKind::short_) && !f.capacitive;
  });
  if (!wires_only) return;
  std::vector<Error> broken;
  const std::vector<Profile> profiles = catalog_.profiles(broken);
  add_likeness(v.diagnoses, CableIndex(profiles, session_.fixture()).exact(v.matrix), profile_);
}

void CableTest::conclude(TestRecord r, const std::string& name) {
  if (store_) keep(r);
  look_back(r.serial);
  show(r, name);
  const bool finished = remember(r);
  // The pass lamp is for a finished test, while the cable that was tested is still in. A test
  // without a verdict leaves the lamps dark.
  const bool stands = r.verdict.outcome != Outcome::pass || (finished && is_as_tested());
  light(stands ? lamp_for(r.verdict.outcome) : protocol::Lamp::off);
}

bool CableTest::is_as_tested() const {
  try {
    return session_.jig().learn() == tested_;
  } catch (const Error&) {
    return false;  // the record is out and stands, though the jig is lost now
  }
}

std::string CableTest::newest_record() const {
  return latest_moment(*store_);
}

void CableTest::keep(TestRecord& r) {
  try {
    r.chain = store_->append(to_json(r), texts());
  } catch (const Error& e) {
    light(protocol::Lamp::off);
    throw Error(e.code, "the cable was tested, and the record could not be kept: " + e.message, e.where,
                e.remedy.empty() ? "test it again" : e.remedy + ", and test it again");
  }
}

std::map<std::string, std::string> CableTest::texts() const {
  std::set<std::string> hashes{profile_.sha256, session_.fixture().sha256};
  for (const auto& connectors : {profile_.connector_hashes(), session_.fixture().connector_hashes()})
    for (const auto& [type, sha256] : connectors) hashes.insert(sha256);
  std::map<std::string, std::string> out;
  for (const auto& [sha256, text] : catalog_.texts())
    if (hashes.contains(sha256)) out.emplace(sha256, text);
  return out;
}

void CableTest::light(protocol::Lamp lamp) {
  lit_at_.reset();
  try {
    if (lamp != protocol::Lamp::pass) return session_.jig().show(lamp);
    lit_at_ = steady_milliseconds();
    session_.jig().show_for(lamp, kLampSeconds);
  } catch (const Error&) {
    // Whoever measures next will say so.
  }
}

void CableTest::keep_lit() {
  if (!lit_at_) return;
  const std::int64_t age = steady_milliseconds() - *lit_at_;
  if (age >= kLampAgain) light(age < kLampSurelyLit ? protocol::Lamp::pass : protocol::Lamp::off);
}

void CableTest::leave_lit() {
  if (!std::exchange(lit_at_, std::nullopt)) return;
  try {
    session_.jig().show_for(protocol::Lamp::pass, protocol::max_lamp_seconds);
  } catch (const Error&) {
  }
}

// What is told below its verdict.
std::vector<Line> CableTest::remarks_on(const TestRecord& r) const {
  std::vector<Line> out = tell_mended(r, env_.theme);
  append(out, standing_lines(events_, env_.theme));
  if (r.simulated && !store_ && !r.serial.empty())
    append(out, wrapped("Not kept: the jig is simulated. With --save it is kept as " + r.serial + ", marked as simulated.",
                        Ink::dim, 2, env_.theme, {"  ", Ink::dim}));
  return out;
}

void CableTest::show(const TestRecord& r, const std::string& name) {
  if (json_) {
    env_.out << json_text(to_json(r), one_a_line_ ? -1 : 2) << "\n";
    print(env_.err, standing_lines(events_, env_.error_theme), env_.error_theme);
  } else if (!is_drawn_to_output(options_) || !is_measured(r.verdict)) {
    print(env_.out, render(r, picture_of(profile_, map_, r.verdict), env_.theme, {name, options_.details, remarks_on(r)}),
          env_.theme);
  }
  flush_output(env_);
}

void CableTest::draw(const TestRecord& r) {
  if (is_measured(r.verdict)) {
    write_picture(options_, env_, cable_figure(r, profile_, picture_of(profile_, map_, r.verdict)));
  } else {
    print(env_.err, {{{"  no picture: nothing was measured", Ink::dim}}}, env_.error_theme);
  }
}

bool CableTest::remember(const TestRecord& r) {
  learn_proofs(proofs_, job_, r.verdict, measured_at_);
  const Outcome outcome = r.verdict.outcome;
  if (outcome != Outcome::pass && outcome != Outcome::no_cable) return true;
  try {
    memory_.save(proofs_);
    return true;
  } catch (const Error& e) {
    print(env_.err, render(e, env_.error_theme), env_.error_theme);
    return false;
  }
}

void CableTest::describe(TestRecord& r, std::time_t now, TestStory story) const {
  r.balance = balance_answers(profile_, r.verdict.wiring, r.verdict.balanced_safe,
                              r.verdict.outcome == Outcome::pass);
  r.id = new_id();
  r.jig = session_.jig().identity();
  r.simulated = r.jig.simulated;
  r.continuity = profile_.continuity;
  r.isolation = profile_.isolation;
  r.purpose = story.purpose;
  r.serial = story.serial.empty() ? serial_ : story.serial;
  r.lot = story.lot;
  r.operator_name = operator_;
  r.station = station_;
  r.attempt = story.attempt;
  r.shift = std::move(story.shift);
  r.before = std::move(story.before);
  r.watched = std::move(story.watched);
  r.profile = {profile_.name, profile_.revision, profile_.sha256, profile_.title,
               profile_.note, profile_.source,   profile_.trust,  profile_.connector_hashes()};
  r.fixture = {session_.fixture().name, session_.fixture().sha256,
               session_.fixture().connector_hashes()};
  for (const auto& p : map_.placements()) r.sockets[p.end] = p.socket;
  r.self_test_passed = r.verdict.jig_sound;
  r.started = local_time(now);
  r.software = software();
}

}  // namespace buzzout
