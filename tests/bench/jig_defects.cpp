#include <map>

#include "bench/self_test.hpp"
#include "bench_jig.hpp"
#include "soldered_cable.hpp"

using namespace buzzout;

namespace {

// Plugs loop-backs into the simulated fixture as a self-test asks for them.
class LoopBackPlugs : public SelfTestOperator {
 public:
  explicit LoopBackPlugs(Workbench& bench) : bench_(bench) {}
  void unplug_everything() override { bench_.plug(parse_cable_edits("none")); }
  bool plug_loop_back(const Socket& s, const std::vector<std::string>&) override {
    bench_.plug(parse_cable_edits("none,loop:" + s.name));
    return true;
  }
  void still_in() override { bench_.plug(parse_cable_edits("none")); }
  void remember(const FixtureEvidence& proofs) override { remembered = proofs; }
  FixtureEvidence remembered;

 protected:
  Workbench& bench_;
};

SelfTestResult self_test(BenchJig& jig, std::int64_t now = kNow) {
  LoopBackPlugs person(jig.bench);
  return self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, now);
}

std::vector<std::string> problems(const SelfTestResult& r) {
  std::vector<std::string> out;
  for (const auto& s : r.steps)
    if (s.problem) out.push_back(s.problem->code + " " + (s.socket.empty() ? "empty" : s.socket));
  return out;
}

// Names of the contacts whose short could be missed, as the verdict says.
std::set<std::string> unproved(const Verdict& v) {
  std::set<std::string> out;
  for (const auto& n : v.not_tested)
    if (n.code == NotTestedCode::socket_wire_unproved)
      for (const auto& c : n.contacts) out.insert(c.name());
  return out;
}

bool says(const Verdict& v, NotTestedCode code) {
  return std::ranges::find(v.not_tested, code, &NotTested::code) != v.not_tested.end();
}

// Of the contacts on a point those of the sockets that hold the cable, where its plug reaches them or not; all of them
// where it has no socket there.
std::vector<std::string> socket_contacts_in_use(const BenchJig& jig, Point p) {
  std::vector<std::string> used;
  for (const auto& c : jig.fixture.contacts_at(p))
    if (std::ranges::find(jig.map.placements(), c.end, &Placement::socket) != jig.map.placements().end())
      used.push_back(c.name());
  return used.empty() ? names(jig.fixture.contacts_at(p)) : used;
}

std::string socket_contact(const BenchJig& jig, const Contact& c) {
  return jig.map.socket_contact(c, lowest(jig.map.points_of(c))).name();
}

}  // namespace

TEST_CASE("a dead or stuck pin and an outside voltage are errors that name point and pin and contact") {
  unsigned tried = 0;
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    for (Point p = 0; p < 16; ++p) {
      const std::string n = std::to_string(point_number(p));
      for (const std::string& defect :
           {"dead:" + n, "stuck:" + n + ":low", "stuck:" + n + ":high", "powered:" + n + ":0",
            "powered:" + n + ":5", "powered:" + n + ":12"}) {
        CAPTURE(defect);
        BenchJig jig(profile, fixture);
        const Verdict v = jig.test("good," + defect);
        REQUIRE(v.outcome == Outcome::error);
        const std::string& message = v.problem->message;
        CAPTURE(message);
        const Board& board = *find_board(jig.fixture.board);
        CHECK(message.find("point " + n + " (pin " + board.pin(p)) != std::string::npos);
        if (board.kelvin) CHECK(message.find("sense " + board.sense_pin(p)) != std::string::npos);
        for (const auto& contact : socket_contacts_in_use(jig, p)) {
          CAPTURE(contact);
          CHECK(message.find(contact) != std::string::npos);
        }
        CHECK_FALSE(v.problem->remedy.empty());
        ++tried;
      }
    }
  });
  MESSAGE(tried, " defects");
}

TEST_CASE("a cut wire behind a contact of a net is an open there") {
  with_every_cable([](const std::string& profile, const std::string& fixture) {
    const Profile p = shipped().profile(profile);
    const SolderedCable good(p);
    for (const auto& c : good.contacts()) {
      if (!good.in_a_net(c)) continue;
      CAPTURE(c.name());
      BenchJig jig(profile, fixture);
      const Verdict v = jig.test("cut:" + c.name());
      REQUIRE(v.outcome == Outcome::fail);
      if (size(jig.map.points_of(c)) == 1)
        CHECK(SolderedCable::in_words(v.faults) == good.with_open(c).faults());
      else  // the plug joins two contacts of its socket, and one of their wires is cut
        CHECK(std::ranges::any_of(v.faults, [&](const Fault& f) { return std::ranges::count(f.contacts, c) == 1; }));
    }
  });
}

