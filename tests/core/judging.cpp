#include <functional>
#include <limits>

#include "core/balance.hpp"
#include "core/standing.hpp"
#include "core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;

std::string in_short(const Verdict& v) {
  std::string out(to_string(v.outcome));
  if (v.problem) out += " " + v.problem->code;
  for (const auto& f : v.faults) out += " " + std::string(to_string(f.kind));
  return out;
}

// A good test of a good cable, which PASSes, to be spoilt in one place.
struct GoodTest {
  GoodTest() : cable(balanced()), evidence(evidence_of(cable.expected.matrix())) {}
  Verdict judged() const { return judge({cable.profile, cable.fixture, cable.map}, evidence, proofs, kNow); }
  Placed cable;
  Evidence evidence;
  FixtureEvidence proofs;
};

}  // namespace

TEST_CASE("complete evidence of a good cable passes") {
  const GoodTest t;
  CHECK(in_short(t.judged()) == "PASS");
  CHECK(t.evidence.holds.size() == 16);
}

TEST_CASE("whatever single thing is missing from the evidence, nothing passes") {
  struct Spoiled {
    std::string what;
    std::function<void(GoodTest&)> spoil;
    std::string outcome;
  };
  const Spoiled table[] = {
      {"no scan", [](GoodTest& t) { t.evidence.scans.clear(); }, "ERROR incomplete"},
      {"one scan", [](GoodTest& t) { t.evidence.scans.pop_back(); }, "ERROR incomplete"},
      {"another boot at the end", [](GoodTest& t) { t.evidence.scans[1].boot = 8; }, "ERROR jig-restarted"},
      {"another boot in between", [](GoodTest& t) { t.evidence.holds[2].boot = 8; }, "ERROR jig-restarted"},
      {"the same scan twice", [](GoodTest& t) { t.evidence.scans[1].count = t.evidence.scans[0].count; },
       "ERROR jig-restarted"},
      {"a count that stands still", [](GoodTest& t) { t.evidence.holds[1].count = t.evidence.holds[0].count; },
       "ERROR jig-restarted"},
      {"a count that goes back", [](GoodTest& t) { t.evidence.scans[1].count = 1; }, "ERROR jig-restarted"},
      {"the second scan before the holds", [](GoodTest& t) {
         t.evidence.scans[1].count = t.evidence.holds.back().count;
       }, "ERROR jig-restarted"},
      {"another board", [](GoodTest& t) { t.evidence.jig.board = "mega"; }, "ERROR wrong-board"},
      {"no board", [](GoodTest& t) { t.evidence.jig.board.clear(); }, "ERROR wrong-board"},
      {"fewer points", [](GoodTest& t) { t.evidence.jig.points = 15; }, "ERROR wrong-points"},
      {"more points", [](GoodTest& t) { t.evidence.jig.points = 17; }, "ERROR wrong-points"},
      {"a row short", [](GoodTest& t) { t.evidence.scans[0].matrix.rows.pop_back(); }, "ERROR wrong-points"},
      {"a row short at the end", [](GoodTest& t) { t.evidence.scans[1].matrix.rows.pop_back(); },
       "ERROR wrong-points"},
      {"a row too many", [](GoodTest& t) { t.evidence.scans[1].matrix.rows.push_back(0); }, "ERROR wrong-points"},
      {"no rows at all", [](GoodTest& t) {
         for (auto& s : t.evidence.scans) s.matrix.rows.clear();
       }, "ERROR wrong-points"},
      {"a point beyond the last", [](GoodTest& t) { t.evidence.scans[1].matrix.rows[3] |= only(16); },
       "ERROR wrong-points"},
      {"a held point beyond the last", [](GoodTest& t) { t.evidence.holds[1].ever_low |= only(16); },
       "ERROR wrong-points"},
      {"always low, and never", [](GoodTest& t) { t.evidence.holds[1].always_low |= only(15); },
       "ERROR wrong-points"},
      {"held high at first", [](GoodTest& t) { t.evidence.scans[0].held_high = only(3); }, "ERROR held-high"},
      {"held high at last", [](GoodTest& t) { t.evidence.scans[1].held_high = only(3); }, "ERROR held-high"},
      {"held low at first", [](GoodTest& t) { t.evidence.scans[0].held_low = only(3); }, "ERROR held-low"},
      {"held low at last", [](GoodTest& t) { t.evidence.scans[1].held_low = only(3); }, "ERROR held-low"},
      {"held high in between", [](GoodTest& t) { t.evidence.holds[0].held_high = only(3); }, "ERROR held-high"},
      {"held low in between", [](GoodTest& t) { t.evidence.holds[0].held_low = only(3); }, "ERROR held-low"},
      {"held at a free point", [](GoodTest& t) { t.evidence.scans[0].held_low = only(15); }, "ERROR held-low"},
      {"a template", [](GoodTest& t) { t.cable.profile.trust = Trust::template_only; }, "ERROR template"},
      {"components", [](GoodTest& t) { t.cable.profile.parts = {{"coil", PartKind::unknown, "L+", "L-"}}; }, "ERROR needs-ohms"},
      {"components, and a jig that claims ohms", [](GoodTest& t) {
         t.cable.profile.parts = {{"coil", PartKind::unknown, "L+", "L-"}};
         t.evidence.jig.ohms = OhmMethod::kelvin;
       }, "ERROR needs-ohms"},
      {"two points held at once", [](GoodTest& t) {
         auto& h = t.evidence.holds[3];
         h.driven |= only(9);
         h.always_low = h.ever_low = h.always_low | only(9);
       }, "ERROR incomplete"},
      {"a bridged fixture", [](GoodTest& t) { t.proofs.bridged = true; }, "ERROR fixture-bridged"},
      {"a miswired contact of a socket in use", [](GoodTest& t) { t.proofs.misrouted = {{"amp-4.4", "T"}}; },
       "ERROR fixture-miswired"},
      {"a socket in use that failed its self-test", [](GoodTest& t) { t.proofs.failed = {"amp-4.4"}; },
       "ERROR fixture-failed"},
      {"a broken wire in the fixture", [](GoodTest& t) { t.proofs.broken = {{"amp-4.4", "S"}}; },
       "ERROR fixture-wire-broken"},
      {"no slow pass", [](GoodTest& t) { t.evidence.holds.clear(); }, "ERROR incomplete"},
  };
  for (const auto& row : table) {
    CAPTURE(row.what);
    GoodTest t;
    row.spoil(t);
    CHECK(in_short(t.judged()) == row.outcome);
  }
}

