#include "naming/learning.hpp"

#include "naming/provenance.hpp"
#include "core/core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

constexpr std::int64_t kToday = 1'800'000'000;

const std::vector<EndChoice> kEnds = {{"amp", "amp-4.4"}, {"left", "cup-l"}, {"right", "cup-r"}};

Reading reading_of(const ScanMatrix& m) {
  const Fixture f = bench();
  return agreed_reading({evidence_of(m), evidence_of(m)}, f);
}

ScanMatrix good() { return Placed(balanced()).expected.matrix(); }

template <class Body>
std::string refusal(Body body) {
  try {
    body();
  } catch (const Error& e) {
    CHECK(!e.message.empty());
    return e.code;
  }
  return "learned";
}

std::string measured(const std::vector<std::vector<std::string>>& groups, const std::vector<EndChoice>& ends = kEnds) {
  const Fixture f = bench();
  return refusal([&] { measured_cable(ends, reading_of(Placed(balanced()).matrix(groups)), f); });
}

std::string in_words(const Profile& p) {
  std::string out;
  for (const auto& n : p.nets) {
    out += (out.empty() ? "" : "; ") + n.name + ":";
    for (const auto& c : n.contacts) out += " " + c.name();
  }
  return out;
}

Profile learned() {
  const Fixture f = bench();
  return measured_cable(kEnds, reading_of(good()), f);
}

FixtureEvidence proved() {
  FixtureEvidence out;
  out.empty_seen = kToday;
  const Fixture f = bench();
  for (const auto& s : f.sockets)
    for (const auto& [pin, point] : s.wires) out.connected[{s.name, pin}] = kToday;
  return out;
}

std::string teaches(const FixtureEvidence& proofs) {
  const Fixture f = bench();
  const Profile p = learned();
  const FixtureMap map(p, f, {{"amp", "amp-4.4"}, {"left", "cup-l"}, {"right", "cup-r"}});
  return refusal([&] { check_teacher(p, map, reading_of(good()), f, proofs, kToday); });
}

std::string agreed(const std::vector<Evidence>& all) {
  const Fixture f = bench();
  return refusal([&] { agreed_reading(all, f); });
}

}  // namespace

TEST_CASE("the nets of a good cable are learned by their contacts, without names for what they carry") {
  CHECK(in_words(learned()) == "net1: amp.T left.T; net2: amp.R1 left.S; net3: amp.R2 right.T; net4: amp.R3 right.S");
}

TEST_CASE("an empty jig, half a cable and an end that nothing reaches teach nothing") {
  CHECK(measured({}) == "unproved-end");
  CHECK(measured({{"amp.T", "left.T"}, {"amp.R1", "left.S"}}) == "unproved-end");
  CHECK(measured({{"amp.T", "left.T"}, {"right.T", "right.S"}}) == "unproved-end");
}

TEST_CASE("what is joined outside of the cable's sockets is refused") {
  CHECK(measured({{"amp.T", "left.T", "out-xlr.1"}, {"amp.R1", "right.T"}}) == "foreign-link");
  CHECK(measured({{"amp.T", "left.T"}, {"amp.R1", "right.T"}, {"out-xlr.1", "out-xlr.2"}}) == "foreign-link");
  CHECK(measured({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}},
                 {{"amp", "amp-4.4"}, {"left", "cup-l"}}) == "foreign-link");
}

TEST_CASE("a socket that does not exist, or that two ends would share, is refused") {
  CHECK(measured({{"amp.T", "left.T"}}, {{"amp", "amp-4.5"}}) == "unknown-socket");
  CHECK(measured({{"amp.T", "left.T"}}, {{"amp", "amp-4.4"}, {"b", "amp-4.4"}}) == "socket-taken");
  CHECK(measured({{"amp.T", "left.T"}}, {{"amp", "amp-4.4"}, {"b", "amp-2.5"}}) == "socket-taken");
}

