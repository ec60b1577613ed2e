// The milliohm add-on end to end on simulated jigs: what it finds, and that it lets nothing pass when it is not what it is
// taken for.
#include <cmath>
#include <functional>

#include "bench/bench_jig.hpp"
#include "bench/measure_ohms.hpp"

using namespace buzzout;

namespace {

Fixture with_addon(const std::string& name) {
  Fixture f = shipped().fixture(name);
  for (Point p = 0; p < 16; ++p) f.taps[p] = p;
  return f;
}

// A channel that counts what passes, and may meddle with the jig before it hears a request.
class Tap : public ByteChannel {
 public:
  explicit Tap(ByteChannel& to) : to_(to) {}

  std::function<void(std::string_view request)> meddle = [](std::string_view) {};
  std::size_t bytes = 0, longest_read = 0;

  void write(std::string_view out) override {
    bytes += out.size();
    meddle(out);
    to_.write(out);
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    const std::size_t n = to_.read(into, most, wait);
    bytes += n;
    longest_read = std::max(longest_read, n);
    return n;
  }
  std::string name() const override { return to_.name(); }
  bool simulated() const override { return true; }
  void discard_input() override { to_.discard_input(); }

 private:
  ByteChannel& to_;
};

struct AddonJig : BenchJig {
  explicit AddonJig(const std::string& fixture_name, const std::string& profile_name = "4.4-ts", double limit = 0.2)
      : BenchJig(shipped().profile(profile_name), with_addon(fixture_name), {}) {
    profile.continuity.ohm = limit;
    client.connect();
  }

  // Calibrated by a link lead without contacts.
  OhmTask task() {
    OhmTask out = ohm_task(client.identity(), job);
    Calibration c;
    c.method = OhmMethod::milliohm;
    for (const auto& path : out.paths) c.zeros.push_back(Calibration::between(path.from, path.to, 0, 5));
    out.calibration = c;
    return out;
  }
  MilliohmAddon& addon() { return *bench.addon(); }
  Verdict measured(const std::string& cable) {
    plug(cable);
    return test_cable(client, job, proofs, kNow, {}, task());
  }
  // What is wrong begins with the n-th request to the add-on.
  void from_request(unsigned n, const std::function<void()>& fault) {
    tap.meddle = [n, fault, heard = 0U](std::string_view request) mutable {
      if (request.find("MEAS:RAW:MILL?") != std::string_view::npos && heard++ == n) fault();
    };
  }

  Tap tap{channel};
  JigClient client{tap, clock, 7000};
};

const std::vector<std::string> kBoards = {"headphone-bench-uno", "headphone-bench"};
const char* const kBad = "ohms:left.S:0.3";

bool is_addon_error(const Verdict& v) { return v.outcome == Outcome::error && v.problem && v.problem->code == "jig-addon"; }

// Neither cable passes, and the good one is an error.
void check_told(AddonJig& jig) {
  const Verdict good = jig.measured("good");
  CAPTURE(in_words(good));
  CHECK(is_addon_error(good));
  CHECK(jig.measured(kBad).outcome != Outcome::pass);
}

}  // namespace

TEST_CASE("with the milliohm add-on a good cable passes, and a joint of 0.3 Ω over a limit of 0.2 Ω is found") {
  for (const auto& fixture : kBoards) {
    CAPTURE(fixture);
    AddonJig jig(fixture);
    const Verdict good = jig.measured("good");
    CAPTURE(in_words(good));
    CHECK(good.outcome == Outcome::pass);
    CHECK(good.coverage == Coverage::continuity_and_ohms);
    REQUIRE(good.resistances.size() == 4);
    for (const auto& r : good.resistances) CHECK(std::abs(r.ohm - 0.1) < 0.01);
    const Verdict bad = jig.measured(kBad);
    CAPTURE(in_words(bad));
    CHECK(bad.outcome == Outcome::fail);
    CHECK(in_words(bad).find("high-resistance L-:") != std::string::npos);
    CHECK(bad.faults.size() == 1);
    CHECK(jig.measured("open:left.S").outcome == Outcome::fail);
    jig.check_conduct();
  }
}

