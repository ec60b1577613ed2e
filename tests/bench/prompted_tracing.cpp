#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "bench/prompted_trace.hpp"
#include "bench/scripted_person.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

using Kind = Prompt::Kind;

// A jig whose sockets a person touches with a lead as the prompts say.
class TracedBench {
 public:
  explicit TracedBench(const std::string& wiring = "none")
      : session(catalog_, Config{}, {"sim:" + wiring, "cup-3.5-bench-uno", nullptr, {}}), memory(places(), session) {
    session.leave_plugging();
    for (const auto& s : session.fixture().sockets)
      for (const auto& [pin, point] : s.wires) contacts.push_back(s.name + "." + pin);
    person.only_hands = true;
    person.hands = [this](const Prompt& p) { plug(p.kind == Kind::touch_contact ? "none,touch:" + touched(p) : "none"); };
  }
  ~TracedBench() { std::filesystem::remove_all(folder_); }

  static std::string touched(const Prompt& p) { return p.socket->name + "." + p.pin; }
  void plug(const std::string& cable) { session.workbench()->plug(parse_cable_edits(cable)); }

  std::vector<TraceStep> trace() { return trace(person.prompts); }
  std::vector<TraceStep> trace(Prompts& prompts) {
    FixtureEvidence proofs = memory.load();
    PromptedTrace tracer(session, memory, prompts, [this](const TraceStep& s) { told.push_back(s.contact.name()); });
    return trace_fixture(session.jig(), session.fixture(), {}, session.clock(), tracer, proofs);
  }

  std::vector<std::string> asked(Kind kind) const {
    std::vector<std::string> out;
    for (const Prompt& p : person.seen)
      if (p.kind == kind) out.push_back(p.socket ? touched(p) : p.text);
    return out;
  }

 private:
  const Places& places() {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-trace-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    places_ = {{BUZZOUT_SOURCE_DIR}, "", folder_ / "config.yaml", folder_ / "data"};
    return places_;
  }

  Catalog catalog_{{BUZZOUT_SOURCE_DIR}};
  std::filesystem::path folder_;
  Places places_;

 public:
  JigSession session;
  SessionProofs memory;
  ScriptedPerson person;
  std::vector<std::string> contacts, told;
};

TEST_CASE("each contact is asked for by itself and ends when the jig sees the lead on it") {
  TracedBench bench;
  const auto steps = bench.trace();
  CHECK(steps.size() == bench.contacts.size());
  CHECK(std::ranges::all_of(steps, &TraceStep::good));
  CHECK(bench.asked(Kind::touch_contact) == bench.contacts);
  CHECK(bench.told == bench.contacts);
  CHECK(bench.asked(Kind::lift_lead).size() == bench.contacts.size());
  CHECK(bench.person.seen.front().text == "Touch " + bench.contacts.front() + ".");
  CHECK(bench.memory.load().traced);
  CHECK_FALSE(bench.person.prompts.open());
}

TEST_CASE("two exchanged wires are named as a pair") {
  TracedBench bench("none,exchange:left.T:left.S");
  const auto steps = bench.trace();
  const auto exchanged = exchanged_contacts(steps);
  REQUIRE(exchanged.size() == 1);
  CHECK(exchanged[0].first.name() == "left.T");
  CHECK(exchanged[0].second.name() == "left.S");
  CHECK(bench.memory.load().misrouted.size() == 2);
}

TEST_CASE("a contact that is skipped is not seen, and a skip that comes late skips nothing") {
  TracedBench bench;
  const std::string skipped = bench.contacts.at(1);
  std::uint64_t late = 0;
  bench.person.hands = [&](const Prompt& p) {
    if (p.kind == Kind::touch_contact && TracedBench::touched(p) == skipped) {
      CHECK_FALSE(bench.person.prompts.answer(p.id, kDone));
      CHECK(bench.person.prompts.answer(p.id, kSkip));
      CHECK_FALSE(bench.person.prompts.answer(p.id, kSkip));
      late = p.id;
      return;
    }
    if (late != 0) CHECK_FALSE(bench.person.prompts.answer(late, kSkip));
    bench.plug(p.kind == Kind::touch_contact ? "none,touch:" + TracedBench::touched(p) : "none");
  };
  const auto steps = bench.trace();
  for (const auto& s : steps) CHECK(s.answered.has_value() == (s.contact.name() != skipped));
  CHECK_FALSE(bench.memory.load().traced);
}