TEST_CASE("a cut wire behind a contact that stays free is said to be untested until it is proved") {
  unsigned tried = 0;
  with_every_cable([&](const std::string& profile, const std::string& fixture) {
    const Profile p = shipped().profile(profile);
    for (const auto& c : p.contacts()) {
      if (p.net_of(c) != nullptr || p.is_ignored(c)) continue;
      CAPTURE(c.name());
      ++tried;
      BenchJig cut(profile, fixture);
      const Verdict unsure = cut.test("cut:" + c.name());
      CHECK(unsure.outcome == Outcome::pass);
      CHECK(unproved(unsure).contains(c.name()));
      // What the entry warns of: a short to that contact cannot be seen.
      const Contact other = p.nets.front().contacts.front();
      const Verdict hidden = cut.test("short:" + c.name() + ":" + other.name());
      CHECK(hidden.outcome == Outcome::pass);
      CHECK(unproved(hidden).contains(c.name()));
      // A self-test finds the wire, and then nothing is judged any more.
      const auto found = problems(self_test(cut));
      REQUIRE(found.size() == 1);
      CHECK(found[0] == "broken-wire " + cut.map.socket_contact(c, lowest(cut.map.points_of(c))).end);
      const Verdict refused = cut.test("good");
      REQUIRE(refused.outcome == Outcome::error);
      CHECK(refused.problem->code == "fixture-wire-broken");
      CHECK(refused.problem->message.find(socket_contact(cut, c)) != std::string::npos);

      BenchJig whole(profile, fixture);
      CHECK(unproved(whole.test("good")).contains(c.name()));
      CHECK(self_test(whole).proved_all());
      const Verdict sure = whole.test("good");
      CHECK(sure.outcome == Outcome::pass);
      CHECK(unproved(sure).empty());
      CHECK_FALSE(says(sure, NotTestedCode::fixture_never_empty));
    }
  });
  MESSAGE(tried, " free contacts");
  CHECK(tried > 0);
}

TEST_CASE("proofs are believed for a week, and not after the clock was set back") {
  BenchJig jig("4.4-ts", "headphone-bench");
  REQUIRE(self_test(jig, kNow).proved_all());
  jig.plug("good");
  const auto at = [&](std::int64_t now) { return test_cable(jig.jig, jig.job, jig.proofs, now); };
  CHECK(unproved(at(kNow + kProofSeconds)).empty());
  CHECK(unproved(at(kNow + kProofSeconds + 1)) == std::set<std::string>{"amp.S"});
  CHECK(says(at(kNow + kProofSeconds + 1), NotTestedCode::fixture_never_empty));
  CHECK(unproved(at(kNow - 1)) == std::set<std::string>{"amp.S"});
}

TEST_CASE("the self-test finds every cut wire of every socket") {
  for (const auto& name : kHeadphoneBenches)
    for (const auto& socket : shipped().fixture(name).sockets)
      for (const auto& [pin, point] : socket.wires) {
        CAPTURE(name);
        CAPTURE(pin);
        BenchJig jig("4.4-ts", name);
        REQUIRE(self_test(jig).proved_all());
        jig.plug("none,cut:" + socket.name + "." + pin);
        // Two contacts with one of them cut look like no loop-back plug at all.
        const bool two = socket.wires.size() == 2;
        CHECK(problems(self_test(jig)) ==
              std::vector<std::string>{(two ? "no-loop-back " : "broken-wire ") + socket.name});
        CHECK(jig.proofs.broken.contains({socket.name, pin}) == !two);
        CHECK_FALSE(jig.proofs.is_proved({socket.name, pin}, kNow));
        CHECK(jig.proofs.failed == std::set<std::string>{socket.name});
      }
}

TEST_CASE("with any two wires of sockets exchanged, what the self-test finds is judged no more") {
  for (const std::string pin : {"T", "S"}) {
    BenchJig jig("4.4-ts", "headphone-bench");
    jig.proofs.traced = true;
    jig.plug("none,exchange:left." + pin + ":right." + pin);
    CHECK(problems(self_test(jig)) == std::vector<std::string>{"no-loop-back left", "no-loop-back right"});
    const Verdict v = jig.test("swap:left." + pin + ":right." + pin);
    REQUIRE(v.outcome == Outcome::error);
    CHECK(v.problem->code == "fixture-failed");
  }
}

