#include <algorithm>
#include <iomanip>
#include <iostream>

#include "jig/patience.hpp"
#include "link/campaign.hpp"
#include "link/setting.hpp"

using namespace buzzout;

// A bad link never leads to a false PASS, nor to a false FAIL, nor to a wait past the deadline.
//
// Of what random damage leaves of a line, a CRC-32 lets through one in 2^32 that it should not. Here at most
// a few million damaged lines are seen, so the expected number of false accepts is about 0.001; and of
// those most would still be no measurement in form. (Bursts of up to 32 bits and up to three flipped bits in
// a line of this length it never lets through.) As the seeds are fixed, what passes once passes always.

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kShare = 10;  // of the exchanges; the sanitizers are slow
#else
constexpr std::uint64_t kShare = 1;
#endif

// The good cable, and all that differ from it by one link, one way or both, quick or held; and sick jigs.
struct QuickBench : Setting {
  explicit QuickBench(const std::string& profile_name) : Setting(profile_name) {
    const Links good = good_links();
    add("good", good);
    const auto bit = [](Point p) { return static_cast<Links::Row>(1U << p); };
    for (Point p = 0; p < 16; ++p) {
      const std::string at = std::to_string(point_number(p));
      const auto sick = [&](const std::string& name, Links::Row Links::* set) {
        Links l = good;
        l.*set = bit(p);
        add(name + " " + at, l);
      };
      sick("stuck low", &Links::stuck_low);
      sick("stuck high", &Links::stuck_high);
      sick("dead", &Links::dead);
      for (Point q = 0; q < 16; ++q) {
        if (p == q) continue;
        const std::string pair = at + " " + std::to_string(point_number(q));
        Links one_way = good, both = good;
        one_way.quick[p] ^= bit(q);
        one_way.held[p] ^= bit(q);
        add("bit " + pair, one_way);
        if (q < p) continue;
        both.quick[p] ^= bit(q), both.quick[q] ^= bit(p);
        both.held = both.quick;
        add("pair " + pair, both);
        Links series = good, capacitance = good;
        series.held = both.held;
        capacitance.quick = both.quick;
        const bool joined = (good.quick[p] & bit(q)) != 0;
        if (joined) add("series capacitor " + pair, series);
        if (!joined && q == p + 1) add("capacitance " + pair, capacitance);  // good, too
      }
    }
    Links none;
    for (Point p = 0; p < 16; ++p) none.quick[p] = none.held[p] = bit(p);
    add("none", none);
    judge_undamaged(bench);
  }
  void add(std::string name, const Links& links) {
    bench.cables.push_back({std::move(name), [this, links] { jig.plug(links); }});
  }
  QuickJig jig;
  Campaign::Bench bench{job, jig, 4711, {}};
};

struct ElectricalBench : Setting {
  explicit ElectricalBench(const std::string& profile_name)
      : Setting(profile_name),
        workbench(*find_board("uno"), fixture, &profile, {},
                  [](const std::string& name) { return shipped().profile(name); }),
        jig(*find_board("uno"), workbench) {
    for (const std::string cable :
         {"good", "none", "open:amp.R1", "short:amp.T:amp.R1", "short:amp.R1:amp.R3", "swap:left.T:left.S",
          "diode:amp.T:right.T", "open:amp.T,diode:amp.T:left.T", "series:amp.T:100n", "unplug:left",
          "also:xlr-mic"})
      bench.cables.push_back({cable, [this, cable] { workbench.plug(parse_cable_edits(cable)); },
                              !cable.starts_with("series")});
    judge_undamaged(bench);
  }
  Workbench workbench;
  ElectricalJig jig;
  Campaign::Bench bench{job, jig, 0, {}};
};

std::vector<Damage> kinds_but(std::initializer_list<Damage> left_out) {
  std::vector<Damage> out;
  for (int k = 0; k < static_cast<int>(Damage::count_); ++k)
    if (const auto d = static_cast<Damage>(k); std::ranges::find(left_out, d) == left_out.end())
      out.push_back(d);
  return out;
}

