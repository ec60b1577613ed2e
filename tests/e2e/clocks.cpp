#include <doctest/doctest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "e2e/host_process.hpp"

// A computer whose clock goes wrong while a station works.
namespace e2e {
namespace {

constexpr const char* kOver = "\xE2\x9C";  // how ✔ and ✘ begin: a step is over
constexpr int kHour = 3600;

class ClockStation {
 public:
  ClockStation() : account_("headphone-bench"), bench("mega") { clock(0); }

  // Seconds by which the clock is ahead from now on.
  void clock(int seconds) const { std::ofstream(folder_.path() / "offset") << seconds << "\n"; }

  std::unique_ptr<Child> start(std::vector<std::string> words) const {
    auto variables = account_.variables(bench.shim() + ":" BUZZOUT_CLOCK_SHIM);
    variables["BUZZOUT_CLOCK_SHIM"] = (folder_.path() / "offset").string();
    words.insert(words.begin(), BUZZOUT_HOST);
    words.insert(words.end(), {"-p", bench.port()});
    return std::make_unique<Child>(words, variables);
  }
  std::unique_ptr<Child> go_on() const { return start({"batch", kCable, "--lot", "L1", "--serials", "K-{1}", "--resume"}); }

  void pass_gates(Child& host) {
    REQUIRE(host.take_through("Unplug everything"));
    host.type("\n");
    REQUIRE(host.take_through(kOver));
    for (const std::string socket : {"amp-4.4", "left", "right"}) {
      REQUIRE(host.take_through("into " + socket + ","));
      bench.plug("none,loop:" + socket);
      host.type("\n");
      REQUIRE(host.take_through(kOver));
      bench.command("unplug");
    }
    REQUIRE(host.take_through("Plug in the golden cable"));
    bench.plug(kCable);
    host.type("\n");
    REQUIRE(host.take_through("Plug in the red rabbit"));
    bench.plug("4.4-ts,open:amp.R1");
    host.type("\n");
    REQUIRE(host.take_through("red rabbit: FAIL"));
    bench.command("unplug");
  }

 private:
  TempFolder folder_;
  Account account_;

 public:
  mutable BenchProcess bench;
};

}  // namespace

TEST_SUITE("clocks") {
  TEST_CASE("a cable is judged under the gates of the moment, and not of the moment in which it was armed") {
    ClockStation s;
    auto host = s.start({"batch", kCable, "--lot", "L1", "--serials", "K-{1}"});
    s.pass_gates(*host);
    const auto ends_with_gates_asked = [&](int clock) {
      s.clock(clock);
      s.bench.plug(kCable);
      const Run run = finish(*host);
      CHECK(run.end.status == 2);
      CHECK(run.err.find("the gates were passed more than twelve hours ago, or the clock was set back since") != std::string::npos);
      CHECK(run.out.find("PASS  K") == std::string::npos);
      CHECK(s.bench.status("pass_lamp") == 0);
      s.clock(0);
      s.bench.command("unplug");
    };
    REQUIRE(host->take_through("Plug it in: "));  // in the evening
    ends_with_gates_asked(13 * kHour);

    // The attempt was written down at thirteen hours past: the clock that went back to noon is not believed.
    host = s.go_on();
    s.pass_gates(*host);
    REQUIRE(host->take_through("Plug it in: "));
    ends_with_gates_asked(-2 * kHour);

    host = s.go_on();
    REQUIRE(host->take_through("Plug it in: "));
    s.bench.plug("4.4-ts,unplug:right");
    REQUIRE(host->take_through("Waiting for right"));
    std::this_thread::sleep_for(milliseconds(600));
    s.bench.command("unplug");
    REQUIRE(host->take_through("the cable was taken out before it was judged"));
    REQUIRE(host->take_through("Plug it in: "));  // by itself, for the same number
    ends_with_gates_asked(13 * kHour);

    host = s.go_on();
    s.pass_gates(*host);
    REQUIRE(host->take_through("Plug it in: "));
    s.bench.plug(kCable);
    CHECK(host->take_through("PASS"));
    host->send_signal(SIGINT);
    CHECK(finish(*host).end.status == 130);
  }

  TEST_CASE("a clock that was set back is told in the test's record") {
    ClockStation s;
    s.bench.plug(kCable);
    const auto told = [&](int clock) {
      s.clock(clock);
      const auto host = s.start({"test", kCable, "--json"});
      const auto record = finish(*host).json();
      CHECK(record["outcome"] == "PASS");
      for (const auto& n : record["not_tested"])
        if (n["code"] == "clock-set-back") return n["text"].get<std::string>();
      return std::string();
    };
    CHECK(told(0).empty());
    CHECK(told(-30).empty());
    // What was written down after it was set back hides nothing.
    for (int i = 0; i < 2; ++i) CHECK(told(-3 * kHour - 300).find("3 hours after this test") != std::string::npos);
    CHECK(told(60).empty());
  }
}

}  // namespace e2e