TEST_CASE("a bridge inside the jig is found by the self-test, and then nothing is judged any more") {
  for (const auto& name : kHeadphoneBenches)
    for (unsigned a = 1; a <= 16; ++a)
      for (unsigned b = a + 1; b <= 16; ++b) {
        const std::string bridge = "bridge:" + std::to_string(a) + ":" + std::to_string(b);
        CAPTURE(name);
        CAPTURE(bridge);
        BenchJig jig("4.4-ts", name);
        const Verdict before = jig.test("good," + bridge);
        // Inside one of the cable's nets it cannot be seen: the verdict says what is not known.
        if (has(jig.expected.net_of(a - 1).points, b - 1)) {
          CHECK(before.outcome == Outcome::pass);
          CHECK(says(before, NotTestedCode::fixture_never_empty));
          CHECK(jig.test("open:amp.T").outcome == (has(jig.expected.net_of(0).points, a - 1)
                                                       ? Outcome::pass
                                                       : Outcome::fail));
        } else {
          CHECK(before.outcome == Outcome::fail);
        }
        CHECK(problems(self_test(jig)) == std::vector<std::string>{"bridged empty"});
        const Verdict after = jig.test("good");
        REQUIRE(after.outcome == Outcome::error);
        CHECK(after.problem->code == "fixture-bridged");
      }
}

TEST_CASE("a self-test without the loop-back plug withdraws what the socket had proved") {
  class Forgetful : public LoopBackPlugs {
   public:
    using LoopBackPlugs::LoopBackPlugs;
    bool plug_loop_back(const Socket& s, const std::vector<std::string>& same_points) override {
      return s.name == "left" || LoopBackPlugs::plug_loop_back(s, same_points);
    }
  };
  BenchJig jig("4.4-ts", "headphone-bench");
  REQUIRE(self_test(jig).proved_all());
  Forgetful person(jig.bench);
  const auto result = self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow);
  CHECK(problems(result) == std::vector<std::string>{"no-loop-back left"});
  CHECK_FALSE(jig.proofs.is_proved({"left", "S"}, kNow));
  CHECK(jig.proofs.is_proved({"right", "S"}, kNow));
}

TEST_CASE("a skipped socket keeps what it had proved, and nothing more") {
  class WithoutPlugs : public LoopBackPlugs {
   public:
    using LoopBackPlugs::LoopBackPlugs;
    bool plug_loop_back(const Socket&, const std::vector<std::string>&) override { return false; }
  };
  BenchJig jig("4.4-ts", "headphone-bench");
  jig.proofs.connected[{"amp-4.4", "S"}] = kNow;
  WithoutPlugs person(jig.bench);
  const auto result = self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow);
  CHECK_FALSE(result.failed());
  CHECK_FALSE(result.proved_all());
  CHECK(jig.proofs.connected.size() == 1);
  CHECK(jig.proofs.empty_is_proved(kNow));
}

TEST_CASE("a defect is remembered though the self-test is given up as soon as it shows") {
  struct GivenUp {};
  class Impatient : public LoopBackPlugs {
   public:
    using LoopBackPlugs::LoopBackPlugs;
    void done(const SelfTestStep& s) override {
      if (s.problem) throw GivenUp();
    }
  };
  BenchJig jig("4.4-ts", "headphone-bench");
  REQUIRE(self_test(jig).proved_all());
  jig.plug("none,cut:amp-4.4.S");
  Impatient person(jig.bench);
  CHECK_THROWS_AS(self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow), GivenUp);
  jig.proofs = person.remembered;
  const Verdict v = jig.test("short:amp.S:amp.T");
  REQUIRE(v.outcome == Outcome::error);
  CHECK(v.problem->code == "fixture-wire-broken");
}

TEST_CASE("what a measurement may refute is withdrawn before it begins") {
  struct GivenUp {};
  // The last thing that is remembered before the jig is lost in a step.
  class Unplugged : public LoopBackPlugs {
   public:
    Unplugged(Workbench& bench, std::string step) : LoopBackPlugs(bench), step_(std::move(step)) {}
    bool plug_loop_back(const Socket& s, const std::vector<std::string>& same_points) override {
      in_ = s.name;
      return LoopBackPlugs::plug_loop_back(s, same_points);
    }
    void remember(const FixtureEvidence& proofs) override {
      remembered = proofs;
      if (in_ == step_) throw GivenUp();
    }

   private:
    std::string step_, in_;
  };
  for (const std::string step : {"", "amp-4.4", "left"}) {
    CAPTURE(step);
    BenchJig jig("4.4-ts", "headphone-bench");
    REQUIRE(self_test(jig).proved_all());
    Unplugged person(jig.bench, step);
    CHECK_THROWS_AS(self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow), GivenUp);
    CHECK(person.remembered.empty_is_proved(kNow) == !step.empty());
    CHECK(person.remembered.is_proved({"amp-4.4", "S"}, kNow) == (step != "amp-4.4"));
    CHECK(person.remembered.is_proved({"left", "S"}, kNow) == (step != "left"));
  }
}