TEST_CASE("each hold of the slow pass is needed, at full length") {
  const GoodTest good;
  for (std::size_t i = 0; i < good.evidence.holds.size(); ++i) {
    CAPTURE(i);
    GoodTest missing, hasty, other;
    missing.evidence.holds.erase(missing.evidence.holds.begin() + static_cast<long>(i));
    CHECK(in_short(missing.judged()) == "ERROR incomplete");
    hasty.evidence.holds[i].ms = kHoldMs - 1;
    CHECK(in_short(hasty.judged()) == "ERROR incomplete");
    other.evidence.holds[i].driven ^= only(4);
    CHECK(other.judged().outcome != Outcome::pass);
  }
}

TEST_CASE("no bit of a scan or of the slow pass may differ") {
  const GoodTest good;
  unsigned tried = 0;
  const auto spoil = [&](auto place) {
    for (Point p = 0; p < 64; ++p) {
      CAPTURE(p);
      GoodTest t;
      place(t) ^= only(p);
      REQUIRE(t.judged().outcome != Outcome::pass);
      ++tried;
    }
  };
  for (std::size_t s = 0; s < 2; ++s)
    for (Point row = 0; row < 16; ++row)
      spoil([&](GoodTest& t) -> PointSet& { return t.evidence.scans[s].matrix.rows[row]; });
  for (std::size_t h = 0; h < good.evidence.holds.size(); ++h) {
    spoil([&](GoodTest& t) -> PointSet& { return t.evidence.holds[h].always_low; });
    spoil([&](GoodTest& t) -> PointSet& { return t.evidence.holds[h].ever_low; });
    spoil([&](GoodTest& t) -> PointSet& { return t.evidence.holds[h].driven; });
  }
  CHECK(tried > 2000);
}

TEST_CASE("the same wrong bit in both scans and the slow pass does not pass either") {
  for (Point row = 0; row < 16; ++row)
    for (Point p = 0; p < 16; ++p) {
      CAPTURE(row);
      CAPTURE(p);
      GoodTest t;
      for (auto& s : t.evidence.scans) s.matrix.rows[row] ^= only(p);
      for (auto bits : {&Hold::always_low, &Hold::ever_low}) t.evidence.holds[row].*bits ^= only(p);
      const Verdict v = t.judged();
      CHECK(v.outcome == (row == p ? Outcome::error : Outcome::fail));
      if (row == p) CHECK(v.problem->code == "dead-point");
    }
}

