#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "bench/measure.hpp"
#include "catalog/catalog.hpp"
#include "core/error.hpp"
#include "e2e/bench_process.hpp"
#include "e2e/damaging_relay.hpp"
#include "jig/patience.hpp"
#include "jig/serial_channel.hpp"

// The shipped host library on libserialport against the shipped firmware, over a line that damages most
// exchanges. How many exchanges: BUZZOUT_DAMAGED_EXCHANGES for each board; else a sample.

namespace e2e {
namespace {

using buzzout::Damage;
using buzzout::Duration;
using buzzout::Outcome;
using buzzout::Patience;
using buzzout::Verdict;

constexpr std::uint64_t kSample = 600;

std::uint64_t wanted_exchanges() {
  const char* text = std::getenv("BUZZOUT_DAMAGED_EXCHANGES");
  return text == nullptr ? kSample : std::stoull(text);
}

// A host in a hurry: its clock runs so many times faster, so that waiting for what a bad line has
// swallowed takes less of the wall's time.
constexpr int kHurry = 5;

class HurriedClock : public buzzout::Clock {
 public:
  time_point now() override { return kHurry * clock_.now(); }
  void sleep(Duration d) override { clock_.sleep(d / kHurry); }

 private:
  buzzout::SteadyClock clock_;
};

// The serial port as that host sees it, with the witness of its deadlines.
class HurriedPort : public buzzout::ByteChannel {
 public:
  HurriedPort(DamagingRelay& relay, buzzout::Clock& clock)
      : relay_(relay), clock_(clock), port_(relay.port()) {}

