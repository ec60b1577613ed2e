// A jig that is exchanged behind its open port, before any request.
#include <optional>

#include "bench/self_test.hpp"
#include "bench/trace.hpp"
#include "bench_jig.hpp"

using namespace buzzout;

namespace {

constexpr std::uint32_t kNumber = 4711;

// The port of two jigs in the same fixture; the second one takes the first one's place.
class SharedPort : public ByteChannel {
 public:
  SharedPort(const Board& board, Workbench& bench, ManualClock& clock, std::uint16_t second_boot)
      : jigs_{{"sim:", board, bench, clock, 0x51A0}, {"sim:", board, bench, clock, second_boot}} {}

  // Before the request that comes after `requests` more; none: never.
  void exchange_after(std::optional<int> requests) {
    left_ = requests;
    asked_ = 0;
  }
  bool is_exchanged() const { return second_; }
  int asked() const { return asked_; }
  SimulatedChannel& jig(int n) { return jigs_[n]; }

  void write(std::string_view bytes) override {
    if (left_ && (*left_)-- == 0) second_ = true;
    ++asked_;
    now().write(bytes);
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override { return now().read(into, most, wait); }
  std::string name() const override { return "/dev/ttyUSB0"; }
  void discard_input() override { now().discard_input(); }

 private:
  SimulatedChannel& now() { return jigs_[second_ ? 1 : 0]; }

  SimulatedChannel jigs_[2];
  std::optional<int> left_;
  int asked_ = 0;
  bool second_ = false;
};

struct SharedBench {
  explicit SharedBench(std::uint16_t second_boot)
      : fixture(shipped().fixture("headphone-bench-uno")),
        profile(shipped().profile("4.4-ts")),
        map(profile, fixture),
        job{profile, fixture, map},
        bench(*find_board("uno"), fixture, &profile, {}, [](const std::string& name) { return shipped().profile(name); }),
        port(*find_board("uno"), bench, clock, second_boot),
        jig(port, clock, 1000) {
    for (int n = 0; n < 2; ++n) {
      JigClient owner(port.jig(n), clock, 7);
      owner.connect();
      owner.give_number(kNumber + static_cast<std::uint32_t>(n));
    }
    jig.connect();
  }
  void plug(const std::string& cable) {
    bench.plug(parse_cable_edits(cable));
    bench.advance(0.1);
  }

  Fixture fixture;
  Profile profile;
  FixtureMap map;
  Job job;
  Workbench bench;
  ManualClock clock;
  SharedPort port;
  JigClient jig;
  FixtureEvidence proofs;
};

// Does the work with an exchange before each of its requests, and once with none; checks that nobody but the first jig
// did it. `work` throws what it throws.
template <class Work>
int with_every_exchange(Work work) {
  int requests = 0;
  for (const int boot : {0x51A0, 0x0C0C}) {
    SharedBench unhurt(static_cast<std::uint16_t>(boot));
    unhurt.port.exchange_after({});
    work(unhurt);
    requests = unhurt.port.asked();
    for (int n = 0; n < requests; ++n) {
      CAPTURE(boot);
      CAPTURE(n);
      SharedBench x(static_cast<std::uint16_t>(boot));
      x.port.exchange_after(n);
      try {
        work(x);
        FAIL_CHECK("nobody noticed");
      } catch (const Error& e) {
        CHECK(e.code == "jig-exchanged");
      }
    }
  }
  return requests;
}

// Whether the second proofs say more than the first ones.
bool says_more(const FixtureEvidence& before, const FixtureEvidence& now) {
  return (now.empty_seen && !before.empty_seen) || now.connected.size() > before.connected.size() || (now.traced && !before.traced) ||
         now.found > before.found || now.misrouted.size() < before.misrouted.size();
}

class Plugs : public SelfTestOperator {
 public:
  explicit Plugs(SharedBench& x) : x_(x) {}
  void unplug_everything() override { x_.plug("none"); }
  bool plug_loop_back(const Socket& s, const std::vector<std::string>&) override {
    x_.plug("none,loop:" + s.name);
    return true;
  }
  void still_in() override { x_.plug("none"); }
  void remember(const FixtureEvidence& p) override {
    if (x_.port.is_exchanged()) CHECK_FALSE(says_more(last_, p));
    last_ = p;
  }

 private:
  SharedBench& x_;
  FixtureEvidence last_;
};

class Lead : public TraceObserver {
 public:
  explicit Lead(SharedBench& x) : x_(x) {}
  void touch(const Contact& c, Point) override { x_.plug("none,touch:" + c.name()); }
  bool keep_waiting(PointSet) override { return true; }
  void answered(const TraceStep&) override { x_.plug("none"); }
  void remember(const FixtureEvidence& p) override {
    if (x_.port.is_exchanged()) CHECK_FALSE(says_more(last_, p));
    last_ = p;
  }

 private:
  SharedBench& x_;
  FixtureEvidence last_;
};

}  // namespace

TEST_CASE("a jig that is exchanged before any request of a test judges nothing under the other one's proofs") {
  const int requests = with_every_exchange([](SharedBench& x) {
    x.plug("good");
    const Verdict v = test_cable(x.jig, x.job, x.proofs, kNow);
    if (v.outcome != Outcome::pass) throw Error("jig-exchanged", "no verdict: " + in_words(v));  // or scans of two boots
  });
  CHECK(requests > 18);
}

TEST_CASE("a jig that is exchanged before any request of a self-test proves nothing for the other one") {
  const int requests = with_every_exchange([](SharedBench& x) {
    Plugs person(x);
    const SelfTestResult r = self_test_fixture(x.jig, x.fixture, person, x.proofs, kNow);
    if (!r.proved_all()) throw Error("jig-exchanged", "not proved");
  });
  CHECK(requests > 50);
}

TEST_CASE("a jig that is exchanged before any request of a trace proves nothing for the other one") {
  const int requests = with_every_exchange([](SharedBench& x) {
    Lead lead(x);
    trace_fixture(x.jig, x.fixture, {}, x.clock, lead, x.proofs);
  });
  CHECK(requests > 50);
}
