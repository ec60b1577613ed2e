#include "core/rewiring.hpp"
#include "core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

using Groups = std::vector<std::vector<std::string>>;

std::string told(const Diagnosis& d) {
  return "[" + d.code + "] " + d.summary + " | " + d.consequence + " | " + d.repair;
}
std::vector<std::string> told(const Placed& cable, const ScanMatrix& m) {
  std::vector<std::string> out;
  for (const auto& d : cable.diagnoses(m)) out.push_back(told(d));
  return out;
}
std::vector<std::string> told(const Placed& cable, const Groups& groups) {
  return told(cable, cable.matrix(groups));
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("grounds tied in a balanced plug: do not plug it into a balanced amplifier") {
  const Placed cable(balanced());
  const Groups tied = {{"amp.T", "left.T"}, {"amp.R2", "right.T"}, {"amp.R1", "left.S", "amp.R3", "right.S"}};
  CHECK(told(cable, tied) ==
        Strings{"[returns-joined] The two returns L- and R- are joined: this is shared-ground wiring in a balanced "
                "plug. | It shorts the two inverted outputs of a balanced amplifier. Do not plug it into one. | "
                "Separate L- from R-: amp.R1, amp.R3, left.S and right.S must be two conductors. Look at the Y split "
                "and inside the plug."});
  const Netlist n = netlist_of(cable.matrix(tied));
  CHECK(classify_wiring(cable.profile, cable.map, n).measured == Wiring::single_ended);
  CHECK(balanced_safe(cable.profile, cable.map, n).answer == BalancedSafe::Answer::no);
}

TEST_CASE("grounds tied come first, whatever else is wrong") {
  const Placed cable(balanced());
  const auto all = told(cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S", "amp.R3", "right.S"}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].starts_with("[returns-joined]"));
  CHECK(all[1] == "[open] R+ is open: no path from amp.R2 to right.T. | Silence on the right side. | Redo the joint "
                  "at amp.R2 or right.T; if both look good, the wire is broken.");
}

TEST_CASE("a pair reversed at one end: weak bass, and which two wires to exchange") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.S"}, {"amp.R1", "left.T"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        Strings{"[reversed-pair] Polarity reversed on the left side: L+ and L- are exchanged. | The two sides play "
                "against each other: weak bass, a hollow centre. | At `amp`, exchange the wires on T and R1. The "
                "measurement cannot tell this from the same mistake at `left`: look for the wrong joint before you "
                "heat one."});
}

TEST_CASE("hot and cold reversed") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.1", "out.1"}, {"in.2", "out.3"}, {"in.3", "out.2"}}) ==
        Strings{"[reversed-pair] Polarity reversed: hot and cold are exchanged. | Cancels against other microphones "
                "and lines that carry the same sound. | At `in`, exchange the wires on 2 and 3. The measurement "
                "cannot tell this from the same mistake at `out`: look for the wrong joint before you heat one."});
}

TEST_CASE("reversed at both ends is a straight cable again") {
  const Placed cable(microphone());
  const Groups straight = {{"in.1", "out.1"}, {"in.2", "out.2"}, {"in.3", "out.3"}};
  CHECK(cable.faults(cable.matrix(straight)).empty());
}

TEST_CASE("left and right exchanged: every wire good and the image mirrored") {
  const Placed cable(balanced());
  const auto mirrored = told(
      cable, Groups{{"amp.T", "right.T"}, {"amp.R1", "right.S"}, {"amp.R2", "left.T"}, {"amp.R3", "left.S"}});
  REQUIRE(mirrored.size() == 1);
  CHECK(mirrored[0].starts_with("[crossed-channels] Left and right are exchanged at `amp`. | Every wire is good and "
                                "the image is mirrored. | At `amp`, move the wire on T to R2"));

  const Placed shared(shared_ground());
  const auto small = told(shared, Groups{{"amp.T", "right.T"}, {"amp.R", "left.T"}, {"amp.S", "left.S", "right.S"}});
  REQUIRE(small.size() == 1);
  CHECK(small[0].starts_with("[crossed-channels] Left and right are exchanged. | Every wire is good and the image is "
                             "mirrored. | At `amp`, exchange the wires on T and R."));
}

TEST_CASE("4.4 mm R1 and R2 crossed: two wires exchanged") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R2", "left.S"}, {"amp.R1", "right.T"}, {"amp.R3", "right.S"}}) ==
        Strings{"[crossed-wires] Two wires are exchanged at `amp`: amp.R1 and amp.R2. | Both wires carry the wrong "
                "signal: do not plug it in. | At `amp`, exchange the wires on R1 and R2."});
}

