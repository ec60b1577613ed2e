#include <doctest/doctest.h>

#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "bench/jig_owner.hpp"
#include "production/lot_bench.hpp"
#include "production/run_json.hpp"
#include "station/gates.hpp"

// A second face: no terminal, no line of host/cli. It passes the gates, runs a whole lot and stops it; another one
// looks on and sees the same.
namespace buzzout {
namespace {

using namespace std::chrono_literals;

// What a page in a browser would do with a prompt, done by a script that has hands.
class Hands {
 public:
  explicit Hands(LotBench& bench) : bench_(bench) {}

  Prompts::Wait wait() {
    return [this](const Prompt& p) {
      prompts.push_back(p);
      bench_.plug(cable_for(p));
      if (!p.options.empty()) CHECK(desk->answer(p.id, kDone));
    };
  }

  std::vector<Prompt> prompts;
  Prompts* desk = nullptr;
  std::string golden = "good", rabbit = "open:left.T";

 private:
  std::string cable_for(const Prompt& p) const {
    switch (p.kind) {
      case Prompt::Kind::unplug_everything:
      case Prompt::Kind::take_out:
        return "none";
      case Prompt::Kind::loop_back:
        return "none,loop:" + p.socket->name;
      case Prompt::Kind::golden_cable:
        return golden;
      case Prompt::Kind::red_rabbit:
        return rabbit;
      default:
        break;
    }
    return "none";
  }

  LotBench& bench_;
};

class GateNotes : public GateObserver {
 public:
  void begins() override { told.push_back("begins"); }
  void step(const SelfTestStep& s) override { told.push_back((s.socket.empty() ? "empty" : s.socket) + (s.proved() ? " proved" : " not proved")); }
  void tested(const TestRecord& r, bool passed) override {
    told.push_back(std::string(to_string(r.purpose)) + (passed ? " passed" : " not passed"));
  }
  void over() override { told.push_back("over"); }
  std::vector<std::string> told;
};

Shift pass(LotBench& bench, Hands& hands, GateNotes& notes) {
  Prompts prompts(hands.wait());
  hands.desk = &prompts;
  return pass_gates(*bench.tester, *bench.log, prompts, notes, bench.log->shift());
}

TEST_CASE("a second face passes the gates and runs a whole lot, and a third one sees the same") {
  LotBench bench;
  Hands hands(bench);
  GateNotes gates;
  bench.shift = pass(bench, hands, gates);
  CHECK(missing_gates(bench.shift).empty());
  CHECK(gates.told == std::vector<std::string>{"begins", "empty proved", "amp-4.4 proved", "left proved", "right proved",
                                               "golden passed", "red-rabbit passed", "over"});
  bench.plug("none");
  Notebook other;
  RunRules rules;
  rules.stop_after = 2;
  LotRun& run = bench.begin(rules, 5);
  run.add(other);
  bench.test("K7-1", "good");
  run.scanned("K7-1");  // the same cable again
  CHECK(run.snapshot()->notice.action == Action{ActionCode::allow_retests});
  bench.look(1);
  run.scanned("K7-2");  // its plug is pushed in by and by
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("unplug:right");
  bench.look(200);
  CHECK(run.snapshot()->missing_ends == std::vector<std::string>{"right"});
  bench.plug("good");
  REQUIRE(bench.look_until(Phase::verdict));
  bench.plug("none");
  REQUIRE(bench.look_until(Phase::serial));
  bench.test("K7-3", "swap:left.T:left.S");
  bench.test("K7-3", "good");  // mended
  bench.test("K7-4", "open:amp.T");
  run.scanned("K7-5");
  REQUIRE(bench.look_until(Phase::armed));
  bench.plug("open:amp.T");
  REQUIRE(bench.look_until(Phase::verdict));
  bench.plug("none");
  CHECK(bench.look(200) == RunEnd::stopped);
  CHECK(bench.notes.told == std::vector<std::string>{"K7-1 PASS", "K7-2 PASS", "K7-3 FAIL", "K7-3 PASS", "K7-4 FAIL", "K7-5 FAIL"});
  CHECK(bench.notes.told == other.told);
  CHECK(bench.notes.seen == other.seen);  // the very same snapshots
  CHECK(bench.notes.signals == other.signals);
  // tests/schemas holds them against docs/schemas/run.schema.json.
  std::ofstream written(BUZZOUT_BINARY_DIR "/run-snapshots.jsonl");
  for (const Seen& s : bench.notes.seen) written << to_json(*s).dump() << "\n";
  // The gates were closed by the stop.
  CHECK_FALSE(missing_gates(bench.log->shift()).empty());
}

// What a face with a thread of its own knows: the newest snapshot.
class Window : public RunObserver {
 public:
  void see(const Seen& s) override {
    {
      const std::lock_guard lock(mutex_);
      newest_ = s;
    }
    changed_.notify_all();
  }
  void judged(const Seen& s) override { see(s); }

