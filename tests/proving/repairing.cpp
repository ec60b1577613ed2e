#include "bench/bench_jig.hpp"
#include "proving/prove.hpp"
#include "proving/technician.hpp"

using namespace buzzout;

namespace {

struct Place {
  explicit Place(const std::string& name) : profile(shipped().profile(name)), fixture(shipped().fixture(uno_bench_for(name))), map(profile, fixture) {}
  Verdict judged(const Technician& t) const {
    const Job job{profile, fixture, map};
    return judge(job, ideal_evidence(job, t.matrix()), {}, kNow);
  }
  Profile profile;
  Fixture fixture;
  FixtureMap map;
};

// What one after the other of the repairs leads to: the first thing that a verdict offers and that there is to do.
enum class Ending { right, wrong_and_passed, stuck };
struct Way {
  Ending end = Ending::stuck;
  std::string told;
};
Way mend(const Place& place, Technician& t) {
  Way out;
  for (int round = 0; round < 6; ++round) {
    const Verdict v = place.judged(t);
    if (v.outcome == Outcome::pass) {
      out.end = t.is_right_by_its_marks() ? Ending::right : Ending::wrong_and_passed;
      if (out.end != Ending::right) CHECK(std::ranges::count(v.not_tested, NotTestedCode::exchanged_plugs, &NotTested::code) == 1);
      return out;
    }
    if (v.outcome != Outcome::fail) return out;
    bool done = false;
    for (std::size_t i = 0; i < v.diagnoses.size() && !done; ++i) {
      out.told += "\n" + std::to_string(round) + ": [" + to_string(v.diagnoses[i].code) + "] " + v.diagnoses[i].repair;
      done = t.repair(v.diagnoses[i]);
      REQUIRE_MESSAGE(t.not_understood().empty(), "nobody could do this: ", t.not_understood());
    }
    if (!done) return out;
  }
  return out;
}

bool is_single(MistakeKind kind) {
  return kind != MistakeKind::one_way && kind != MistakeKind::two_at_once;
}

}  // namespace

TEST_CASE("each repair, done as it says, ends in a PASS of a cable that is right by its marks") {
  unsigned tried = 0, hidden = 0;
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    const Place place(name);
    std::vector<PlugExchange> seats = plug_exchanges(place.profile);
    std::erase_if(seats, [&](const PlugExchange& x) { return place.profile.ends_are_alike(*x.one, *x.other); });
    for (const auto& mistake : mistakes_of(place.profile)) {
      if (!is_single(mistake.kind)) continue;
      for (std::size_t seat = 0; seat <= seats.size(); ++seat) {
        CAPTURE(mistake.edits);
        CAPTURE(seat);
        Technician t(place.profile, place.map);
        t.damage(mistake.edits);
        if (seat > 0) t.exchange_plugs(seats[seat - 1].one->name, seats[seat - 1].other->name);
        const Outcome first = place.judged(t).outcome;
        if (first == Outcome::no_cable) continue;
        // Crossed inside, and the plugs too: no test tells, a PASS says so, and no repair leads there.
        const bool hides = t.hides_wires();
        if (first == Outcome::pass) {
          CHECK((hides || t.is_right_by_its_marks()));
          continue;
        }
        const Way way = mend(place, t);
        CAPTURE(way.told);
        const bool untold = hides && way.end == Ending::wrong_and_passed;
        if (untold) ++hidden;
        else CHECK(way.end == Ending::right);
        ++tried;
      }
    }
  }
  MESSAGE(tried, " cables mended, ", hidden, " of them crossed inside and with their plugs exchanged, which a PASS says that it does not tell");
  CHECK(tried > 4000);
}

TEST_CASE("a jack that is not pushed home is pushed home before anybody solders") {
  unsigned tried = 0;
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    const Place place(name);
    for (const auto& end : place.profile.ends) {
      if (end.type.shape != Shape::phone) continue;
      CAPTURE(end.name);
      Technician t(place.profile, place.map);
      t.pull_out_by_half(end.name);
      const Verdict v = place.judged(t);
      if (v.outcome != Outcome::fail) continue;
      const Way way = mend(place, t);
      CAPTURE(way.told);
      CHECK(v.diagnoses.front().code == DiagnosisCode::half_in);
      CHECK(way.end == Ending::right);
      ++tried;
    }
  }
  MESSAGE(tried, " jacks");
  CHECK(tried > 50);
}
