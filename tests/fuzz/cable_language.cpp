// Text as what is plugged into a simulated jig: parsed, written out again, plugged in. A cable that is
// cut, bridged and resoldered only is tested whole; it passes if and only if its wires, followed one by
// one, are the profile's.
#include <algorithm>

#include "bench/measure.hpp"
#include "core/error.hpp"
#include "e2e/wiring_oracle.hpp"
#include "fuzz/property.hpp"
#include "fuzz/shipped.hpp"
#include "simulation/simulated_channel.hpp"

using namespace buzzout;
using fuzz::shipped;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;
constexpr std::size_t kMostEdits = 12;

void check_round_trip(const CableEdits& spec) {
  std::string text = spec.profile.value_or("");
  for (const auto& e : spec.edits) text += (text.empty() ? "" : ",") + e.text();
  const CableEdits again = parse_cable_edits(text);
  MUST(again.profile == spec.profile && again.edits.size() == spec.edits.size());
  for (std::size_t i = 0; i < spec.edits.size(); ++i)
    MUST(again.edits[i].verb == spec.edits[i].verb && again.edits[i].args == spec.edits[i].args);
  if (!spec.defects().empty()) MUST(parse_cable_edits(spec.defects()).defects() == spec.defects());
}

// The cable wire by wire; nothing if an edit does more than cut, bridge and resolder it.
std::optional<e2e::WiringOracle> wires_of(const CableEdits& spec, const Profile& profile) {
  e2e::WiringOracle wires(profile);
  for (const auto& e : spec.edits) {
    for (const auto& arg : e.args)
      if (std::ranges::none_of(profile.contacts(), [&](const Contact& c) { return c.name() == arg; }))
        return {};
    if (e.verb == "open") wires.open(e.args[0]);
    else if (e.verb == "short") wires.bridge(e.args[0], e.args[1]);
    else if (e.verb == "swap") wires.swap(e.args[0], e.args[1]);
    else if (e.verb != "good") return {};
  }
  return wires;
}

const Profile& under_test(const CableEdits& spec) {
  for (const auto& p : shipped().profiles)
    if (spec.profile == p.name) return p;
  return shipped().profile("4.4-ts");
}

void plug_in(const CableEdits& spec, const Fixture& fixture) {
  const Profile& profile = under_test(spec);
  const Board& board = *find_board(fixture.board);
  Workbench bench(board, fixture, &profile, {},
                  [](const std::string& name) { return shipped().profile(name); });
  if (!fuzz::succeeds([&] { bench.plug(spec); })) return;
  bench.drive(0, Drive::low);
  bench.advance(1e-5);
  for (Point p = 0; p < board.points; ++p) MUST(bench.volts(p) > -200 && bench.volts(p) < 200);
  bench.drive(0, Drive::floating);

  const auto wires = wires_of(spec, profile);
  if (!wires || (spec.profile && spec.profile != profile.name)) return;
  ManualClock clock;
  SimulatedChannel channel("sim:", board, bench, clock);
  JigClient jig(channel, clock, 1);
  jig.connect();
  jig.fold_senses(fixture);
  const FixtureMap map(profile, fixture);
  const Verdict verdict = test_cable(jig, {profile, fixture, map}, {}, kNow);
  MUST((verdict.outcome == Outcome::pass) == wires->faults().empty());
  MUST(verdict.outcome != Outcome::error);
  MUST(bench.violations().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  CableEdits spec;
  if (!fuzz::succeeds([&] { spec = parse_cable_edits(text); })) return 0;
  check_round_trip(spec);
  const auto& fixtures = shipped().fixtures;
  if (spec.edits.size() <= kMostEdits) plug_in(spec, fixtures[size % fixtures.size()]);
  return 0;
}
