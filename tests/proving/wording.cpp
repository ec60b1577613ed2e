#include <regex>

#include "bench/bench_jig.hpp"
#include "proving/prove.hpp"

using namespace buzzout;

namespace {

// Everything that is said of every single mistake with a cable.
template <class Body>
void with_all_that_is_said(const Profile& p, const Fixture& fixture, Body body) {
  const FixtureMap map(p, fixture);
  const Job job{p, fixture, map};
  for (const auto& m : mistakes_of(p)) {
    if (m.kind == MistakeKind::two_at_once) continue;
    CAPTURE(m.edits);
    for (const auto& d : judge(job, ideal_evidence(job, m.cable.matrix(map)), {}, kNow).diagnoses) {
      // Sockets are called as they are.
      static const std::regex names("socket( contact)? \\S+");
      std::string text = d.summary + " " + d.consequence + " " + d.repair;
      for (const auto& other : d.alternatives) text += " or " + other;
      body(m, d, std::regex_replace(text, names, ""));
    }
  }
}

template <class Body>
void with_every_profile(Body body) {
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    body(shipped().profile(name), shipped().fixture(uno_bench_for(name)));
  }
}

bool says(const std::string& text, const char* words) { return std::regex_search(text, std::regex(words, std::regex::icase)); }

}  // namespace

TEST_CASE("nothing is said of a cable that belongs to another use") {
  const std::map<Use, const char*> alien = {
      {Use::speaker, "microphone|phantom|headphone|driver|midi|data|radio|image|noise"},
      {Use::midi, "microphone|phantom|headphone|loudspeaker|sound|silen|driver|image"},
      {Use::data, "microphone|phantom|headphone|loudspeaker|sound|silen|midi|image"},
      {Use::instrument, "microphone|phantom|headphone|loudspeaker|midi|data|driver|image"},
      {Use::line, "headphone|loudspeaker|midi|data"},
      {Use::mic, "headphone|loudspeaker|midi|data|driver"},
      {Use::headphone, "microphone|phantom|loudspeaker|midi|data"},
      {Use::adapter, "phantom|loudspeaker|midi|data"},
      {Use::headset, "phantom|loudspeaker|midi|data"}};
  std::map<Use, unsigned> told;
  with_every_profile([&](const Profile& p, const Fixture& f) {
    // A stereo line cable that is wired as headphones are.
    if (p.use == Use::line && p.net_of_role("L+") != nullptr) return;
    with_all_that_is_said(p, f, [&](const Mistake&, const Diagnosis&, const std::string& text) {
      CAPTURE(text);
      CHECK_FALSE(says(text, alien.at(p.use)));
      ++told[p.use];
    });
  });
  for (const Use use : all_uses()) CHECK_MESSAGE(told[use] > 20, to_string(use));
}

TEST_CASE("every finding says what it does, and what to do") {
  with_every_profile([](const Profile& p, const Fixture& f) {
    with_all_that_is_said(p, f, [](const Mistake&, const Diagnosis& d, const std::string& text) {
      CAPTURE(text);
      if (d.code != DiagnosisCode::half_in) CHECK_FALSE(d.consequence.empty());
      CHECK_FALSE(d.repair.empty());
    });
  });
}

TEST_CASE("what must not be plugged in is dangerous, and what is dangerous must not be plugged in") {
  static const std::regex forbids("do not (?:plug|use)", std::regex::icase);
  with_every_profile([](const Profile& p, const Fixture& f) {
    with_all_that_is_said(p, f, [](const Mistake&, const Diagnosis& d, const std::string& text) {
      CAPTURE(text);
      CHECK(d.dangerous == std::regex_search(d.consequence + d.repair, forbids));
    });
  });
}

TEST_CASE("advice speaks of a split, a shell's bond or several channels only where the cable has them") {
  with_every_profile([](const Profile& p, const Fixture& f) {
    const bool bonded = std::ranges::any_of(p.ends, [&](const End& e) {
      return e.type.shell && e.type.shell_bond && p.net_of({e.name, *e.type.shell}) != nullptr &&
             p.net_of({e.name, *e.type.shell}) == p.net_of({e.name, *e.type.shell_bond});
    });
    with_all_that_is_said(p, f, [&](const Mistake&, const Diagnosis&, const std::string& text) {
      CAPTURE(text);
      if (p.ends.size() < 3) CHECK_FALSE(says(text, "split"));
      if (!bonded) CHECK_FALSE(says(text, "join the shell"));
      if (p.ends.size() < 3) CHECK_FALSE(says(text, "channel [0-9]"));
    });
  });
}

TEST_CASE("whether something is still plugged in is asked before a short is looked for that it could be") {
  unsigned asked = 0;
  with_every_profile([&](const Profile& p, const Fixture& f) {
    with_all_that_is_said(p, f, [&](const Mistake& m, const Diagnosis& d, const std::string& text) {
      if (m.kind != MistakeKind::short_) return;
      CAPTURE(text);
      const auto bridge = d.repair.find("Look for"), load = d.repair.find("still plugged into");
      // The two wires of one pair, as a driver or a pickup joins them.
      std::vector<std::string> nets;
      for (const auto& c : d.contacts)
        if (const Net* net = p.net_of(c); net != nullptr && std::ranges::find(nets, net->name) == nets.end()) nets.push_back(net->name);
      std::ranges::sort(nets);
      const bool pair = nets == std::vector<std::string>{"L+", "L-"} || nets == std::vector<std::string>{"R+", "R-"} ||
                        nets == std::vector<std::string>{"cold", "hot"} || nets == std::vector<std::string>{"1+", "1-"} ||
                        nets == std::vector<std::string>{"ground", "signal"};
      if (!pair) return;
      ++asked;
      CHECK(load != std::string::npos);
      CHECK(load < bridge);
    });
  });
  CHECK(asked > 50);
}