TEST_CASE("measurements that differ, in any link of any scan, teach nothing") {
  const ScanMatrix m = good();
  CHECK(agreed({evidence_of(m), evidence_of(m)}) == "learned");
  CHECK(agreed({evidence_of(m)}) == "incomplete");
  ScanMatrix less = m;
  less.rows[0] = only(0);
  less.rows[5] = only(5);
  CHECK(agreed({evidence_of(m), evidence_of(less)}) == "unstable");
  Evidence flicker = evidence_of(m);
  flicker.scans.back().matrix = less;
  CHECK(agreed({evidence_of(m), flicker}) == "unstable");
  CHECK(agreed({flicker, evidence_of(m)}) == "unstable");
  Evidence at_times = evidence_of(m);
  at_times.holds[0].always_low = only(0);
  CHECK(agreed({evidence_of(m), at_times}) == "unstable");
  Evidence late = evidence_of(m);
  for (auto& s : late.scans) s.matrix = less;
  CHECK(agreed({late, late}) == "unstable");
  Evidence restarted = evidence_of(m);
  for (auto& s : restarted.scans) s.boot = 8;
  for (auto& h : restarted.holds) h.boot = 8;
  CHECK(agreed({evidence_of(m), restarted}) == "jig-restarted");
}

TEST_CASE("a capacitor, a diode and a weak joint are no wires to be learned") {
  const ScanMatrix m = good();
  ScanMatrix more = m;
  more.rows[0] |= only(1);
  more.rows[1] |= only(0);
  Evidence momentary = evidence_of(m);
  for (auto& s : momentary.scans) s.matrix = more;
  CHECK(agreed({momentary, momentary}) == "capacitive");
  ScanMatrix diode = m;
  diode.rows[0] |= only(8);
  CHECK(agreed({evidence_of(diode), evidence_of(diode)}) == "one-way");
  ScanMatrix ragged = Placed::of_sets({only(0) | only(5) | only(7)});
  ragged.rows[5] &= ~only(7);
  ragged.rows[7] &= ~only(5);
  CHECK(agreed({evidence_of(ragged), evidence_of(ragged)}) == "weak-connection");
}

TEST_CASE("links that conduct one way become diodes where they are meant, and only whole ones") {
  const Fixture f = bench();
  const std::vector<EndChoice> ends = {{"left", "cup-l"}, {"right", "cup-r"}};
  const auto taught = [&](const ScanMatrix& m) {
    return measured_cable(ends, agreed_reading({evidence_of(m), evidence_of(m)}, f, OneWays::meant), f);
  };
  // A diode from left.T to right.T and right.S, which are joined.
  ScanMatrix m = Placed::of_sets({only(7) | only(8)});
  m.rows[7] |= only(5);
  m.rows[8] |= only(5);
  Profile p = taught(m);
  CHECK(in_words(p) == "net1: left.T; net2: right.T right.S");
  CHECK(p.parts == std::vector<Part>{{"D1", PartKind::diode, "net1", "net2"}});
  name_nets(p, {{"lit", contacts({"right.T"})}});
  CHECK(p.parts.front().to == "lit");
  // Two in a row, and no third one for what they do together.
  ScanMatrix row = Placed::of_sets({});
  row.rows[7] |= only(5);
  row.rows[8] |= only(7) | only(5);
  CHECK(taught(row).parts == std::vector<Part>{{"D1", PartKind::diode, "net1", "net2"}, {"D2", PartKind::diode, "net2", "net3"}});
  // One of two points sees it, the other does not: a joint, perhaps.
  ScanMatrix half = m;
  half.rows[8] &= ~only(5);
  CHECK(refusal([&] { taught(half); }) == "one-way");
  // It goes to another socket.
  ScanMatrix foreign = m;
  foreign.rows[0] |= only(6);
  CHECK(refusal([&] { taught(foreign); }) == "foreign-link");
}

TEST_CASE("an outside voltage, a stuck pin and a pin that does not pull low stop the lesson") {
  Evidence held = evidence_of(good());
  held.scans[0].held_high = only(3);
  CHECK(agreed({held, held}) == "held-high");
  Evidence dead = evidence_of(good());
  for (auto& s : dead.scans) s.matrix.rows[14] = 0;
  CHECK(agreed({dead, dead}) == "dead-point");
}