  bool waits_for(Phase phase) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return newest_ != nullptr && newest_->phase == phase; });
  }
  Seen newest() {
    const std::lock_guard lock(mutex_);
    return newest_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Seen newest_;
};

TEST_CASE("faces on threads of their own run a lot by what they post to the thread that owns the jig") {
  LotBench bench;
  bench.plug("none");
  LotRun& run = bench.begin({}, 2);
  Window operator_page, manager_page;
  run.add(operator_page);
  run.add(manager_page);
  JigOwner owner;
  auto over = owner.work(0, [&]() -> std::optional<std::chrono::milliseconds> {
    return bench.look(1) ? std::nullopt : std::optional(0ms);
  });
  std::thread scanner([&] {
    for (const char* serial : {"K7-1", "K7-2"}) {
      CHECK(operator_page.waits_for(Phase::serial));
      owner.post(0, [&run, serial] { run.scanned(serial); }).get();
      CHECK(operator_page.waits_for(Phase::verdict));
      CHECK(operator_page.newest()->serial == serial);
      owner.post(0, [&] { bench.plug("none"); }).get();
    }
  });
  std::thread hands([&] {
    for (int cable = 0; cable < 2; ++cable) {
      CHECK(manager_page.waits_for(Phase::armed));
      owner.post(0, [&] { bench.plug("good"); }).get();
      CHECK(manager_page.waits_for(Phase::verdict));
    }
  });
  scanner.join();
  hands.join();
  over.get();
  CHECK(bench.notes.told == std::vector<std::string>{"K7-1 PASS", "K7-2 PASS"});
  CHECK(operator_page.newest() == manager_page.newest());
}

TEST_CASE("every prompt has an id of its own, and a picture where something goes into a socket") {
  LotBench bench;
  Hands hands(bench);
  GateNotes gates;
  pass(bench, hands, gates);
  std::map<std::uint64_t, Prompt::Kind> by_id;
  for (const Prompt& p : hands.prompts) {
    CHECK((!by_id.contains(p.id) || by_id.at(p.id) == p.kind));
    by_id[p.id] = p.kind;
    CHECK((p.kind == Prompt::Kind::loop_back) == p.socket.has_value());
    CHECK(p.text.ends_with('.'));
  }
  CHECK(by_id.size() >= 4);
}

TEST_CASE("a golden cable that fails and a rabbit that passes close the station") {
  for (const bool golden : {true, false}) {
    LotBench bench;
    Hands hands(bench);
    (golden ? hands.golden : hands.rabbit) = golden ? "open:left.T" : "good";
    GateNotes gates;
    CHECK_THROWS_WITH_AS(pass(bench, hands, gates),
                         doctest::Contains(golden ? "the golden cable did not pass" : "the red rabbit was not caught"), Error);
    CHECK_FALSE(missing_gates(bench.log->shift()).empty());
  }
}

TEST_CASE("who has no loop-back plug does not pass that gate") {
  LotBench bench;
  GateNotes gates;
  Prompts* desk = nullptr;
  Prompts prompts([&](const Prompt& p) {
    bench.plug("none");
    if (!p.options.empty()) desk->answer(p.id, p.kind == Prompt::Kind::loop_back ? kSkip : kDone);
  });
  desk = &prompts;
  CHECK_THROWS_WITH_AS(pass_gates(*bench.tester, *bench.log, prompts, gates, {}), doctest::Contains("it was skipped"), Error);
}

TEST_CASE("who gives up passes no gate, and no prompt stays open") {
  LotBench bench;
  GateNotes gates;
  Prompts* desk = nullptr;
  Prompts prompts([&](const Prompt&) { desk->abandon(); });
  desk = &prompts;
  CHECK_THROWS_AS(pass_gates(*bench.tester, *bench.log, prompts, gates, {}), Error);
  CHECK_FALSE(prompts.open());
}

TEST_CASE("gates that were passed are not asked for again until they are too old") {
  LotBench bench;
  Hands hands(bench);
  GateNotes first, second, third;
  pass(bench, hands, first);
  pass(bench, hands, second);
  CHECK(second.told.empty());
  bench.wall += 13 * 3600;
  pass(bench, hands, third);
  CHECK(third.told == first.told);
}

TEST_CASE("armed in the evening, a cable does not pass in the morning under yesterday's gates") {
  LotBench bench;
  Hands hands(bench);
  GateNotes gates;
  bench.shift = pass(bench, hands, gates);
  bench.plug("none");
  LotRun& run = bench.begin();
  run.scanned("K7-1");
  REQUIRE(bench.look_until(Phase::armed));
  bench.wall += 13 * 3600;
  bench.plug("good");
  CHECK_THROWS_WITH_AS(bench.look(700), doctest::Contains("more than twelve hours ago"), Error);
  CHECK(bench.kept("K7-1", Outcome::pass) == 0);
  CHECK(bench.kept("K7-1", Outcome::aborted) == 1);
}

}  // namespace
}  // namespace buzzout
