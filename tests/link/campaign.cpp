#include "link/campaign.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "jig/patience.hpp"

namespace buzzout {
namespace {

// What a bad link may do to a call: no more than end it.
const std::set<std::string> kHonestErrors = {"jig-no-answer", "jig-unplugged", "jig-wrong-firmware"};

bool same_verdict(const Verdict& v, const PluggedCable& cable) {
  const Verdict& u = cable.undamaged;
  return v.outcome == u.outcome && (!cable.steady || (in_words(v) == in_words(u) && v.matrix == u.matrix));
}

protocol::Lamp lamp_of(Outcome o) {
  if (o == Outcome::pass) return protocol::Lamp::pass;
  return o == Outcome::fail || o == Outcome::error ? protocol::Lamp::fail : protocol::Lamp::off;
}

}  // namespace

unsigned Campaign::Tally::verdicts() const {
  unsigned out = 0;
  for (const auto& [what, count] : outcomes)
    if (!what.starts_with("jig-")) out += count;
  return out;
}

Campaign::Tally& Campaign::Tally::operator+=(const Tally& other) {
  tests += other.tests;
  sessions += other.sessions;
  seconds += other.seconds;
  lines_accepted += other.lines_accepted;
  longest_ask = std::max(longest_ask, other.longest_ask);
  longest_connect = std::max(longest_connect, other.longest_connect);
  for (const auto& [what, count] : other.outcomes) outcomes[what] += count;
  figures.exchanges += other.figures.exchanges;
  figures.damaged += other.figures.damaged;
  for (std::size_t i = 0; i < figures.by_kind.size(); ++i) figures.by_kind[i] += other.figures.by_kind[i];
  return *this;
}

Campaign::Campaign(Bench& bench, std::string name, const Mix& mix, unsigned seed)
    : bench_(bench), random_(seed), channel_(bench.jig, clock_, seed + 1) {
  tally_.name = std::move(name);
  channel_.set_mix(mix);
}

Campaign::Tally Campaign::run(std::uint64_t exchanges) {
  const auto start = std::chrono::steady_clock::now();
  const auto& figures = channel_.figures();
  // A link that no longer lets anything through must not hold the test up for ever.
  const std::uint64_t most = 100 * exchanges;
  bool undisturbed = true;
  while ((figures.damaged < exchanges && !(undisturbed && figures.exchanges >= exchanges)) &&
         figures.exchanges < most) {
    if (client_ == nullptr || random_() % 16 == 0)
      if (!connect()) continue;
    test();
    undisturbed = figures.damaged == 0;
  }
  const Witness& w = channel_.witness();
  CAPTURE(tally_.name);
  CHECK(w.false_replies == 0);
  CHECK(w.false_requests == 0);
  CHECK(w.repeated_requests == 0);
  tally_.figures = figures;
  tally_.lines_accepted = w.lines_accepted;
  tally_.longest_ask = w.longest_ask;
  tally_.longest_connect = w.longest_call;
  tally_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return tally_;
}

bool Campaign::connect() {
  channel_.new_session();
  client_ = std::make_unique<JigClient>(channel_, clock_, static_cast<std::uint32_t>(random_()));
  channel_.witness().begin_call(clock_.now(), Patience::whole_connect());
  ++tally_.sessions;
  try {
    const JigIdentity id = client_->connect();
    if (id.board != bench_.job.fixture.board || id.points != 16 || id.number != bench_.number)
      complain("another identity", nullptr);
    return true;
  } catch (const Error& e) {
    client_.reset();
    count_error(e);
    return false;
  }
}

void Campaign::test() {
  const std::size_t which = random_() % 5 < 2 ? 0 : below(random_, bench_.cables.size());
  const PluggedCable& cable = bench_.cables[which];
  cable.plug();
  channel_.good_cable_is_in(which == 0);
  channel_.witness().begin_call(clock_.now(), std::nullopt);
  ++tally_.tests;
  try {
    const Verdict v = test_cable(*client_, bench_.job, FixtureEvidence{}, kNow);
    client_->set_lamp(lamp_of(v.outcome));
    check_verdict(cable, v);
  } catch (const Error& e) {
    count_error(e);
    if (e.code == "jig-unplugged" || random_() % 2 == 0) client_.reset();
  }
}

void Campaign::check_verdict(const PluggedCable& cable, const Verdict& v) {
  const bool restarted = v.problem && v.problem->code == "jig-restarted";
  ++tally_.outcomes[restarted ? "jig-restarted" : std::string(to_string(v.outcome))];
  // Measurements of two boots never make a verdict, and nothing else is called a restart.
  const bool two_boots = channel_.witness().boots().size() > 1;
  if (restarted != two_boots) complain(two_boots ? "two boots" : "not restarted", &cable);
  if (!restarted && !same_verdict(v, cable)) complain(in_words(v), &cable);
  // A jig that begins anew after its last reply is dark.
  const protocol::Lamp lamp = bench_.jig.lamp();
  if (lamp != lamp_of(v.outcome) && lamp != protocol::Lamp::off)
    complain("the lamp says something else", &cable);
}

void Campaign::count_error(const Error& e) {
  ++tally_.outcomes[e.code];
  if (!kHonestErrors.contains(e.code)) complain(e.code + ": " + e.message, nullptr);
}

void Campaign::complain(const std::string& what, const PluggedCable* cable) {
  const std::string before = cable == nullptr ? "" : cable->name + ": " + in_words(cable->undamaged);
  FAIL_CHECK(tally_.name << ", test " << tally_.tests << ": " << what << " (undamaged " << before << ")");
}

void judge_undamaged(Campaign::Bench& bench) {
  ManualClock clock;
  DamagingChannel channel(bench.jig, clock, 1);
  JigClient client(channel, clock, 1);
  channel.witness().begin_call(clock.now(), Patience::whole_connect());
  client.connect();
  for (auto& cable : bench.cables) {
    cable.plug();
    channel.witness().begin_call(clock.now(), std::nullopt);
    cable.undamaged = test_cable(client, bench.job, FixtureEvidence{}, kNow);
  }
}

}  // namespace buzzout