TEST_CASE("a fixture teaches only what was proved of it") {
  CHECK(teaches(proved()) == "learned");
  FixtureEvidence p = proved();
  p.empty_seen.reset();
  CHECK(teaches(p) == "fixture-never-empty");
  p = proved();
  p.empty_seen = kToday - kProofSeconds - 1;
  CHECK(teaches(p) == "fixture-never-empty");
  p = proved();
  p.bridged = true;
  CHECK(teaches(p) == "fixture-bridged");
  p = proved();
  p.connected.erase({"amp-4.4", "S"});  // measured alone: a broken wire would look the same
  CHECK(teaches(p) == "socket-wire-unproved");
  p = proved();
  p.connected.erase({"amp-4.4", "T"});  // seen connected right now
  CHECK(teaches(p) == "learned");
  p = proved();
  p.broken.insert({"cup-l", "T"});
  CHECK(teaches(p) == "fixture-wire-broken");
  p = proved();
  p.misrouted.insert({"cup-l", "T"});
  CHECK(teaches(p) == "fixture-miswired");
  p = proved();
  p.failed.insert("cup-r");
  CHECK(teaches(p) == "fixture-failed");
}

TEST_CASE("roles come from a cable with the very same contacts, net by net") {
  Profile p = learned();
  name_nets(p, roles_as_in(balanced(), p));
  CHECK(in_words(p) == "L+: amp.T left.T; L-: amp.R1 left.S; R+: amp.R2 right.T; R-: amp.R3 right.S");
  CHECK(wiring_of_roles(p) == Wiring::balanced);
  CHECK(roles_as_in(small_balanced(), p).empty());
  Profile other = balanced();
  other.nets[1].contacts.push_back({"amp", "S"});
  CHECK(roles_as_in(other, p).size() == 3);
}

TEST_CASE("a role must be on one net, once, and on a contact that carries something") {
  const auto named = [](const std::vector<RoleChoice>& roles) {
    Profile p = learned();
    return refusal([&] { name_nets(p, roles); });
  };
  CHECK(named({{"L+", contacts({"amp.T"})}, {"R+", contacts({"amp.R2", "right.T"})}}) == "learned");
  CHECK(named({{"L+", contacts({"amp.T", "right.T"})}}) == "roles-apart");
  CHECK(named({{"L+", contacts({"amp.S"})}}) == "not-connected");
  CHECK(named({{"L+", contacts({"amp.R9"})}}) == "unknown-contact");
  CHECK(named({{"L+", contacts({"amp.T"})}, {"R+", contacts({"left.T"})}}) == "net-named-twice");
  CHECK(named({{"L+", contacts({"amp.T"})}, {"L+", contacts({"amp.R1"})}}) == "role-twice");
  CHECK(named({{"net2", contacts({"amp.T"})}}) == "role-twice");
  CHECK(named({{"L-=R-", contacts({"amp.T"})}, {"R-", contacts({"amp.R1"})}}) == "role-twice");
}

TEST_CASE("the wiring is computed from the roles and where they are") {
  CHECK(wiring_of_roles(balanced()) == Wiring::balanced);
  CHECK(wiring_of_roles(shared_ground()) == Wiring::single_ended);
  CHECK(wiring_of_roles(learned()) == Wiring::other);
  Profile odd = balanced();
  odd.nets[0].name = "L+=R+";
  odd.nets[2].name = "x";
  CHECK(wiring_of_roles(odd) == Wiring::other);
  odd = balanced();
  odd.nets[0].name = "L+=R-";
  odd.nets[3].name = "x";
  CHECK(wiring_of_roles(odd) == Wiring::other);
}

TEST_CASE("a bridge at one end is told, so that a solder bridge is not learned unseen") {
  CHECK(bridged_at_one_end(learned()).empty());
  CHECK(bridged_at_one_end(shared_ground()).empty());
  Profile p = balanced();
  p.nets[1].contacts.push_back({"amp", "S"});
  REQUIRE(bridged_at_one_end(p).size() == 1);
  CHECK(bridged_at_one_end(p)[0]->name == "L-");
}