TEST_CASE("a wire that only the slow pass sees is none; a link that only the quick scans see is capacitance") {
  const GoodTest good;
  const ScanMatrix expected = good.cable.expected.matrix();
  for (Point row = 0; row < 16; ++row)
    for (Point p = 0; p < 16; ++p) {
      if (row == p) continue;
      GoodTest t;
      for (auto& s : t.evidence.scans) s.matrix.rows[row] ^= only(p);
      const Verdict v = t.judged();
      CHECK(v.outcome == (has(expected.rows[row], p) ? Outcome::fail : Outcome::pass));
      CHECK(v.capacitive.size() == (has(expected.rows[row], p) ? 0 : 1));
    }
}

TEST_CASE("a dead point is named with its pin and its contact of the socket in use") {
  GoodTest t;
  for (auto& s : t.evidence.scans) s.matrix.rows[1] = 0;
  CHECK(t.judged().problem->message ==
        "the jig cannot pull low at point 2 (pin D3), socket contact amp-4.4.R1");
}

TEST_CASE("a cable whose net reaches no test point, or whose end is joined to no other, is an error") {
  GoodTest alone;
  alone.cable.profile.nets.pop_back();
  alone.cable.profile.nets.pop_back();
  CHECK(in_short(alone.judged()) == "ERROR unprovable-end");

  GoodTest ignored;
  ignored.cable.profile.ignored = contacts({"right.T", "right.S"});
  CHECK(in_short(ignored.judged()) == "ERROR unprovable-end");

  Placed unwired(balanced());
  unwired.fixture.sockets[0].wires.erase(unwired.fixture.sockets[0].wires.begin());
  const FixtureMap map(unwired.profile, unwired.fixture);
  CHECK(in_short(judge({unwired.profile, unwired.fixture, map},
                       evidence_of(unwired.expected.matrix()), {}, kNow)) == "ERROR unwired-contact");
}

TEST_CASE("an empty fixture is no cable, never a pass and never a fail") {
  GoodTest t;
  t.evidence = evidence_of(Placed::of_sets({}));
  CHECK(in_short(t.judged()) == "NO_CABLE");
}

TEST_CASE("a link that a long hold does not confirm is capacitance; one that it confirms is a short") {
  Placed cable(balanced());
  ScanMatrix quick = cable.expected.matrix();
  for (Point p : {0U, 5U}) quick.rows[p] |= cable.expected.matrix().rows[1];
  for (Point p : {1U, 6U}) quick.rows[p] |= cable.expected.matrix().rows[0];
  GoodTest t;
  t.evidence = evidence_of(quick);
  CHECK(in_short(t.judged()) == "FAIL short");

  // The same scans, with a slow pass that sees the expected nets only.
  t.evidence = evidence_of(cable.expected.matrix());
  for (auto& scan : t.evidence.scans) scan.matrix = quick;
  const Verdict v = t.judged();
  CHECK(in_short(v) == "PASS");
  REQUIRE(v.capacitive.size() == 1);  // told once for the two nets
  CHECK(v.capacitive[0].nets == std::vector<std::string>{"L+", "L-"});
  CHECK(names(v.capacitive[0].contacts) ==
        std::vector<std::string>{"amp.T", "amp.R1", "left.T", "left.S"});

  // Seen once in the slow pass, the link is none of a capacitor.
  for (Point p : {0U, 5U})
    for (Point q : {1U, 6U}) {
      GoodTest seen;
      seen.evidence = t.evidence;
      seen.evidence.holds[p].ever_low |= only(q);
      CHECK(in_short(seen.judged()).starts_with("FAIL"));
    }
}

TEST_CASE("a wire with a diode in it does not pass, however well a capacitor hides it from the quick scans") {
  const Placed cable(balanced());
  for (const auto& net : cable.expected.nets())
    for (Point cathode : members(net.points))
      for (Point anode : members(net.points & ~only(cathode))) {
        GoodTest t;
        for (auto bits : {&Hold::always_low, &Hold::ever_low}) t.evidence.holds[anode].*bits &= ~only(cathode);
        CHECK(in_short(t.judged()) == "FAIL one-way");
      }
}