TEST_CASE("a 2.5 mm plug built tip-first as L") {
  const Placed cable(small_balanced());
  // T L+, R1 L-, R2 R+, S R-, as on a 4.4 mm plug.
  const auto all = told(
      cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.S", "right.S"}});
  REQUIRE(all.size() == 1);
  CHECK(all[0].starts_with("[wrong-order] The wires of `amp` are in another order than the profile's. | The plug may "
                           "follow another maker's pinout: do not plug it in. | At `amp`, move the wire on T to R2"));
}

TEST_CASE("every order of the wires on a plug is explained by its rearrangement alone") {
  const Placed cable(balanced());
  std::vector<std::string> order = {"R1", "R2", "R3", "S", "T"};  // sorted
  unsigned explained = 0;
  do {
    const ScanMatrix m = cable.matrix({{"amp." + order[0], "left.T"},
                                       {"amp." + order[1], "left.S"},
                                       {"amp." + order[2], "right.T"},
                                       {"amp." + order[3], "right.S"}});
    const auto found = smallest_rewirings(cable.profile, cable.map, netlist_of(m));
    if (cable.expected.met_by(m)) {
      CHECK(cable.diagnoses(m).empty());
      continue;
    }
    REQUIRE_FALSE(found.empty());
    for (const auto& r : found) CHECK(r.moves.size() == found[0].moves.size());
    CHECK(cable.diagnoses(m).size() == 1);
    ++explained;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(explained == 119);
}

TEST_CASE("the common return open at the plug: centred voices vanish") {
  const Placed cable(shared_ground());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"left.S", "right.S"}}) ==
        Strings{"[open-common-return] amp.S has no connection to the rest of L-=R-. | The two drivers are in series "
                "through the floating return: centred voices vanish. | Redo the joint at amp.S."});
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"amp.S", "right.S"}}) ==
        Strings{"[open] left.S has no connection to the rest of L-=R-. | Silence on that side. | Redo the joint at "
                "left.S."});
}

TEST_CASE("pin 1 shorted to a signal may damage a ribbon microphone") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.1", "out.1", "in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[short] shield + hot are joined: in.1, in.2, out.1 and out.2. | With phantom power this can damage a "
                "ribbon microphone; otherwise no sound or hum. | Look for a solder bridge or a stray strand between "
                "in.1, in.2, out.1 and out.2."});
}

TEST_CASE("a screen that is open hums") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[open] shield is open: no path from in.1 to out.1. | Hum and radio noise; a microphone may get no "
                "phantom power. | Redo the joint at in.1 or out.1; if both look good, the wire is broken."});
}

TEST_CASE("an output shorted may damage the amplifier; a contact that must stay free is in use") {
  const Placed cable(balanced());
  const Groups good = {{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}};
  Groups across = good, sleeve = good;
  across[0].insert(across[0].end(), {"amp.R1", "left.S"});
  sleeve[3].push_back("amp.S");
  across.erase(across.begin() + 1);
  CHECK(told(cable, across) ==
        Strings{"[short] L+ + L- are joined: amp.T, amp.R1, left.T and left.S. | It shorts the amplifier's output: no "
                "sound there, and the amplifier may be damaged. | Look for a solder bridge or a stray strand between "
                "amp.T, amp.R1, left.T and left.S."});
  CHECK(told(cable, sleeve) ==
        Strings{"[short] R- + amp.S are joined: amp.R3, amp.S and right.S. | A contact that must stay free is in use: "
                "do not plug it in. | Look for a solder bridge or a stray strand between amp.R3, amp.S and right.S."});
}

TEST_CASE("a diode is no wire") {
  const Placed cable(balanced());
  ScanMatrix m = cable.expected.matrix();
  for (Point p : members(m.rows[0])) m.rows[p] |= cable.expected.matrix().rows[1];
  CHECK(told(cable, m) ==
        Strings{"[one-way] Current flows only from amp.R1 and left.S to amp.T and left.T: that is no wire. | A diode, "
                "or something powered at the other end. | Unplug whatever the cable is connected to; look for a "
                "component inside the plugs."});
}

TEST_CASE("a plug in another socket is named, and no joint is blamed for it") {
  const Placed cable(balanced());
  const auto all = told(cable, Groups{{"amp.T", "left.T", "out-xlr.2"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"},
                                      {"amp.R3", "right.S"}});
  CHECK(all == Strings{"[other-socket] Something is plugged into socket `out-xlr`, which this cable does not use: "
                       "amp.T and left.T reaches out-xlr.2. | It hides or adds faults: nothing can pass. | Unplug "
                       "`out-xlr`, or put the cable into the sockets shown, and test again."});
}

TEST_CASE("which wiring is safe on a balanced amplifier") {
  const auto answer = [](const Placed& cable, const Groups& groups) {
    return balanced_safe(cable.profile, cable.map, netlist_of(cable.matrix(groups))).answer;
  };
  using Answer = BalancedSafe::Answer;
  const Placed cable(balanced());
  const Groups good = {{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}};
  CHECK(answer(cable, good) == Answer::yes);
  Groups sleeve = good;
  sleeve[1].push_back("amp.S");
  CHECK(answer(cable, sleeve) == Answer::no);
  Groups cups = good;
  cups[1].push_back("right.S");
  cups[3] = {"amp.R3"};
  CHECK(answer(cable, cups) == Answer::yes);  // broken, and no output is shorted
  CHECK(answer(Placed(shared_ground()), {}) == Answer::not_applicable);
  CHECK(answer(Placed(microphone()), {}) == Answer::not_applicable);
  ScanMatrix diode = cable.expected.matrix();
  diode.rows[0] |= only(1) | only(6);
  CHECK(balanced_safe(cable.profile, cable.map, netlist_of(diode)).answer == Answer::no);
}

TEST_CASE("how the four roles are joined") {
  const Placed cable(balanced());
  const auto wiring = [&](const Groups& groups) {
    return classify_wiring(cable.profile, cable.map, netlist_of(cable.matrix(groups))).measured;
  };
  CHECK(wiring({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        Wiring::balanced);
  CHECK(wiring({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}}) == Wiring::other);
  CHECK(wiring({{"amp.T", "left.T", "amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        Wiring::other);
  const Placed shared(shared_ground());
  CHECK(classify_wiring(shared.profile, shared.map, netlist_of(shared.expected.matrix())).measured ==
        Wiring::single_ended);
}