  void write(std::string_view bytes) override {
    if (bytes.find_first_not_of('\n') != std::string_view::npos)  // else it only tells the jig that the rate has changed
      relay_.with_witness([&](auto& w) { w.asked(bytes, clock_.now()); });
    port_.write(bytes);
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override {
    // Rounded up: what is not a whole microsecond would be asked for over and over.
    const std::size_t n = port_.read(into, most, wait / kHurry + Duration{1});
    const auto now = clock_.now();
    relay_.with_witness([&](auto& w) {
      w.read({into, n});
      w.in_time(now);
    });
    return n;
  }
  std::string name() const override { return port_.name(); }
  void set_baud(unsigned baud) override { port_.set_baud(baud); }
  void discard_input() override { port_.discard_input(); }

 private:
  DamagingRelay& relay_;
  buzzout::Clock& clock_;
  buzzout::SerialChannel port_;
};

std::vector<Damage> kinds() {
  using enum Damage;
  // What costs the host no wait is the more frequent.
  std::vector<Damage> out;
  for (int n = 0; n < 8; ++n)
    out.insert(out.end(), {short_stall, old_session, old_line, second_host, same_number, typed});
  out.insert(out.end(), {flip, drop, duplicate, reorder, burst, digits, seal, marks, truncate, join, noise,
                         lost, good_rows, splice, swap_lines, long_stall, reset});
  return out;
}

struct Cable {
  std::string name;
  int share;
  Verdict undamaged{};
};

std::string in_words(const Verdict& v) {
  std::string out(to_string(v.outcome));
  if (v.problem) out += " " + v.problem->code;
  for (const auto& f : v.faults) {
    out += "; " + std::string(to_string(f.kind)) + " " + f.net + ":";
    for (const auto& c : f.contacts) out += " " + c.name();
  }
  return out;
}

void test_over_a_bad_line(const std::string& board) {
  using Clock = std::chrono::steady_clock;
  const buzzout::Catalog catalog({BUZZOUT_SOURCE_DIR});
  const auto profile = catalog.profile("4.4-ts");
  const auto fixture = catalog.fixture(fixture_of(board));
  const buzzout::FixtureMap map(profile, fixture);
  const buzzout::Job job{profile, fixture, map};
  std::vector<Cable> cables = {{"4.4-ts", 5},
                               {"none", 1},
                               {"4.4-ts,open:amp.T", 4},
                               {"4.4-ts,open:amp.R1", 4},
                               {"4.4-ts,open:right.S", 4},
                               {"4.4-ts,short:amp.R1:amp.R3", 1},
                               {"4.4-ts,swap:left.T:left.S", 1}};
  BenchProcess bench(board);
  std::mutex bench_mutex;
  const auto plug = [&](const std::string& cable) {
    const std::lock_guard lock(bench_mutex);
    bench.plug(cable);
  };
  HurriedClock clock;
  {
    buzzout::SteadyClock steady;
    DamagingRelay straight(bench.link(), {});
    buzzout::SerialChannel port(straight.port());
    buzzout::JigClient client(port, steady, 1);
    client.connect();
    for (auto& cable : cables) {
      plug(cable.name);
      cable.undamaged = test_cable(client, job, {}, 0);
    }
    REQUIRE(cables.front().undamaged.outcome == Outcome::pass);
  }
  std::vector<const Cable*> draw;
  for (const auto& cable : cables) draw.insert(draw.end(), static_cast<std::size_t>(cable.share), &cable);

  DamagingRelay relay(bench.link(), {kinds(), 0.9, 11, milliseconds(150), [&] {
                                       const std::lock_guard lock(bench_mutex);
                                       bench.command("reset");
                                     }});
  HurriedPort port(relay, clock);
  buzzout::Random random(5);
  std::map<std::string, unsigned> outcomes;
  std::unique_ptr<buzzout::JigClient> client;  // connected
  unsigned tests = 0;
  const auto wanted = wanted_exchanges();
  const auto begun = Clock::now();
  const auto taken = [&] { return std::chrono::duration<double>(Clock::now() - begun).count(); };
  while (relay.figures().damaged < wanted) {
    try {
      if (client == nullptr || random() % 16 == 0) {
        relay.new_session();
        relay.with_witness([&](auto& w) { w.begin_call(clock.now(), Patience::whole_connect()); });
        client.reset();
        auto next = std::make_unique<buzzout::JigClient>(port, clock, static_cast<std::uint32_t>(random()));
        const auto id = next->connect();
        client = std::move(next);
        CHECK(id.board == board);
        CHECK(id.number == kJigNumber);
      }
      const Cable& cable = *draw[random() % draw.size()];
      plug(cable.name);
      relay.good_cable_is_in(&cable == &cables.front());
      relay.with_witness([&](auto& w) { w.begin_call(clock.now(), std::nullopt); });
      ++tests;
      CAPTURE(cable.name);
      const Verdict v = test_cable(*client, job, {}, 0);
      const bool restarted = v.problem && v.problem->code == "jig-restarted";
      ++outcomes[restarted ? "jig-restarted" : std::string(to_string(v.outcome))];
      CHECK(restarted == relay.with_witness([](auto& w) { return w.boots().size() > 1; }));
      if (restarted) continue;
      CHECK(in_words(v) == in_words(cable.undamaged));
      CHECK(v.matrix == cable.undamaged.matrix);
    } catch (const buzzout::Error& e) {
      ++outcomes[e.code];
      const bool honest = e.code == "jig-no-answer" || e.code == "jig-wrong-firmware";
      CHECK_MESSAGE(honest, e.code << ": " << e.message);
      if (random() % 2 == 0) client.reset();  // or the same session goes on
    }
  }
  const auto figures = relay.figures();
  std::cout << board << ": " << figures.damaged << " of " << figures.exchanges << " exchanges damaged, "
            << tests << " tests:";
  for (const auto& [what, count] : outcomes) std::cout << " " << what << " " << count;
  std::cout << "; " << taken() << " s\n";
  relay.with_witness([&](auto& w) {
    std::cout << board << ": " << w.lines_accepted << " replies accepted; longest ask "
              << w.longest_ask.count() / 1000 << " ms, longest connect " << w.longest_call.count() / 1000
              << " ms\n";
    CHECK(w.false_replies == 0);
    CHECK(w.false_requests == 0);
    CHECK(w.repeated_requests == 0);
    // The machine's own delays count here, and kHurry times.
    const Duration slack = std::chrono::seconds(5);
    CHECK(w.longest_ask < Patience::whole_ask(Patience::hold(buzzout::kHoldMs)) + slack);
    CHECK(w.longest_call < Patience::whole_connect() + slack);
  });
  for (const Damage d : kinds()) {
    CAPTURE(std::string(to_string(d)));
    CHECK(figures.by_kind[static_cast<std::size_t>(d)] > 0);
  }
  CHECK(outcomes["PASS"] > 0);
  CHECK(outcomes["FAIL"] > 0);
  CHECK(outcomes["jig-no-answer"] * 4 < tests);
}

}  // namespace

TEST_SUITE("damaged-uno") {
  TEST_CASE("no false verdict over a line that damages nine exchanges in ten, on an Uno") {
    test_over_a_bad_line("uno");
  }
}

TEST_SUITE("damaged-mega") {
  TEST_CASE("no false verdict over a line that damages nine exchanges in ten, on a Mega") {
    test_over_a_bad_line("mega");
  }
}

}  // namespace e2e