TEST_CASE("a plug that is left in is not counted for the next socket") {
  class Lazy : public LoopBackPlugs {
   public:
    using LoopBackPlugs::LoopBackPlugs;
    void still_in() override {
      if (++asked == 3) LoopBackPlugs::still_in();
    }
    bool plug_loop_back(const Socket& s, const std::vector<std::string>& same_points) override {
      if (s.name == "amp-6.35") return true;  // "it is in": but it was taken out of amp-3.5, and is nowhere
      asked = 0;
      return LoopBackPlugs::plug_loop_back(s, same_points);
    }
    int asked = 0;
  };
  BenchJig jig("4.4-ts", "headphone-bench");
  jig.plug("none,cut:amp-6.35.R");
  Lazy person(jig.bench);
  const auto result = self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow);
  CHECK(problems(result) == std::vector<std::string>{"no-loop-back amp-6.35"});
  CHECK_FALSE(jig.proofs.is_proved({"amp-6.35", "R"}, kNow));
  CHECK(jig.proofs.is_proved({"amp-3.5", "R"}, kNow));
}

TEST_CASE("a self-test tells sockets apart that the jig cannot") {
  BenchJig jig("4.4-ts", "headphone-bench");
  std::map<std::string, std::vector<std::string>> alike;
  for (const auto& s : self_test(jig).steps) alike[s.socket] = s.same_points;
  CHECK(alike["amp-3.5"] == std::vector<std::string>{"amp-6.35"});
  CHECK(alike["amp-6.35"] == std::vector<std::string>{"amp-3.5"});
  CHECK(alike["amp-4.4"] == std::vector<std::string>{"amp-xlr4"});
  CHECK(alike["amp-2.5"] == std::vector<std::string>{"amp-3.5-trrs"});
  CHECK(alike["left"].empty());
  CHECK(alike[""].empty());
}

TEST_CASE("a wire astray that a loop-back plug shows is remembered until the socket is whole") {
  class TwoPlugs : public LoopBackPlugs {
   public:
    using LoopBackPlugs::LoopBackPlugs;
    bool plug_loop_back(const Socket& s, const std::vector<std::string>&) override {
      bench_.plug(parse_cable_edits("none,loop:" + s.name + (s.name == "left" ? ",loop:out-6.35" : "")));
      return true;
    }
  };
  BenchJig jig("4.4-ts", "headphone-bench");
  TwoPlugs person(jig.bench);
  CHECK(problems(self_test_fixture(jig.jig, jig.fixture, person, jig.proofs, kNow)) ==
        std::vector<std::string>{"joined left"});
  const Verdict v = jig.test("good");
  REQUIRE(v.outcome == Outcome::error);
  CHECK(v.problem->code == "fixture-failed");
  CHECK(v.problem->message.find("left") != std::string::npos);
  REQUIRE(self_test(jig).proved_all());
  CHECK(jig.test("good").outcome == Outcome::pass);
}

TEST_CASE("what a good cable and an empty fixture prove is remembered, what a bad cable shows is not") {
  BenchJig jig("4.4-ts", "headphone-bench");
  learn_proofs(jig.proofs, jig.job, jig.test("open:amp.R1"), kNow);
  CHECK(jig.proofs.connected.empty());
  CHECK_FALSE(jig.proofs.empty_seen);
  learn_proofs(jig.proofs, jig.job, jig.test("none"), kNow);
  CHECK(jig.proofs.empty_is_proved(kNow));
  CHECK(jig.proofs.connected.empty());
  learn_proofs(jig.proofs, jig.job, jig.test("good"), kNow);
  CHECK(jig.proofs.connected.size() == 4);
  for (const Contact& c : {Contact{"left", "T"}, {"left", "S"}, {"right", "T"}, {"right", "S"}})
    CHECK(jig.proofs.is_proved(c, kNow));
}

TEST_CASE("a good cable in another socket on the same points proves nothing about the one that was meant") {
  BenchJig jig("4.4-ts", "headphone-bench");
  learn_proofs(jig.proofs, jig.job, jig.test("none,cut:amp-4.4.R1"), kNow);
  const Verdict v = jig.test("xlr4-ts");
  REQUIRE(v.outcome == Outcome::pass);
  learn_proofs(jig.proofs, jig.job, v, kNow);
  CHECK_FALSE(jig.proofs.is_proved({"amp-4.4", "R1"}, kNow));
  CHECK(jig.proofs.is_proved({"left", "T"}, kNow));
}

TEST_CASE("a test by itself lights no lamp, whatever comes out") {
  BenchJig jig("4.4-ts", "headphone-bench");
  for (const std::string cable : {"good", "open:amp.T", "none", "stuck:7:low"}) {
    CAPTURE(cable);
    jig.jig.set_lamp(protocol::Lamp::pass);
    jig.test(cable);
    CHECK(jig.channel.jig().lamp() == protocol::Lamp::busy);
  }
}
