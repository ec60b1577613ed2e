#include <map>

#include "live/assembly.hpp"
#include "live/live.hpp"
#include "core/core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// A cable in somebody's hands: looked at every 10 ms.
struct Handled {
  explicit Handled(Profile p = balanced()) : cable(std::move(p)) {}

  void look(const Look& l) { state = follow(std::move(state), l, job); }
  void hold(const ScanMatrix& m, std::int64_t ms) {
    for (const std::int64_t until = now + ms; now < until; now += 10) look({now, 0, 0, m});
  }
  void hold_good(std::int64_t ms) { hold(good(), ms); }
  // The good cable without those contacts' joints.
  void hold_open(const std::vector<std::string>& open, std::int64_t ms) { hold(without(open), ms); }
  void ground(const std::string& contact, std::int64_t ms) {
    for (const std::int64_t until = now + ms; now < until; now += 10)
      look({now, 0, cable.point(contact), {}});
  }

  ScanMatrix good() const { return cable.expected.matrix(); }
  ScanMatrix without(const std::vector<std::string>& open) const {
    PointSet cut = 0;
    for (const auto& name : open) cut |= cable.point(name);
    ScanMatrix m = good();
    for (Point p = 0; p < m.points(); ++p) m.rows[p] = has(cut, p) ? only(p) : m.rows[p] & ~cut;
    return m;
  }
  ScanMatrix joined(const std::string& a, const std::string& b) const {
    ScanMatrix m = good();
    PointSet both = 0;
    for (const auto& name : {a, b}) both |= m.rows[lowest(cable.point(name))];
    for (Point p : members(both)) m.rows[p] = both;
    return m;
  }
  std::vector<std::string> upsets() const {
    std::vector<std::string> out;
    for (const auto& u : all_upsets(state))
      out.push_back(in_words(u) + (u.redone ? ", redone" : ""));
    return out;
  }
  std::string status() const { return std::string(to_string(state.status)); }

