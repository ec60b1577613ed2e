// Capacitance between contacts and in joints, every contact of every shipped cable. docs/hardware.md has
// the bounds that are tested here.
#include <cstdlib>
#include <chrono>

#include "bench_jig.hpp"
#include "capacitors.hpp"
#include "soldered_cable.hpp"

using namespace buzzout;

namespace {

constexpr double kSilent = 300e-12;    // nothing is said of it
constexpr double kSeen = 1.4e-9;       // from here on it is reported, nets of four contacts included
constexpr double kHarmless = 0.2e-6;   // and up to here it is no fault
constexpr double kSeriesFound = 0.7e-6;
constexpr double kRatio = 1.01;  // of a threshold to what is below it

// Values from `from` to `to`, each by a third greater, and `to` itself.
std::vector<double> ladder(double from, double to) {
  std::vector<double> out;
  for (double f = from; f < to; f *= 4.0 / 3) out.push_back(f);
  out.push_back(to);
  return out;
}

struct Range {
  void add(double f) {
    least = std::min(least, f);
    most = std::max(most, f);
  }
  std::string text() const { return farads(least) + " to " + farads(most) + " F"; }
  double least = 1e300, most = 0;
};

bool names_both(const Verdict& v, const Contact& a, const Contact& b) {
  return std::ranges::any_of(v.capacitive, [&](const CapacitiveLink& link) {
    return std::ranges::count(link.contacts, a) == 1 && std::ranges::count(link.contacts, b) == 1;
  });
}

template <class Body>
void on_usual_benches(Body body) {
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    BenchJig jig(profile, fixture);
    body(jig, SolderedCable(jig.profile));
    jig.check_conduct();
  }, kUsualBenches);
}

// One contact of each net; lone contacts are nets too.
std::vector<Contact> one_of_each_net(const SolderedCable& cable) {
  std::vector<Contact> out;
  for (const auto& c : cable.contacts())
    if (std::ranges::none_of(out, [&](const Contact& o) { return cable.same_net(o, c); }))
      out.push_back(c);
  return out;
}