TEST_CASE("a lead on two contacts at once is warned of until it is on one") {
  TracedBench bench;
  std::vector<std::string> cares;
  bench.person.prompts.watch([&](const std::optional<Prompt>& p) {
    if (p && p->kind == Kind::touch_contact && TracedBench::touched(*p) == "left.T") cares.push_back(p->care);
  });
  int polls = 0;
  bench.person.hands = [&](const Prompt& p) {
    if (p.kind != Kind::touch_contact) return bench.plug("none");
    const std::string contact = TracedBench::touched(p);
    const bool clumsy = contact == "left.T" && ++polls < 4;
    bench.plug("none,touch:" + contact + (clumsy ? ",touch:left.S" : ""));
  };
  CHECK(std::ranges::all_of(bench.trace(), &TraceStep::good));
  CHECK(cares.size() >= 2);
  CHECK(cares.at(0) == "");
  CHECK(cares.at(1) == "Several points answer: touch one contact only.");
}

TEST_CASE("a lead that stays is asked to be taken away, and may be left there") {
  TracedBench bench;
  const std::string stays = bench.contacts.at(0);
  bench.person.hands = [&](const Prompt& p) {
    if (p.kind == Kind::touch_contact) return bench.plug("none,touch:" + TracedBench::touched(p));
    if (bench.told.back() == stays)
      bench.person.prompts.answer(p.id, kSkip);
    else
      bench.plug("none");
  };
  CHECK(bench.trace().size() == bench.contacts.size());
}

TEST_CASE("who gives up a trace leaves no prompt, and the fixture is not traced") {
  TracedBench bench;
  bench.trace();
  REQUIRE(bench.memory.load().traced);
  bench.person.hands = [&](const Prompt& p) {
    if (p.kind == Kind::touch_contact && TracedBench::touched(p) == bench.contacts.at(2)) return bench.person.prompts.abandon();
    bench.plug(p.kind == Kind::touch_contact ? "none,touch:" + TracedBench::touched(p) : "none");
  };
  CHECK_THROWS_AS(bench.trace(), Error);
  CHECK_FALSE(bench.person.prompts.open());
  CHECK_FALSE(bench.memory.load().traced);
}

TEST_CASE("a simulated jig that plugs by itself asks nobody") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  TracedBench other;  // for its memory
  JigSession session(catalog, Config{}, {"sim:none,cut:left.S", "cup-3.5-bench-uno", nullptr, {}});
  Prompts prompts([](const Prompt&) { FAIL("somebody was asked"); });
  FixtureEvidence proofs;
  PromptedTrace tracer(session, other.memory, prompts, [](const TraceStep&) {});
  const auto steps = trace_fixture(session.jig(), session.fixture(), {}, session.clock(), tracer, proofs);
  for (const auto& s : steps) CHECK(s.good() == (s.contact.name() != "left.S"));
}

TEST_CASE("two faces skip contacts, each once") {
  TracedBench bench;
  Prompts prompts;
  std::atomic<bool> over{false};
  std::atomic<int> counted{0};
  const auto face = [&] {
    while (!over) {
      if (const auto p = prompts.open()) counted += prompts.answer(p->id, kSkip);
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  };
  std::thread one(face), other(face);
  const auto steps = bench.trace(prompts);
  over = true;
  one.join();
  other.join();
  CHECK(counted.load() == static_cast<int>(steps.size()));
  CHECK(std::ranges::none_of(steps, [](const TraceStep& s) { return s.answered.has_value(); }));
}

TEST_CASE("a lead comes from a point that the jig has and no socket uses") {
  const Fixture fixture = Catalog({BUZZOUT_SOURCE_DIR}).fixture("cup-3.5-bench-uno");
  CHECK_THROWS_WITH_AS(spare_point(0, 16, fixture), doctest::Contains("this jig has no point"), Error);
  CHECK_THROWS_WITH_AS(spare_point(17, 16, fixture), doctest::Contains("this jig has no point"), Error);
  CHECK_THROWS_WITH_AS(spare_point(1, 16, fixture), doctest::Contains("is wired to a socket"), Error);
}

}  // namespace
}  // namespace buzzout