TEST_CASE("what the slow pass sees at times is intermittent, and what appears in it only is a short") {
  GoodTest flickers;
  flickers.evidence.holds[0].always_low &= ~only(5);
  CHECK(in_short(flickers.judged()) == "FAIL intermittent");
  GoodTest touches;
  touches.evidence.holds[0].ever_low |= only(1);
  CHECK(in_short(touches.judged()) == "FAIL intermittent");
  GoodTest late;
  for (const auto& [p, q] : {std::pair{0U, 4U}, {4U, 0U}})
    for (auto bits : {&Hold::always_low, &Hold::ever_low}) late.evidence.holds[p].*bits |= only(q);
  CHECK(in_short(late.judged()) == "FAIL low-isolation");
}

TEST_CASE("a balanced cable that shorts the amplifier through an ignored contact is no pass") {
  GoodTest t;
  t.cable.profile.ignored = contacts({"amp.S"});
  ScanMatrix m = t.cable.expected.matrix();
  for (Point p : members(m.rows[0])) m.rows[p] |= only(4);
  m.rows[4] |= m.rows[0];
  t.evidence = evidence_of(m);
  const Verdict v = t.judged();
  CHECK(in_short(v) == "ERROR unsafe short");
  REQUIRE(v.faults.size() == 1);
  CHECK(v.faults[0].kind == FaultKind::short_);
  CHECK(v.faults[0].contacts == contacts({"amp.T", "amp.S"}));
}

TEST_CASE("an ignored contact that shorts the amplifier at times is no pass, and is remembered as intermittent") {
  const auto touching = [](auto where) {
    GoodTest t;
    t.cable.profile.ignored = contacts({"amp.S"});
    for (const auto& [p, q] : {std::pair{0U, 4U}, {4U, 0U}}) where(t.evidence, p, only(q));
    return t.judged();
  };
  for (const Verdict& v : {touching([](Evidence& e, Point p, PointSet q) { e.holds[p].ever_low |= q; }),
                           touching([](Evidence& e, Point p, PointSet q) { e.scans.back().matrix.rows[p] |= q; })}) {
    CHECK(in_short(v) == "FAIL intermittent");
    TestRecord r;
    r.verdict = v;
    CHECK(is_against(r));
    CHECK(event_of(r, "A").intermittent);
  }
}

TEST_CASE("a wire of the fixture that would show an ignored contact on an amplifier's output is listed until it is proved") {
  GoodTest t;
  t.cable.profile.ignored = contacts({"amp.S"});
  const auto unproved = [&] {
    std::vector<Contact> out;
    const Verdict v = t.judged();
    for (const auto& n : v.not_tested)
      if (n.code == NotTestedCode::socket_wire_unproved) out.insert(out.end(), n.contacts.begin(), n.contacts.end());
    return out;
  };
  CHECK(unproved() == contacts({"amp.S"}));
  t.proofs.connected[{"amp-4.4", "S"}] = kNow;
  CHECK(unproved().empty());
}

TEST_CASE("that a cable is safe on a balanced amplifier is said only where every wire that would show it is proved") {
  GoodTest t;
  CHECK(t.judged().balanced_safe.answer == BalancedSafe::Answer::not_applicable);
  t.proofs.connected[{"amp-4.4", "S"}] = kNow;
  CHECK(t.judged().balanced_safe.answer == BalancedSafe::Answer::yes);
  t.cable.profile.ignored = contacts({"amp.S"});
  CHECK(t.judged().balanced_safe.answer == BalancedSafe::Answer::not_applicable);
}

TEST_CASE("two outputs of a balanced plug that are joined are told, whatever the profile calls them") {
  const auto told = [](const std::vector<Net>& nets) {
    Profile p = small_balanced();
    p.wiring = Wiring::other;
    p.use = Use::adapter;
    p.nets = nets;
    const Placed cable(p);
    const Verdict v = judge({cable.profile, cable.fixture, cable.map}, evidence_of(cable.expected.matrix()), {}, kNow);
    REQUIRE(v.outcome == Outcome::pass);
    CHECK(balance_answers(p, v.wiring, v.balanced_safe, true).size() ==
          (v.balanced_safe.answer == BalancedSafe::Answer::no ? 1 : 0));
    return std::string(to_string(v.balanced_safe.answer)) + ": " + v.balanced_safe.why;
  };
  CHECK(told({{"a", contacts({"amp.T", "amp.S", "left.S", "right.S"})},
              {"b", contacts({"amp.R1", "right.T"})},
              {"c", contacts({"amp.R2", "left.T"})}}) ==
        "no: amp.T and amp.S are joined: R- and L- in the usual order of such a plug (Astell&Kern)");
  CHECK(told({{"a", contacts({"amp.T", "right.S"})},
              {"b", contacts({"amp.R1", "right.T"})},
              {"c", contacts({"amp.R2", "left.T"})},
              {"d", contacts({"amp.S", "left.S"})}}) == "n/a: the profile has no left and right signal pairs");
}