  Placed cable;
  Job job{cable.profile, cable.fixture, cable.map};
  LiveState state;
  std::int64_t now = 0;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a wire that lets go while the cable is bent is remembered when the cable lies still") {
  Handled h;
  h.hold_good(3000);
  CHECK(h.status() == "right");
  for (int i = 0; i < 3; ++i) {
    h.hold_open({"left.S"}, 50);
    CHECK(h.status() == "wrong");
    h.hold_good(400);
  }
  h.hold_good(60'000);
  CHECK(h.upsets() == Words{"L- (amp.R1, left.S) let go 3 times"});
  CHECK(h.status() == "unsteady");
}

TEST_CASE("one look is enough for a wire to be seen letting go") {
  Handled h;
  h.hold_good(2000);
  h.hold_open({"amp.R2"}, 10);
  h.hold_good(10);
  CHECK(h.upsets() == Words{"R+ (amp.R2, right.T) let go once"});
}

TEST_CASE("a link seen in one direction only is a wire that lets go") {
  Handled h;
  h.hold_good(2000);
  ScanMatrix m = h.good();
  m.rows[lowest(h.cable.point("left.T"))] &= ~h.cable.point("amp.T");
  h.hold(m, 10);
  h.hold_good(100);
  REQUIRE(h.upsets().size() == 1);
  CHECK(h.upsets()[0].starts_with("L+ "));
}

TEST_CASE("two nets that touch while the cable is bent are remembered together") {
  Handled h;
  h.hold_good(2000);
  for (int i = 0; i < 2; ++i) {
    h.hold(h.joined("amp.R1", "amp.R3"), 30);
    h.hold_good(300);
  }
  h.hold(h.joined("amp.T", "amp.S"), 30);
  h.hold_good(3000);
  REQUIRE(h.upsets().size() == 2);
  CHECK(h.upsets()[0].starts_with("L- + R- "));
  CHECK(h.upsets()[0].ends_with("touched twice"));
  CHECK(h.upsets()[1].starts_with("L+ + amp.S"));
}

TEST_CASE(
    "a loose wire that is held to one contact after the other is no upset of the wires that are "
    "there") {
  Handled h;
  h.hold_open({"right.T"}, 3000);
  ScanMatrix m = h.without({"right.T"});
  for (const char* touched : {"left.T", "amp.S", "right.S"}) {
    const PointSet both =
        m.rows[lowest(h.cable.point("amp.R2"))] | m.rows[lowest(h.cable.point(touched))];
    ScanMatrix held = m;
    for (Point p : members(both)) held.rows[p] = both;
    h.hold(held, 700);
    h.hold(m, 700);
  }
  CHECK(h.upsets().empty());
}

TEST_CASE("a joint that bounces under the iron is not counted, and one that was good is") {
  Handled h;
  h.hold_open({"left.S"}, 5000);
  CHECK(h.status() == "wrong");
  for (int i = 0; i < 3; ++i) {
    h.hold_good(200);
    h.hold_open({"left.S"}, 400);
  }
  h.hold_open({"left.S", "amp.T"}, 50);
  h.hold_open({"left.S"}, 2000);
  h.hold_good(5000);
  CHECK(h.upsets() == Words{"L+ (amp.T, left.T) let go once"});
}

TEST_CASE("a bridge that is taken apart, and the wire that was moved for it, count nothing") {
  Handled h;
  h.hold(h.joined("amp.R1", "amp.R3"), 5000);
  h.hold_open({"amp.R1"}, 3000);
  h.hold_good(5000);
  CHECK(h.upsets().empty());
  CHECK(h.status() == "right");
  CHECK(h.state.was_wrong);
}

TEST_CASE("a plug that is pulled and pushed in again let nothing go") {
  Handled h;
  h.hold_good(3000);
  h.hold_open({"left.T"}, 100);  // on its way out
  h.hold(h.joined("left.T", "left.S"), 100);
  h.hold_open({"left.T", "left.S"}, 4000);    // out
  h.hold(h.joined("left.T", "left.S"), 100);  // on its way in
  h.hold_open({"left.S"}, 100);
  h.hold_good(10'000);
  CHECK(h.upsets().empty());
  CHECK(h.status() == "right");
}

TEST_CASE("what had let go before its plug was pulled is not forgotten") {
  Handled h;
  h.hold_good(3000);
  h.hold_open({"amp.T"}, 1000);
  h.hold_open({"amp.T", "amp.R1", "amp.R2", "amp.R3"}, 3000);
  h.hold_good(4000);
  CHECK(h.upsets() == Words{"L+ (amp.T, left.T) let go once"});
  CHECK(h.status() == "unsteady");
}

TEST_CASE("a wire that lets go while ground is on another one is seen when the ground is gone") {
  Handled h;
  h.hold_good(3000);
  h.ground("amp.R3", 500);
  h.hold_open({"amp.T"}, 3000);
  h.hold_good(3000);
  CHECK(h.upsets() == Words{"L+ (amp.T, left.T) let go once"});
}

TEST_CASE("a plug whose contacts all let go for a moment was not pulled") {
  Handled h;
  h.hold_good(3000);
  h.hold_open({"left.T", "left.S"}, 300);
  h.hold_good(5000);
  CHECK(h.upsets() == Words{"L+ (amp.T, left.T) let go once", "L- (amp.R1, left.S) let go once"});
}

TEST_CASE("a cable that was pulled for a moment let everything go, and no wire of its own; it fails all the same") {
  Handled h;
  h.hold_good(3000);
  h.hold_open({"amp.R3"}, 50);
  h.hold_good(2000);
  h.hold_open({"amp.T", "amp.R1"}, 50);  // on its way out
  h.hold_open({"amp.T", "amp.R1", "amp.R2", "amp.R3"}, 1000);
  h.hold_good(5000);
  REQUIRE(h.upsets().size() == 2);
  CHECK(h.upsets()[0] == "R- (amp.R3, right.S) let go once");  // before that
  CHECK(h.upsets()[1] == "all wires let go once");
  CHECK(h.status() == "unsteady");
  Evidence e = evidence_of(h.good());
  e.upsets = {all_upsets(h.state)[1]};
  const Verdict v = judge(h.job, e, {}, 0);
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.diagnoses.at(0).summary == "All wires let go at once: once while it was watched.");
}

TEST_CASE("the only wire that was left is told as itself when it lets go") {
  Handled h(microphone());
  h.hold_open({"in.2", "in.3"}, 3000);
  h.hold_open({"in.1", "in.2", "in.3"}, 500);
  h.hold_open({"in.2", "in.3"}, 3000);
  CHECK(h.upsets() == Words{"shield (in.1, out.1) let go once"});
}

TEST_CASE("what lets go or touches before all ends are in is no fault of the cable, whichever end is still out") {
  const std::map<std::string, Words> ends = {{"left", {"left.T", "left.S"}}, {"right", {"right.T", "right.S"}}};
  for (const auto& [out, open] : ends) {
    const std::string other = out == "left" ? "right" : "left";
    CAPTURE(out);
    Handled h;
    h.hold_open(open, 5000);
    for (int i = 0; i < 3; ++i) {  // who pushes one plug moves the others
      Words noise = open;
      noise.push_back(other + ".T");
      h.hold_open(noise, 60);
      h.hold_open(open, 400);
    }
    h.hold_good(200);  // its first touch
    h.hold_open({other + ".S"}, 60);
    h.hold_good(3000);
    CHECK(h.upsets().empty());
    CHECK(h.status() == "right");
    h.hold_open({other + ".S"}, 60);  // from here on it is the cable
    h.hold_good(3000);
    CHECK(h.upsets().size() == 1);
    CHECK(h.status() == "unsteady");
  }
}

TEST_CASE("an end that is pulled and comes back makes the cable whole anew; what let go before that stays known") {
  Handled h;
  h.hold_good(3000);
  h.hold_open({"left.S"}, 60);
  h.hold_good(3000);
  h.hold_open({"right.T", "right.S"}, 4000);
  h.hold_open({"right.T", "right.S", "left.T"}, 60);
  h.hold_open({"right.T", "right.S"}, 1000);
  h.hold_good(5000);
  CHECK(h.upsets() == Words{"L- (amp.R1, left.S) let go once"});
}

TEST_CASE("an earthed iron on a joint is no fault, and nothing counts where it was") {
  Handled h;
  h.hold_good(3000);
  h.ground("left.S", 2000);
  CHECK(h.status() == "grounded");
  h.hold_open({"left.S"}, 200);
  h.hold_good(5000);
  CHECK(h.upsets().empty());
  h.ground("left.S", 100);
  h.hold_good(300);
  h.hold_open({"amp.T"}, 50);
  h.hold_good(100);
  CHECK(h.upsets() == Words{"L+ (amp.T, left.T) let go once"});
}

TEST_CASE("a scan that a touch of ground tore is neither shown nor held against the cable") {
  Handled h;
  h.hold_good(3000);
  ScanMatrix torn = h.good();
  for (Point p = 0; p < 7; ++p) torn.rows[p] |= h.cable.point("right.T");
  for (int i = 0; i < 3; ++i) {
    h.hold(torn, 10);
    h.ground("right.T", 300);
    CHECK(finding(h.state, h.job).faults.empty());
    h.hold(torn, 10);
    h.hold_good(50);
  }
  h.hold_good(3000);
  CHECK(h.upsets().empty());
  CHECK(h.status() == "right");
}

TEST_CASE("a wire that comes and goes all the time is never right") {
  Handled h;
  h.hold_good(20);
  for (int i = 0; i < 500; ++i) h.hold(i % 2 == 0 ? h.good() : h.without({"amp.R1"}), 10);
  CHECK(h.status() == "unsteady");
  REQUIRE(chattering(h.state, h.job).size() == 1);
  CHECK(chattering(h.state, h.job)[0].net == "L-");
  h.hold_good(10'000);
  CHECK(h.status() == "unsteady");  // that long is no bouncing
  CHECK(h.upsets().size() == 1);
}

TEST_CASE("what was redone is remembered and no longer held against the cable") {
  Handled h;
  h.hold_good(2000);
  h.hold_open({"amp.R1"}, 50);
  h.hold_good(2000);
  h.state = redone(std::move(h.state));
  h.hold_good(100);
  CHECK(h.status() == "right");
  CHECK(h.upsets() == Words{"L- (amp.R1, left.S) let go once, redone"});
  h.hold_good(2000);
  h.hold_open({"amp.R1"}, 50);
  h.hold_good(2000);
  CHECK(h.status() == "unsteady");
  CHECK(h.upsets().size() == 2);
}

TEST_CASE("a finding of looks never says PASS") {
  Handled h;
  CHECK(finding(h.state, h.job).outcome == Outcome::no_cable);
  h.hold_good(100);
  CHECK(finding(h.state, h.job).outcome == Outcome::aborted);
  h.hold_open({"amp.T"}, 100);
  const Verdict v = finding(h.state, h.job);
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.diagnoses.at(0).code == DiagnosisCode::open);
}

TEST_CASE("a cable that let go while it was watched fails, though it lies still in the test") {
  const Handled h;
  Evidence e = evidence_of(h.good());
  Upset u{Upset::Kind::lost, "L-", contacts({"amp.R1", "left.S"}), 3, 0, false};
  e.upsets = {u};
  const Verdict v = judge(h.job, e, {}, 0);
  CHECK(v.outcome == Outcome::fail);
  REQUIRE(v.faults.size() == 1);
  CHECK(v.faults[0].kind == FaultKind::intermittent);
  CHECK(v.diagnoses.at(0).summary ==
        "L- lets go when the cable moves: 3 times while it was watched.");
  e.upsets[0].redone = true;
  CHECK(judge(h.job, e, {}, 0).outcome == Outcome::pass);
}

TEST_CASE("a cable is built joint by joint, and each is ticked off") {
  Handled h(shared_ground());
  h.hold(h.cable.matrix({}), 10);
  Assembly a = assembly_of(h.job, finding(h.state, h.job));
  REQUIRE(a.joints.size() == 4);
  CHECK(a.done() == 0);
  CHECK(a.next()->to.name() == "left.T");
  h.hold(h.cable.matrix({{"amp.T", "left.T"}, {"amp.S", "right.S"}}), 10);
  a = assembly_of(h.job, finding(h.state, h.job));
  CHECK(a.done() == 2);
  CHECK(a.wrong.empty());
  CHECK(a.next()->net == "R+");
  CHECK(a.joints[2].done == false);
  CHECK(a.joints[3].done == true);
  h.hold_good(10);
  a = assembly_of(h.job, finding(h.state, h.job));
  CHECK(a.done() == 4);
  CHECK(a.next() == nullptr);
}

TEST_CASE("a wire on a wrong contact is named, and told where it belongs") {
  const auto wrong = [](const std::vector<std::vector<std::string>>& groups) {
    Handled h;
    h.hold(h.cable.matrix(groups), 10);
    return assembly_of(h.job, finding(h.state, h.job)).wrong;
  };
  CHECK(wrong({{"amp.R1", "right.T"}}) ==
        Words{"The wire on right.T comes from amp.R1: it is L- and belongs on left.S."});
  CHECK(wrong({{"amp.T", "left.T", "amp.R1"}}) ==
        Words{"The wire on left.T comes from amp.R1: it is L- and belongs on left.S."});
  CHECK(wrong({{"amp.S", "left.S"}}) ==
        Words{"This wire joins left.S to amp.S, which must stay free: take it off."});
  CHECK(wrong({{"amp.T", "amp.R1"}}) == Words{"amp.T and amp.R1 touch: amp.T is L+ and goes to "
                                              "left.T; amp.R1 is L- and goes to left.S."});
  CHECK(wrong({{"amp.T", "left.T", "right.T"}}) ==
        Words{"right.T is joined to L+, which is complete without it: right.T is R+ and goes to "
              "amp.R2."});
  CHECK(wrong({{"left.T", "right.T"}}) == Words{"left.T and right.T touch: left.T is L+ and goes "
                                                "to amp.T; right.T is R+ and goes to amp.R2."});
  CHECK(
      wrong({{"amp.R1", "left.S", "amp.R3", "right.S"}}) ==
      Words{"L- and R- are joined: look for a bridge between amp.R1, amp.R3, left.S and right.S."});
  CHECK(wrong({{"amp.T", "left.T"}, {"amp.R3", "right.S"}}).empty());
}

TEST_CASE("a lead from ground names the wire that it touches") {
  const Handled h;
  CHECK(probe_text(h.job, h.cable.point("amp.T")) == "This is L+ (amp.T). It goes to left.T.");
  CHECK(probe_text(h.job, h.cable.point("amp.T") | h.cable.point("left.T")) ==
        "This is L+ (amp.T, left.T): all of its joints are there.");
  CHECK(probe_text(h.job, h.cable.point("amp.T") | h.cable.point("amp.R1")) ==
        "Ground touches amp.T (L+), amp.R1 (L-).");
  CHECK(probe_text(h.job, h.cable.point("amp.S")) == "Ground touches amp.S.");
}