class Stopwatch {
 public:
  std::string text() const {
    const std::chrono::duration<double> s = std::chrono::steady_clock::now() - begun_;
    return farads(s.count()) + " s";
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

// Of all pairs each third, unless BUZZOUT_ALL_PAIRS is set (tests/long).
TEST_CASE("a capacitor between any two contacts is no fault up to 0.2 µF, and is told from 1 nF on") {
  const Stopwatch watch;
  const unsigned step = std::getenv("BUZZOUT_ALL_PAIRS") != nullptr ? 1 : 3;
  unsigned tried = 0, reported = 0, number = 0;
  on_usual_benches([&](BenchJig& jig, const SolderedCable& good) {
    const auto& all = good.contacts();
    for (std::size_t a = 0; a < all.size(); ++a)
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        if (number++ % step != 0) continue;
        auto values = ladder(100e-12, kHarmless);
        values.insert(values.end(), {kSilent, kSeen, 10e-9, 30e-9});
        for (const double f : values) {
          CAPTURE(all[a].name());
          CAPTURE(all[b].name());
          CAPTURE(f);
          const Verdict v = jig.test(cap(all[a], all[b], f));
          const bool named = names_both(v, all[a], all[b]);
          REQUIRE(v.outcome == Outcome::pass);
          REQUIRE(v.faults.empty());
          REQUIRE(v.capacitive.size() == (named ? 1 : 0));
          if (good.same_net(all[a], all[b]) || f <= kSilent)
            REQUIRE_FALSE(named);
          else if (f >= kSeen)
            REQUIRE(named);
          reported += named;
          ++tried;
        }
      }
  });
  MESSAGE(tried, " capacitors between two contacts, ", reported, " of them told, in ", watch.text());
}

TEST_CASE("capacitors between three nets at once are no fault, and all are told") {
  const Stopwatch watch;
  unsigned tried = 0;
  on_usual_benches([&](BenchJig& jig, const SolderedCable& good) {
    const auto nets = one_of_each_net(good);
    for (std::size_t a = 0; a < nets.size(); ++a)
      for (std::size_t b = a + 1; b < nets.size(); ++b)
        for (std::size_t c = b + 1; c < nets.size(); ++c)
          for (const double f : {kSeen, 3e-9, 10e-9, 30e-9}) {
            const std::string edits = cap(nets[a], nets[b], f) + "," + cap(nets[b], nets[c], f) + "," +
                                      cap(nets[c], nets[a], f);
            CAPTURE(edits);
            const Verdict v = jig.test(edits);
            REQUIRE(v.outcome == Outcome::pass);
            REQUIRE(v.capacitive.size() == 3);
            REQUIRE((names_both(v, nets[a], nets[b]) && names_both(v, nets[b], nets[c]) &&
                     names_both(v, nets[c], nets[a])));
            ++tried;
          }
  });
  MESSAGE(tried, " triples, in ", watch.text());
}

TEST_CASE("the capacitance of a long cable between neighbouring contacts is not worth a word") {
  on_usual_benches([](BenchJig& jig, const SolderedCable&) {
    std::string edits;
    for (const auto& end : jig.profile.ends)
      for (std::size_t i = 1; i < end.type.contacts.size(); ++i)
        edits += (edits.empty() ? "" : ",") + cap({end.name, end.type.contacts[i - 1]},
                                                  {end.name, end.type.contacts[i]}, kSilent);
    CAPTURE(edits);
    const Verdict v = jig.test(edits);
    CHECK(v.outcome == Outcome::pass);
    CHECK(v.faults.empty());
    CHECK(v.capacitive.empty());
  });
}

TEST_CASE("what is between the nets is seen, and becomes a fault, where the documents say") {
  Range seen, fault;
  on_usual_benches([&](BenchJig& jig, const SolderedCable& good) {
    const auto nets = one_of_each_net(good);
    for (std::size_t a = 0; a < nets.size(); ++a)
      for (std::size_t b = a + 1; b < nets.size(); ++b) {
        const auto test = [&](double f) { return jig.test(cap(nets[a], nets[b], f)); };
        seen.add(threshold(100e-12, 10e-9, kRatio, [&](double f) { return !test(f).capacitive.empty(); }));
        fault.add(threshold(kHarmless, 20e-6, kRatio, [&](double f) { return test(f).outcome != Outcome::pass; }));
        CHECK(test(20e-6).outcome == Outcome::fail);
      }
  });
  MESSAGE("told from ", seen.text(), ", a fault from ", fault.text());
  CHECK(seen.least > kSilent);
  CHECK(seen.most < kSeen);
  CHECK(fault.least > kHarmless);
}

TEST_CASE("a capacitor in place of a wire never passes, up to the bound") {
  const Stopwatch watch;
  unsigned tried = 0;
  Range bound;
  on_usual_benches([&](BenchJig& jig, const SolderedCable& good) {
    for (const auto& c : good.contacts()) {
      if (!good.in_a_net(c)) continue;
      CAPTURE(c.name());
      const auto test = [&](double f) { return jig.test("series:" + c.name() + ":" + farads(f)); };
      for (const double f : ladder(10e-12, kSeriesFound)) {
        CAPTURE(f);
        const Verdict v = test(f);
        REQUIRE(v.outcome == Outcome::fail);
        for (const auto& fault : v.faults) REQUIRE(fault.net == jig.profile.net_of(c)->name);
        ++tried;
      }
      // Above the bound it may be a wire to this jig: a PASS that says so in `not_tested`.
      for (const double f : ladder(kSeriesFound, 100e-6)) {
        const Verdict above = test(f);
        // A large one is still charged when its resistance is to be measured, or behind that: an error.
        CAPTURE(in_words(above));
        REQUIRE(above.outcome != Outcome::no_cable);
        if (above.outcome != Outcome::pass) continue;
        CHECK(std::ranges::count(above.not_tested, NotTestedCode::series_capacitance, &NotTested::code) == 1);
        bound.add(f);
        break;
      }
    }
  });
  MESSAGE(tried, " series capacitors, in ", watch.text(), "; may be a wire from ", bound.text());
  CHECK(bound.least > kSeriesFound);
}