// Every kind; those that end a test or a session are rare.
std::vector<Damage> everything() {
  std::vector<Damage> out;
  const auto often = kinds_but({Damage::reset, Damage::silence, Damage::unplugged});
  for (int n = 0; n < 8; ++n) out.insert(out.end(), often.begin(), often.end());
  out.insert(out.end(), {Damage::reset, Damage::silence, Damage::unplugged});
  return out;
}

bool ends_things(Damage d) { return d == Damage::reset || d == Damage::silence || d == Damage::unplugged; }

void print(const Campaign::Tally& t) {
  std::cout << std::left << std::setw(12) << t.name << std::right << std::setw(8) << t.figures.damaged
            << " of " << std::setw(7) << t.figures.exchanges << " exchanges damaged, " << std::setw(6)
            << t.tests << " tests:";
  for (const auto& [what, count] : t.outcomes) std::cout << " " << what << " " << count;
  std::cout << "; " << std::fixed << std::setprecision(1) << t.seconds << " s\n";
}

}  // namespace

TEST_CASE("a link without damage changes no verdict") {
  QuickBench b("4.4-ts");
  MESSAGE(b.bench.cables.size(), " cables and sick jigs");
  for (const auto& cable : b.bench.cables) {
    CAPTURE(cable.name);
    CHECK(cable.good() == (cable.name == "good" || cable.name.starts_with("capacitance")));
  }
  Campaign campaign(b.bench, "undamaged", {}, 1);
  const auto tally = campaign.run(20'000 / kShare);
  print(tally);
  CHECK(tally.figures.damaged == 0);
  CHECK(tally.verdicts() == tally.tests);
}

TEST_CASE("a million damaged exchanges: no false verdict, no late one") {
  QuickBench b("4.4-ts");
  REQUIRE(b.bench.cables.front().good());
  Campaign::Tally all;
  unsigned seed = 100;
  for (const Damage d : kinds_but({})) {
    Campaign campaign(b.bench, std::string(to_string(d)), {{d}, ends_things(d) ? 0.02 : 0.25}, seed += 10);
    const auto tally = campaign.run((ends_things(d) ? 5'000 : 25'000) / kShare);
    print(tally);
    CHECK(tally.figures.by_kind[static_cast<std::size_t>(d)] == tally.figures.damaged);
    CHECK(tally.verdicts() * 2 > tally.tests);
    all += tally;
  }
  struct Part {
    const char* name;
    double rate;
    std::uint64_t exchanges;
  };
  for (const auto& [name, rate, exchanges] :
       {Part{"all, light", 0.05, 20'000}, Part{"all, medium", 0.4, 280'000},
        Part{"all, heavy", 0.8, 150'000}}) {
    Campaign campaign(b.bench, name, {everything(), rate}, seed += 10);
    const auto tally = campaign.run(exchanges / kShare);
    print(tally);
    for (const auto n : tally.figures.by_kind) CHECK(n > 0);
    if (rate < 0.1) CHECK(tally.verdicts() * 20 > tally.tests * 19);
    all += tally;
  }
  all.name = "together";
  print(all);
  CHECK(all.figures.damaged >= 1'000'000 / kShare);
  const auto ms = [](Duration d) { return std::chrono::duration_cast<std::chrono::milliseconds>(d).count(); };
  MESSAGE(all.lines_accepted, " replies accepted, each sent by the jig after its own request; longest ",
          "connect ", ms(all.longest_connect), " ms of ", ms(Patience::whole_connect()), ", longest ask ",
          ms(all.longest_ask), " ms of ", ms(Patience::whole_ask(Patience::hold(kHoldMs))));
  // The bounds were reached, so that a longer wait would have shown.
  CHECK(all.longest_ask == Patience::whole_ask(Patience::hold(kHoldMs)));
  CHECK(all.longest_connect > Patience::whole_connect() - Patience::whole_ask(Duration{0}));
}

TEST_CASE("the electrical model behind a bad link gives no false verdict either") {
  ElectricalBench b("4.4-ts");
  REQUIRE(b.bench.cables.front().good());
  Campaign campaign(b.bench, "electrical", {everything(), 0.4}, 7);
  const auto tally = campaign.run(2'000 / kShare);
  print(tally);
  CHECK(tally.verdicts() * 2 > tally.tests);
}