TEST_CASE("the add-on's wide range takes over where the fine one ends, up to 600 Ω") {
  for (const auto& fixture : kBoards)
    for (const double ohm : {1.0, 20.0, 45.0, 60.0, 100.0, 300.0, 600.0}) {
      CAPTURE(ohm);
      AddonJig jig(fixture, "4.4-ts", 9000);
      jig.plug("ohms:left.S:" + std::to_string(ohm));
      const OhmTask task = jig.task();
      const OhmEvidence e = OhmMeasurement(jig.client, task).measure();
      REQUIRE_FALSE(e.problem);
      const double most = std::ranges::max_element(e.paths, {}, &PathOhms::ohm)->ohm;
      CHECK(most == doctest::Approx(ohm + 0.05).epsilon(0.005));
    }
}

TEST_CASE("a cable of 4.4 mm is measured in less than 100 ms, its time on the wire included") {
  for (const auto& fixture : kBoards) {
    AddonJig jig(fixture);
    jig.plug("good");
    const OhmTask task = jig.task();
    const auto began = jig.clock.now();
    jig.tap.bytes = 0;
    REQUIRE_FALSE(OhmMeasurement(jig.client, task).measure().problem);
    const double ms = static_cast<double>((jig.clock.now() - began).count()) / 1e3 + static_cast<double>(jig.tap.bytes) * 10e-3;
    MESSAGE(fixture << ": " << ms << " ms, " << jig.tap.bytes << " bytes, of them " << jig.tap.longest_read << " at most in a reply");
    CHECK(ms < 100);
    CHECK(jig.tap.longest_read <= 128);
  }
}

TEST_CASE("an add-on that stops answering at any moment gives an error, and none passes by it") {
  for (const auto& fixture : kBoards)
    for (unsigned left = 0; left < 160; left += left < 32 ? 1 : 9) {  // one path takes 29 transfers
      CAPTURE(left);
      AddonJig jig(fixture);
      jig.addon().answers_left = left;
      const Verdict v = jig.measured("good");
      if (!jig.addon().answers_left || *jig.addon().answers_left > 0) {
        CHECK(v.outcome == Outcome::pass);
        CHECK(left > 100);
        break;
      }
      CAPTURE(in_words(v));
      // With the last transfer it parks.
      CHECK((is_addon_error(v) || v.outcome == Outcome::pass));
      if (v.outcome == Outcome::pass) CHECK(left > 100);
      AddonJig again(fixture);
      again.addon().answers_left = left;
      CHECK(again.measured(kBad).outcome != Outcome::pass);
    }
}

TEST_CASE("an add-on that the fixture has and the jig did not find is an error") {
  for (const auto& fixture : kBoards) {
    AddonJig jig(fixture);
    jig.addon().answers_left = 0;
    SimulatedChannel other("sim:", *find_board(jig.fixture.board), jig.bench, jig.clock);
    JigClient client(other, jig.clock, 9000);
    client.connect();
    CHECK(client.identity().addon == 0);
    jig.plug("good");
    CHECK(is_addon_error(test_cable(client, jig.job, jig.proofs, kNow, {}, ohm_task(client.identity(), jig.job))));
  }
}

TEST_CASE("an add-on that returns its last value, from whichever request on, is told") {
  for (const auto& fixture : kBoards)
    for (unsigned n = 0; n < 5; ++n) {
      CAPTURE(n);
      for (const char* cable : {"good", kBad}) {
        AddonJig jig(fixture);
        jig.from_request(n, [&] { jig.addon().converter().frozen = true; });
        CHECK(is_addon_error(jig.measured(cable)));
      }
    }
}

TEST_CASE("a multiplexer that is stuck on any channel is told") {
  for (const auto& fixture : kBoards)
    for (const unsigned multiplexer : {0U, 1U})
      for (unsigned channel = 0; channel < 16; ++channel) {
        CAPTURE(multiplexer);
        CAPTURE(channel);
        AddonJig jig(fixture);
        jig.addon().stuck.at(multiplexer) = channel;
        check_told(jig);
      }
}

