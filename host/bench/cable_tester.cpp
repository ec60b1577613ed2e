#include "bench/cable_tester.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "bench/ask_in_motion.hpp"
#include "bench/calibrations.hpp"
#include "bench/headphones_off.hpp"
#include "bench/measure.hpp"
#include "catalog/skeleton_marks.hpp"
#include "core/resistance_limits.hpp"
#include "core/tell_headphones.hpp"
#include "naming/identification.hpp"
#include "records/cable_events.hpp"
#include "records/latest_moment.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "station/clock_check.hpp"
#include "store/stamp.hpp"

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

Profile off_the_head(Profile p, bool nobody_wears_it) {
  if (p.headphones && !nobody_wears_it) throw headphones_worn(p.name);
  return p;
}

}  // namespace

Before before_of(const TestRecord& r) {
  return {r.started, r.verdict.faults, r.verdict.diagnoses, r.verdict.nets, r.verdict.matrix};
}

CableTester::CableTester(const Places& places, const TesterRequest& request, WallClock wall)
    : places_(places),
      wall_(std::move(wall)),
      serial_(request.serial),
      config_(load_config(places.config_file)),
      operator_(request.operator_name.value_or(config_.value("operator"))),
      station_(request.station.value_or(config_.value("station"))),
      catalog_(places.library),
      profile_(off_the_head(filled_in_profile(catalog_, request.profile), request.nobody_wears_it)),
      session_(catalog_, config_, {request.port, request.fixture, &profile_, request.at}),
      map_(profile_, session_.fixture(), request.at),
      job_{profile_, session_.fixture(), map_},
      memory_(places, session_) {}

CableTester::~CableTester() {
  if (lit_at_) light(protocol::Lamp::off);
}

void CableTester::keep_records(bool of_simulated_jigs) {
  if (of_simulated_jigs || !session_.jig().identity().simulated)
    store_ = std::make_unique<RecordStore>(places_.records(), Access::write, read_back);
  look_back(serial_);  // what cannot be read is told before anything is measured
}

void CableTester::look_back(const std::string& serial) {
  if (!store_) return;
  ProfileContents contents(*store_);
  events_ = cable_events(*store_, serial, contents);
}

OhmTask CableTester::ohms(std::int64_t now) const {
  OhmTask out = ohm_task(session_.jig().identity(), job_);
  if (out.method != OhmMethod::none)
    add_calibration(out, job_, Calibrations(places_).load(session_.jig_name(), session_.fixture()), now, config_.calibration_days());
  return out;
}

TestRecord CableTester::measure(TestStory story) {
  if (store_) store_->check_writable();
  measured_at_ = now();
  const OhmTask task = ohms(measured_at_);
  const UnsetClock unset(measured_at_);
  lit_at_.reset();  // the test puts it out
  TestRecord r;
  std::vector<Upset> upsets;
  if (story.watched) upsets = story.watched->upsets;
  const auto begun = session_.clock().now();
  proofs_ = memory_.load();
  try {
    job_.of_lot = story.purpose != Purpose::test;
    r.verdict = test_cable(session_.jig(), job_, proofs_, measured_at_, std::move(upsets), task);
  } catch (const Error& e) {
    if (store_) keep_unfinished(e.message, std::move(story));
    throw;
  }
  r.duration_ms = static_cast<long>((session_.clock().now() - begun) / 1ms);
  if (r.verdict.outcome == Outcome::fail) look_for_likeness(r.verdict);
  tested_ = ask_in_motion([&] { return session_.jig().learn(); });
  const std::string newest = store_ ? latest_moment(*store_) : story.newest;
  if (auto told = clock_set_back({newest, measured_at_, now(), unset.elapsed()}))
    r.verdict.not_tested.insert(r.verdict.not_tested.begin(), std::move(*told));
  describe(r, measured_at_, std::move(story));
  return r;
}

// A cable that takes the jig with it leaves a record.
void CableTester::keep_unfinished(const std::string& why, TestStory story) {
  Verdict v;
  v.outcome = Outcome::aborted;
  v.wiring.expected = profile_.wiring;
  TestRecord r = record_of(std::move(v), std::move(story));
  r.unfinished = why;
  try {
    store_->append(to_json(r), texts());
  } catch (const Error&) {
    // The jig's trouble is told.
  }
}