TEST_CASE("a cable that failed is not called safe on a balanced amplifier, and not safe where it is dangerous") {
  GoodTest t;
  t.proofs.connected[{"amp-4.4", "S"}] = kNow;
  const auto answer = [&](const std::vector<std::vector<std::string>>& groups) {
    t.evidence = evidence_of(t.cable.matrix(groups));
    const Verdict v = t.judged();
    CHECK(v.outcome == Outcome::fail);
    return v.balanced_safe.answer;
  };
  // A wire open; the returns exchanged, no two outputs joined.
  CHECK(answer({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}}) ==
        BalancedSafe::Answer::not_applicable);
  CHECK(answer({{"amp.T", "left.T"}, {"amp.R3", "left.S"}, {"amp.R2", "right.T"}, {"amp.R1", "right.S"}}) ==
        BalancedSafe::Answer::no);
}

TEST_CASE("what measures exactly as a cable that is known to be bad fails, and nobody is told how to make one") {
  GoodTest t;
  t.cable.profile.hazard = "it shorts the amplifier";
  const Verdict exact = t.judged();
  CHECK(exact.outcome == Outcome::fail);
  CHECK(exact.diagnoses.at(0).code == DiagnosisCode::known_bad);
  t.evidence = evidence_of(t.cable.matrix({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}}));
  const Verdict near = t.judged();
  CHECK(near.outcome == Outcome::fail);
  CHECK(near.diagnoses.at(0).consequence == "it shorts the amplifier");
  for (std::size_t i = 1; i < near.diagnoses.size(); ++i) {
    CHECK(near.diagnoses[i].repair.empty());
    CHECK(near.diagnoses[i].alternatives.empty());
  }
}

TEST_CASE("a pass says what was not tested") {
  GoodTest t;
  const auto codes = [&] {
    std::vector<std::string> out;
    for (const auto& n : t.judged().not_tested) out.push_back(to_string(n.code));
    return out;
  };
  CHECK(codes() == std::vector<std::string>{"fixture-never-empty", "socket-wire-unproved", "fixture-untraced",
                                            "shared-socket", "exchanged-plugs", "presumed", "resistance",
                                            "series-capacitance", "movement", "geometry", "amplifier"});
  t.proofs.empty_seen = kNow - kProofSeconds;
  t.proofs.connected[{"amp-4.4", "S"}] = kNow - kProofSeconds;
  t.proofs.traced = true;
  CHECK(codes() == std::vector<std::string>{"shared-socket", "exchanged-plugs", "presumed", "resistance",
                                            "series-capacitance", "movement", "geometry", "amplifier"});
  t.proofs.empty_seen = kNow - kProofSeconds - 1;
  t.proofs.connected[{"amp-4.4", "S"}] = kNow + 1;
  CHECK(codes().size() == 10);
  t.proofs.connected[{"amp-4.4", "S"}] = kNow;
  t.proofs.empty_seen = kNow;
  CHECK(codes().size() == 8);
}

TEST_CASE("plugs that fit each other's sockets are told only where exchanging them matters") {
  const auto told = [](const Profile& p) {
    const Placed cable(p);
    const Verdict v = judge({cable.profile, cable.fixture, cable.map}, evidence_of(cable.expected.matrix()), {}, kNow);
    REQUIRE(v.outcome == Outcome::pass);
    return std::ranges::count(v.not_tested, NotTestedCode::exchanged_plugs, &NotTested::code) == 1;
  };
  CHECK(told(balanced()));
  CHECK(told(shared_ground()));
  CHECK_FALSE(told(microphone()));
}

TEST_CASE("a plug of another type is told where it could measure the same in that socket") {
  using Lands = std::vector<std::pair<std::string, std::vector<std::string>>>;
  const auto told = [](const Lands& lands) {
    std::vector<std::string> pins;
    for (const auto& [pin, on] : lands) pins.push_back(pin);
    Fixture f = bench();
    f.sockets[4].accepts = {{plug("other", pins), lands}};
    const Profile p = balanced();
    const FixtureMap map(p, f);
    const Expectation wanted(p, map);
    const Verdict v = judge({p, f, map}, evidence_of(wanted.matrix()), {}, kNow);
    REQUIRE(v.outcome == Outcome::pass);
    return std::ranges::count(v.not_tested, NotTestedCode::other_plug, &NotTested::code) == 1;
  };
  CHECK(told({{"1", {"T"}}, {"2", {"S"}}}));
  CHECK_FALSE(told({{"1", {"T"}}}));
  CHECK_FALSE(told({{"1", {"T", "S"}}}));
}

