#include "bench/bench_jig.hpp"
#include "core/explanation.hpp"
#include "core/netlist.hpp"
#include "properties/random_cable.hpp"

using namespace buzzout;
using namespace buzzout::properties;

namespace {

// The profile's cable after everything that an explanation says was done to it.
Cable done_to(const Profile& profile, const Explanation& e) {
  Cable cable(profile);
  for (const auto& x : e.exchanges)
    for (const auto& pin : profile.end(x.one)->type.contacts) cable.swap({x.one, pin}, {x.other, pin});
  for (const auto& r : e.rewirings) {
    // As exchanges of two: `now` says whose wire is on each contact.
    std::map<std::string, std::string> now;
    for (const auto& [on, belongs] : r.moves) now[on] = on;
    for (const auto& [on, belongs] : r.moves) {
      const auto there = std::ranges::find_if(now, [&](const auto& n) { return n.second == belongs; })->first;
      if (there == on) continue;
      cable.swap({r.end, on}, {r.end, there});
      std::swap(now[on], now[there]);
    }
  }
  for (const auto& b : e.breaks)
    for (std::size_t i = 1; i < b.pieces.size(); ++i) {
      for (const auto& c : b.pieces[i]) cable.open(c);
      for (const auto& c : b.pieces[i]) cable.join(b.pieces[i].front(), c);
    }
  for (const auto& j : e.joins)
    for (std::size_t i = 1; i < j.parts.size(); ++i) cable.join(j.parts[0].contacts.front(), j.parts[i].contacts.front());
  for (const auto& end : e.unplugged) cable.unplug(end);
  return cable;
}

unsigned things_done(const Explanation& e) {
  std::size_t out = e.exchanges.size() + e.unplugged.size();
  for (const auto& b : e.breaks) out += b.pieces.size() - 1;
  for (const auto& j : e.joins) out += j.parts.size() - 1;
  return static_cast<unsigned>(out);
}

}  // namespace

TEST_CASE("an explanation, done to a good cable, makes it measure what was measured") {
  for (const auto& name : shipped_profiles()) {
    const Profile profile = shipped().profile(name);
    const Fixture fixture = shipped().fixture(uno_bench_for(name));
    const FixtureMap map(profile, fixture);
    CHECK(rc::check(name, [&] {
      const RandomCable made = make(profile, *random_edits());
      RC_LOG() << made.edits;
      const ScanMatrix measured = made.cable.matrix(map);
      const Netlist netlist = netlist_of(measured);
      RC_PRE(netlist.one_ways.empty());
      const auto all = smallest_explanations(profile, map, netlist);
      RC_ASSERT(all.empty() == Expectation(profile, map).met_by(measured));
      for (const auto& e : all) {
        RC_ASSERT(done_to(profile, e).matrix(map) == measured);
        RC_ASSERT(e.size == all.front().size);
        RC_ASSERT(things_done(e) <= e.size);
      }
      RC_CLASSIFY(all.size() > 1, "several");
      RC_CLASSIFY(!all.empty() && all.front().size > 2, "of more than two things");
    }));
  }
}

TEST_CASE("no explanation is larger than breaks and joins alone") {
  for (const auto& name : shipped_profiles()) {
    const Profile profile = shipped().profile(name);
    const Fixture fixture = shipped().fixture(uno_bench_for(name));
    const FixtureMap map(profile, fixture);
    CHECK(rc::check(name, [&] {
      const ScanMatrix measured = make(profile, *random_edits()).cable.matrix(map);
      const Netlist netlist = netlist_of(measured);
      const auto any = smallest_explanations(profile, map, netlist);
      const auto plain = smallest_explanations(profile, map, netlist, Causes::breaks_and_joins);
      RC_ASSERT(any.empty() == plain.empty());
      if (!any.empty()) RC_ASSERT(any.front().size <= plain.front().size);
    }));
  }
}
