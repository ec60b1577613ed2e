#include "core/explanation.hpp"
#include "core/upset.hpp"
#include "core_sample.hpp"

// Several causes, and several that explain the same.
using namespace buzzout;
using namespace buzzout::sample;

namespace {

// What each joint's letting go looks like: in the second scan, and at times in the slow pass.
Evidence lets_go(const ScanMatrix& on, const ScanMatrix& off) {
  Evidence e = evidence_of(on);
  e.scans.back().matrix = off;
  for (auto& h : e.holds) h.always_low &= off.rows[lowest(h.driven)];
  return e;
}

Verdict judged(const Placed& cable, const Evidence& e) { return judge({cable.profile, cable.fixture, cable.map}, e, {}, 0); }

}  // namespace

TEST_CASE("a loose joint in a net of three is named where an open one is, and where watch names it") {
  const Placed cable(shared_ground());
  for (const auto& net : cable.profile.nets)
    for (const auto& joint : net.contacts) {
      CAPTURE(joint.name());
      std::vector<std::vector<std::string>> groups;
      for (const auto& n : cable.profile.nets) {
        groups.emplace_back();
        for (const auto& c : n.contacts)
          if (c != joint) groups.back().push_back(c.name());
      }
      const ScanMatrix off = cable.matrix(groups);
      const auto open = cable.faults(off);
      const Verdict v = judged(cable, lets_go(cable.expected.matrix(), off));
      REQUIRE(open.size() == 1);
      REQUIRE(v.faults.size() == 1);
      CHECK(v.faults[0].kind == FaultKind::intermittent);
      CHECK(v.faults[0].net == open[0].net);
      CHECK(v.faults[0].contacts == open[0].contacts);
      CHECK(v.faults[0].contacts.size() == (net.contacts.size() > 2 ? 1 : 2));
      REQUIRE(v.diagnoses.size() == 1);
      CHECK(v.diagnoses[0].contacts == open[0].contacts);
    }
}

TEST_CASE("a net of three with one joint open and another loose is open there and loose between the other two") {
  const Placed cable(shared_ground());
  const ScanMatrix on = cable.matrix({{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"amp.S", "left.S"}});
  const ScanMatrix off = cable.matrix({{"amp.T", "left.T"}, {"amp.R", "right.T"}});
  const Verdict v = judged(cable, lets_go(on, off));
  REQUIRE(v.faults.size() == 2);
  CHECK(v.faults[0].kind == FaultKind::open);
  CHECK(names(v.faults[0].contacts) == std::vector<std::string>{"right.S"});
  CHECK(v.faults[1].kind == FaultKind::intermittent);
  CHECK(names(v.faults[1].contacts) == std::vector<std::string>{"amp.S", "left.S"});
}

TEST_CASE("a plug that moves is one finding, not one a wire") {
  const Placed cable(balanced());
  const Verdict v = judged(cable, lets_go(cable.expected.matrix(), cable.matrix({})));
  CHECK(v.faults.size() == 4);
  REQUIRE(v.diagnoses.size() == 1);
  CHECK(v.diagnoses[0].code == DiagnosisCode::intermittent);
  CHECK(v.diagnoses[0].summary == "All wires came and went during the test.");
  CHECK(v.diagnoses[0].repair.starts_with("Push every plug in as far as it goes"));
}

TEST_CASE("when the wires of one plug let go together, its plug is asked about and no joint is blamed first") {
  const Placed cable(balanced());
  const Verdict v = judged(cable, lets_go(cable.expected.matrix(), cable.matrix({{"amp.R2", "right.T"}, {"amp.R3", "right.S"}})));
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.faults.size() == 2);
  REQUIRE(v.diagnoses.size() == 1);
  CHECK(v.diagnoses[0].summary == "All wires of `left` came and went together during the test: was its plug moved?");
  CHECK(names(v.diagnoses[0].contacts) == std::vector<std::string>{"left.T", "left.S"});
  const Verdict one = judged(cable, lets_go(cable.expected.matrix(),
                                            cable.matrix({{"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}})));
  REQUIRE(one.diagnoses.size() == 1);
  CHECK(one.diagnoses[0].summary.find("plug moved") == std::string::npos);
}

TEST_CASE("what let go while it was watched is told beside what is wrong now, and what is dangerous first") {
  const Placed cable(balanced());
  Evidence e = evidence_of(cable.matrix({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}}));
  e.upsets = {{Upset::Kind::lost, "L+", contacts({"amp.T", "left.T"}), 2, 0, false},
              {Upset::Kind::touched, "L- + R-", contacts({"amp.R1", "left.S", "amp.R3", "right.S"}), 1, 0, false},
              {Upset::Kind::lost, "R+", contacts({"amp.R2", "right.T"}), 1, 0, true}};
  const Verdict v = judged(cable, e);
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.faults.size() == 3);
  REQUIRE(v.diagnoses.size() == 3);
  CHECK(v.diagnoses[0].dangerous);
  CHECK(v.diagnoses[0].summary == "L- + R- touch when the cable moves: once while it was watched.");
  CHECK(v.diagnoses[0].consequence.find("Do not plug it in") != std::string::npos);
  CHECK(v.diagnoses[1].code == DiagnosisCode::open);
  CHECK(v.diagnoses[2].summary == "L+ lets go when the cable moves: twice while it was watched.");
  CHECK(v.balanced_safe.answer == BalancedSafe::Answer::no);
}

TEST_CASE("what changes is told though it was seen once, one way, or at a contact that the profile ignores") {
  Placed cable(balanced());
  const ScanMatrix good = cable.expected.matrix();
  for (Point p = 0; p < 16; ++p)
    for (Point q = 0; q < 16; ++q) {
      if (p == q) continue;
      CAPTURE(p);
      CAPTURE(q);
      Evidence e = evidence_of(good);
      if (has(good.rows[p], q)) e.holds[p].always_low &= ~only(q);
      else e.holds[p].ever_low |= only(q);
      const Verdict v = judged(cable, e);
      REQUIRE(v.outcome == Outcome::fail);
      REQUIRE(v.faults.size() == 1);
      CHECK(v.faults[0].kind == FaultKind::intermittent);
      CHECK(v.diagnoses.size() == 1);
    }
  Profile ignoring = balanced();
  ignoring.wiring = Wiring::other;
  ignoring.ignored = contacts({"amp.S"});
  const Placed other(ignoring);
  Evidence e = evidence_of(good);
  e.scans.back().matrix.rows[4] |= only(0);
  CHECK(judged(other, e).outcome == Outcome::fail);
}

TEST_CASE("with something in another socket what is dangerous is told first all the same") {
  const Placed cable(balanced());
  const auto all = cable.diagnoses(cable.matrix({{"amp.T", "left.T"},
                                                 {"amp.R2", "right.T"},
                                                 {"amp.R1", "left.S", "amp.R3", "right.S", "out-xlr.2"}}));
  REQUIRE(all.size() == 2);
  CHECK(all[0].code == DiagnosisCode::returns_joined);
  CHECK(all[0].dangerous);
  CHECK(all[0].repair.starts_with("Unplug what sits in the other socket first"));
  CHECK(all[1].code == DiagnosisCode::other_socket);
}