TEST_CASE("two plugs of one type for left and right are wired alike, or one of them is reversed") {
  CHECK_FALSE(unlike_sides(balanced()));
  CHECK_FALSE(unlike_sides(shared_ground()));
  CHECK_FALSE(unlike_sides(microphone()));
  for (const char* side : {"left", "right"}) {
    CAPTURE(side);
    const auto turn = [&](Profile p) {
      for (auto& net : p.nets)
        for (auto& c : net.contacts)
          if (c.end == side) c.pin = c.pin == "T" ? "S" : "T";
      return p;
    };
    for (const Profile& p : {balanced(), small_balanced(), shared_ground()}) {
      CAPTURE(p.name);
      REQUIRE(unlike_sides(turn(p)));
      CHECK(unlike_sides(turn(p))->name() == "right.T");
    }
  }
  Profile odd = balanced();  // nobody says which side an end is for
  odd.nets[0].name = "a";
  odd.nets[1].name = "b";
  std::swap(odd.nets[2].contacts[1].pin, odd.nets[3].contacts[1].pin);
  CHECK_FALSE(unlike_sides(odd));
  odd = balanced();  // the ends are not of one type
  odd.ends[2].type = trs();
  CHECK_FALSE(unlike_sides(odd));
}

TEST_CASE("a template keeps its first end and its channels; the contacts at the other ends are what was measured") {
  Profile pattern = balanced();
  pattern.trust = Trust::template_only;
  const Fixture f = bench();
  const auto filled = [&](const std::vector<std::vector<std::string>>& groups) -> std::string {
    Profile p;
    const std::string code = refusal([&] {
      p = measured_cable(kEnds, reading_of(Placed(balanced()).matrix(groups)), f);
      name_nets(p, roles_of_template(pattern, p));
    });
    return code == "learned" ? in_words(p) : code;
  };
  CHECK(filled({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        "L+: amp.T left.T; L-: amp.R1 left.S; R+: amp.R2 right.T; R-: amp.R3 right.S");
  CHECK(filled({{"amp.T", "left.S"}, {"amp.R1", "left.T"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        "L+: amp.T left.S; L-: amp.R1 left.T; R+: amp.R2 right.T; R-: amp.R3 right.S");
  CHECK(filled({{"amp.T", "right.T"}, {"amp.R1", "left.S"}, {"amp.R2", "left.T"}, {"amp.R3", "right.S"}}) ==
        "not-as-template");
  CHECK(filled({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}}) == "not-as-template");
  CHECK(filled({{"amp.T", "left.T"}, {"amp.R1", "left.S", "amp.R3", "right.S"}, {"amp.R2", "right.T"}}) ==
        "not-as-template");
  CHECK(filled({{"amp.T", "left.T"}, {"amp.S", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        "not-as-template");
}

TEST_CASE("a template may name the wrong pins of the far ends, and not the wrong ends") {
  Profile pattern = balanced();
  pattern.trust = Trust::template_only;
  pattern.ends[1].type = pattern.ends[2].type = xlr();
  pattern.nets = {{"L+", contacts({"amp.T", "left.1"})},
                  {"L-", contacts({"amp.R1", "left.2"})},
                  {"R+", contacts({"amp.R2", "right.1"})},
                  {"R-", contacts({"amp.R3", "right.2"})}};
  Profile p = pattern;
  const auto roles = [&](std::vector<std::vector<Contact>> nets) {
    p.nets.clear();
    for (auto& n : nets) p.nets.push_back({"net" + std::to_string(p.nets.size() + 1), std::move(n)});
    return refusal([&] { name_nets(p, roles_of_template(pattern, p)); });
  };
  CHECK(roles({contacts({"amp.T", "left.3"}), contacts({"amp.R1", "left.shell"}), contacts({"amp.R2", "right.3"}),
               contacts({"amp.R3", "right.2"})}) == "learned");
  CHECK(p.net_of_role("L-")->contacts[1] == Contact{"left", "shell"});
  CHECK(roles({contacts({"amp.T", "right.3"}), contacts({"amp.R1", "left.shell"}), contacts({"amp.R2", "left.3"}),
               contacts({"amp.R3", "right.2"})}) == "not-as-template");
  CHECK(roles({contacts({"amp.T", "left.3", "left.1"}), contacts({"amp.R1", "left.2"}), contacts({"amp.R2", "right.3"}),
               contacts({"amp.R3", "right.2"})}) == "not-as-template");
  CHECK(roles({contacts({"amp.T", "amp.R1", "left.3"}), contacts({"amp.R2", "right.3"}), contacts({"amp.R3", "right.2"}),
               contacts({"left.1", "right.1"})}) == "not-as-template");
}

TEST_CASE("a template with a shared return may have any pins of the cups the wrong way round") {
  Profile pattern = shared_ground();
  pattern.trust = Trust::template_only;
  Profile p = pattern;
  const auto roles = [&](std::vector<std::vector<Contact>> nets) {
    p.nets.clear();
    for (auto& n : nets) p.nets.push_back({"net" + std::to_string(p.nets.size() + 1), std::move(n)});
    return refusal([&] { name_nets(p, roles_of_template(pattern, p)); });
  };
  CHECK(roles({contacts({"amp.T", "left.T"}), contacts({"amp.R", "right.T"}), contacts({"amp.S", "left.S", "right.S"})}) ==
        "learned");
  CHECK(roles({contacts({"amp.T", "left.S"}), contacts({"amp.R", "right.T"}), contacts({"amp.S", "left.T", "right.S"})}) ==
        "learned");
  CHECK(roles({contacts({"amp.T", "left.S"}), contacts({"amp.R", "right.S"}), contacts({"amp.S", "left.T", "right.T"})}) ==
        "learned");
  CHECK(p.net_of_role("R+")->contacts[1] == Contact{"right", "S"});
  CHECK(roles({contacts({"amp.T", "right.T"}), contacts({"amp.R", "left.T"}), contacts({"amp.S", "left.S", "right.S"})}) ==
        "not-as-template");
  CHECK(roles({contacts({"amp.T", "left.T", "left.S"}), contacts({"amp.R", "right.T"}), contacts({"amp.S", "right.S"})}) ==
        "not-as-template");
}

TEST_CASE("who learned a cable is read back from what was written, whatever the name") {
  const JigIdentity jig{.board = "uno", .number = 4711, .firmware = "0.1.0", .protocol = 1, .points = 16};
  for (const char* name : {"Anna", "Anna from the lab", "R. \"Buzz\" O'Hm: #1", "安娜", "a from one cable"}) {
    REQUIRE(may_be_person(name));
    const std::string text = learned_text({"2026-03-14", name, jig, "bench"});
    REQUIRE(learner_of(text));
    CHECK(learner_of(text)->person == name);
    CHECK(!learner_of(text)->simulated);
    CHECK(learner_of(confirmed_text(text, {"2026-03-15", "Ben", jig, "bench"}, ""))->person == name);
  }
  CHECK(learned_text({"2026-03-14", "Anna", jig, "bench"}) ==
        "learned on 2026-03-14 by Anna from one cable on jig 4711 (uno), fixture bench");
  CHECK(!may_be_person("Anna from one cable on jig 1"));
  CHECK(!may_be_person("  "));
  CHECK(!learner_of("Anna said so"));
  CHECK(!learner_of("learned on 2026-03-14"));
  CHECK(!learner_of("learned on 2026-03-14 by  from one cable on jig 1"));
  JigIdentity simulated = jig;
  simulated.simulated = true;
  CHECK(learner_of(learned_text({"2026-03-14", "Anna", simulated, "bench"}))->simulated);
}

TEST_CASE("a name in other letters is the same person") {
  CHECK(same_person("Anna", "anna"));
  CHECK(same_person("Anna B", "ANNA  b"));
  CHECK(!same_person("Anna", "Ben"));
  const JigIdentity jig{.board = "uno", .number = 4711, .firmware = "0.1.0", .protocol = 1, .points = 16};
  const std::string text = learned_text({"2026-03-14", "Anna", jig, "bench"});
  CHECK(confirmed_text(text, {"2026-03-15", "anna", jig, "bench"}, "the blue one") ==
        text + "; confirmed on 2026-03-15 by anna, the same person, with another cable (the blue one) on jig 4711 "
               "(uno), fixture bench");
  CHECK(confirmed_text(text, {"2026-03-15", "Ben", jig, "bench"}, "") ==
        text + "; confirmed on 2026-03-15 by Ben, another person, on jig 4711 (uno), fixture bench");
}