TEST_CASE("a name that several files go by is told, whichever file it is of") {
  using Told = std::vector<std::pair<std::string, std::string>>;
  const auto told = [](const GoodTest& t) {
    Told out;
    for (const auto& n : t.judged().not_tested)
      if (to_string(n.code).ends_with("-hides-another")) out.emplace_back(to_string(n.code), n.text);
    return out;
  };
  GoodTest t;
  CHECK(told(t).empty());
  const Namesakes two{"/mine/a.yaml", {"/shipped/a.yaml"}}, three{"/mine/b.yaml", {"/shipped/b.yaml", "/mine/c.yaml (alias `b`)"}};
  t.cable.profile.namesakes = two;
  const std::string name = t.cable.profile.name;
  CHECK(told(t) == Told{{"profile-hides-another",
                         "profile `" + name + "` is read from /mine/a.yaml and not from /shipped/a.yaml, which goes by that name too"}});
  t.cable.profile.namesakes = three;
  CHECK(told(t) == Told{{"profile-hides-another", "profile `" + name +
                                                      "` is read from /mine/b.yaml and not from /shipped/b.yaml or "
                                                      "/mine/c.yaml (alias `b`), which go by that name too"}});
  t.cable.profile.namesakes = {};
  t.cable.fixture.namesakes = two;
  REQUIRE(told(t).size() == 1);
  CHECK(told(t)[0].first == "fixture-hides-another");
  t.cable.fixture.namesakes = {};
  for (auto& socket : t.cable.fixture.sockets) {
    CAPTURE(socket.name);
    socket.type.namesakes = two;
    REQUIRE(told(t).size() == 1);
    CHECK(told(t)[0].first == "connector-hides-another");
    socket.type.namesakes = {};
  }
  t.cable.fixture.sockets.back().accepts.push_back({t.cable.profile.ends[0].type, {}});
  t.cable.fixture.sockets.back().accepts.back().plug.namesakes = two;
  CHECK(told(t).size() == 1);
  t.cable.fixture.sockets.back().accepts.pop_back();
  for (auto& end : t.cable.profile.ends) end.type.namesakes = two;
  std::set<std::string> types;
  for (const auto& end : t.cable.profile.ends) types.insert(end.type.name);
  CHECK(told(t).size() == types.size());
}

TEST_CASE("a proof is worth a week, and nothing where the wire was found broken or the clock went back") {
  FixtureEvidence p;
  const Contact c{"amp-4.4", "S"};
  CHECK_FALSE(p.is_proved(c, kNow));
  CHECK_FALSE(p.empty_is_proved(kNow));
  p.connected[c] = kNow;
  p.empty_seen = kNow;
  CHECK(p.is_proved(c, kNow));
  CHECK(p.is_proved(c, kNow + kProofSeconds));
  CHECK_FALSE(p.is_proved(c, kNow + kProofSeconds + 1));
  CHECK_FALSE(p.is_proved(c, kNow - 1));
  CHECK(p.empty_is_proved(kNow + kProofSeconds));
  CHECK_FALSE(p.empty_is_proved(kNow + kProofSeconds + 1));
  CHECK_FALSE(p.empty_is_proved(kNow - 1));
  p.broken.insert(c);
  p.bridged = true;
  CHECK_FALSE(p.is_proved(c, kNow));
  CHECK_FALSE(p.empty_is_proved(kNow));
}

TEST_CASE("a proof of an impossible time is none") {
  using Time = std::numeric_limits<std::int64_t>;
  const Contact c{"amp-4.4", "S"};
  for (const std::int64_t seen : {Time::min(), Time::min() + 1, std::int64_t{-1}, Time::max()})
    for (const std::int64_t now : {kNow, std::int64_t{0}, std::int64_t{-1}, Time::min(), Time::max() - 1}) {
      CAPTURE(seen);
      CAPTURE(now);
      FixtureEvidence p;
      p.connected[c] = seen;
      p.empty_seen = seen;
      CHECK_FALSE(p.is_proved(c, now));
      CHECK_FALSE(p.empty_is_proved(now));
    }
}