TEST_CASE("a select line that is held low, or both multiplexers stuck, is told") {
  for (unsigned bit = 0; bit < 8; ++bit) {
    CAPTURE(bit);
    AddonJig jig("headphone-bench-uno");
    jig.addon().expander().grounded = static_cast<std::uint8_t>(1U << bit);
    CHECK(jig.measured(kBad).outcome != Outcome::pass);
  }
  for (unsigned channel = 0; channel < 16; ++channel) {
    CAPTURE(channel);
    AddonJig jig("headphone-bench-uno");
    jig.addon().stuck = {channel, channel};
    check_told(jig);
  }
}

TEST_CASE("a converter that measures in another range than it was told is told") {
  for (const auto& fixture : kBoards)
    for (unsigned pga = 0; pga < 6; ++pga) {
      CAPTURE(pga);
      AddonJig jig(fixture);
      jig.addon().converter().stuck_range = pga;
      check_told(jig);
    }
}

TEST_CASE("exchanged commons are told") {
  for (const auto& fixture : kBoards) {
    AddonJig jig(fixture);
    jig.addon().swapped_commons = true;
    check_told(jig);
  }
}

TEST_CASE("two exchanged taps are told where they are in different nets, and let no bad joint of one net pass") {
  AddonJig jig("headphone-bench-uno");
  for (unsigned a = 0; a < 9; ++a)
    for (unsigned b = a + 1; b < 9; ++b) {
      CAPTURE(a);
      CAPTURE(b);
      jig.addon().swapped_taps = {a, b};
      CHECK(jig.measured(kBad).outcome != Outcome::pass);
    }
}

TEST_CASE("in a net of three contacts a stuck multiplexer or exchanged taps hide no joint") {
  // The ground of a cable that shares it: its third contact sees the star from where no current flows.
  for (const auto& name : shipped_profiles()) {
    const Profile p = shipped().profile(name);
    const auto shared = std::ranges::find_if(p.nets, [](const Net& n) { return n.contacts.size() == 3; });
    if (shared == p.nets.end() || !fits(name, "headphone-bench-uno")) continue;
    CAPTURE(name);
    AddonJig jig("headphone-bench-uno", name);
    REQUIRE(jig.measured("good").outcome == Outcome::pass);
    std::vector<unsigned> channels;
    for (const auto& c : shared->contacts) channels.push_back(lowest(jig.map.points_of(c)));
    for (const auto& c : shared->contacts) {
      const std::string bad = "ohms:" + c.name() + ":0.3";
      REQUIRE(jig.measured(bad).outcome == Outcome::fail);
      for (const unsigned multiplexer : {0U, 1U})
        for (const unsigned channel : channels) {
          jig.addon().stuck.at(multiplexer) = channel;
          CHECK(jig.measured(bad).outcome != Outcome::pass);
          jig.addon().stuck.at(multiplexer).reset();
        }
      for (unsigned i = 0; i < 3; ++i) {
        jig.addon().swapped_taps = {channels[i], channels[(i + 1) % 3]};
        CHECK(jig.measured(bad).outcome != Outcome::pass);
      }
      jig.addon().swapped_taps.reset();
    }
    return;
  }
  FAIL("no such profile");
}

TEST_CASE("a reference that is wrong by a quarter is told; by less it cancels, for what is measured is a ratio") {
  for (const auto& fixture : kBoards) {
    for (const double factor : {0.5, 0.75, 1.3, 2.0}) {
      CAPTURE(factor);
      AddonJig jig(fixture);
      jig.addon().converter().reference_factor = factor;
      check_told(jig);
    }
    for (const double factor : {0.93, 1.07}) {
      CAPTURE(factor);
      AddonJig jig(fixture);
      jig.addon().converter().reference_factor = factor;
      CHECK(jig.measured("good").outcome == Outcome::pass);
      CHECK(jig.measured(kBad).outcome == Outcome::fail);
    }
  }
}

TEST_CASE("a cable that is powered, or that holds a charge, gives no PASS through the add-on") {
  for (const auto& fixture : kBoards) {
    AddonJig powered(fixture);
    bool done = false;
    powered.tap.meddle = [&](std::string_view request) {
      if (done || request.find("MEAS:RAW:MILL?") == std::string_view::npos) return;
      done = true;
      powered.bench.plug(parse_cable_edits(kBad), {LivePart{0, {}, 5, {}}});
    };
    CHECK(powered.measured(kBad).outcome == Outcome::error);
  }
}