TestRecord CableTester::record_of(Verdict verdict, TestStory story) const {
  TestRecord r;
  r.verdict = std::move(verdict);
  describe(r, now(), std::move(story));
  return r;
}

// Files of the library that cannot be read are passed over: this is a hint. What changed is like nothing.
void CableTester::look_for_likeness(Verdict& v) const {
  const bool wires_only = std::ranges::all_of(v.faults, [](const Fault& f) {
    return (f.kind == FaultKind::open || f.kind == FaultKind::short_) && !f.capacitive;
  });
  if (!wires_only) return;
  std::vector<Error> broken;
  const std::vector<Profile> profiles = catalog_.profiles(broken);
  add_likeness(v.diagnoses, CableIndex(profiles, session_.fixture()).exact(v.matrix), profile_);
}

void CableTester::keep(TestRecord& r) {
  if (store_) {
    try {
      r.chain = store_->append(to_json(r), texts());
    } catch (const Error& e) {
      light(protocol::Lamp::off);
      throw Error(e.code, "the cable was tested, and the record could not be kept: " + e.message, e.where,
                  e.remedy.empty() ? "test it again" : "test it again; before that, " + e.remedy, e.action);
    }
  }
  look_back(r.serial);
}

std::optional<Error> CableTester::finish(const TestRecord& r) {
  std::optional<Error> lost = remember(r);
  // A test without a verdict leaves the lamps dark.
  const bool stands = r.verdict.outcome != Outcome::pass || (!lost && is_as_tested());
  light(stands ? lamp_for(r.verdict.outcome) : protocol::Lamp::off);
  return lost;
}

bool CableTester::is_as_tested() const {
  try {
    return session_.jig().learn() == tested_;
  } catch (const Error&) {
    return false;  // the record is out and stands, though the jig is lost now
  }
}

std::map<std::string, std::string> CableTester::texts() const {
  std::set<std::string> hashes{profile_.sha256, session_.fixture().sha256};
  for (const auto& connectors : {profile_.connector_hashes(), session_.fixture().connector_hashes()})
    for (const auto& [type, sha256] : connectors) hashes.insert(sha256);
  std::map<std::string, std::string> out;
  for (const auto& [sha256, text] : catalog_.texts())
    if (hashes.contains(sha256)) out.emplace(sha256, text);
  return out;
}

void CableTester::light(protocol::Lamp lamp) {
  lit_at_.reset();
  try {
    if (lamp != protocol::Lamp::pass) return session_.jig().set_lamp(lamp);
    lit_at_ = steady_milliseconds();
    session_.jig().show_for(lamp, kLampSeconds);
  } catch (const Error&) {
    // Whoever measures next will say so.
  }
}

void CableTester::keep_lit() {
  if (!lit_at_) return;
  const std::int64_t age = steady_milliseconds() - *lit_at_;
  if (age >= kLampAgain) light(age < kLampSurelyLit ? protocol::Lamp::pass : protocol::Lamp::off);
}

void CableTester::leave_lit() {
  if (!std::exchange(lit_at_, std::nullopt)) return;
  try {
    session_.jig().show_for(protocol::Lamp::pass, protocol::max_lamp_seconds);
  } catch (const Error&) {
  }
}

std::optional<Error> CableTester::remember(const TestRecord& r) {
  learn_proofs(proofs_, job_, r.verdict, measured_at_);
  const Outcome outcome = r.verdict.outcome;
  if (outcome != Outcome::pass && outcome != Outcome::no_cable) return {};
  try {
    memory_.save(proofs_);
    return {};
  } catch (const Error& e) {
    return e;
  }
}

void CableTester::describe(TestRecord& r, std::int64_t now, TestStory story) const {
  r.balance = answers_of(profile_, r.verdict);
  r.id = new_id();
  r.jig = session_.jig().identity();
  r.simulated = r.jig.simulated;
  r.continuity = loosest_limit(profile_);
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
