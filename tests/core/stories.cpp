#include "core/diagnose.hpp"
#include "core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

using Groups = std::vector<std::vector<std::string>>;

std::string told(const Diagnosis& d) {
  std::string out = "[" + to_string(d.code) + "] " + d.summary + " | " + d.consequence + " | " + d.repair;
  for (const auto& other : d.alternatives) out += " | or " + other;
  return out;
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
                "Separate L- from R-. Look for a stray strand or crushed insulation at `amp` between R1 and R3; if the "
                "plugs are clean, it is inside the cable. If a balanced plug was put onto a cable with one shared return, it cannot be mended: it takes a four-conductor cable."});
  const Netlist n = netlist_of(cable.matrix(tied));
  CHECK(classify_wiring(cable.profile, cable.map, n).measured == Wiring::single_ended);
  CHECK(balanced_safe(cable.profile, cable.map, n).answer == BalancedSafe::Answer::no);
}

TEST_CASE("grounds tied come first, whatever else is wrong") {
  const Placed cable(balanced());
  const auto all = told(cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S", "amp.R3", "right.S"}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].starts_with("[returns-joined]"));
  CHECK(all[1] == "[open] R+ is open: no path from amp.R2 to right.T. | Silence on the right side. | Bend the cable at both plugs and press on the joints at amp.R2 and right.T while you watch it live; redo the one that brings it back or has come off. If both are good, the wire is broken in between.");
}

TEST_CASE("a pair reversed at one end: weak bass, and which two wires to exchange at either end") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.S"}, {"amp.R1", "left.T"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}}) ==
        Strings{"[reversed-pair] Polarity reversed on the left side: L+ and L- are exchanged. | The two sides play "
                "against each other: weak bass, a hollow centre. | At `left`, exchange the wires on T and S. | or at "
                "`amp`, exchange the wires on T and R1"});
}

TEST_CASE("a pair reversed and a joint broken are two diagnoses") {
  const Placed cable(balanced());
  const auto all = told(cable, Groups{{"amp.T", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}});
  REQUIRE(all.size() == 3);
  CHECK(all[0].starts_with("[half-in] `left` may not be pushed home"));  // it would measure the same
  CHECK(all[1].starts_with("[reversed-pair]"));
  CHECK(all[2].starts_with("[open] L- is open: no path from amp.R1 to left.T."));
}

TEST_CASE("hot and cold reversed") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.1", "out.1"}, {"in.2", "out.3"}, {"in.3", "out.2"}}) ==
        Strings{"[reversed-pair] Polarity reversed: hot and cold are exchanged. | Cancels against other microphones "
                "and lines that carry the same sound. | At `in`, exchange the wires on 2 and 3. | or at `out`, exchange "
                "the wires on 2 and 3"});
}

TEST_CASE("reversed at both ends is a straight cable again") {
  const Placed cable(microphone());
  const Groups straight = {{"in.1", "out.1"}, {"in.2", "out.2"}, {"in.3", "out.3"}};
  CHECK(cable.faults(cable.matrix(straight)).empty());
}

TEST_CASE("left and right exchanged: the plugs before the iron") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "right.T"}, {"amp.R1", "right.S"}, {"amp.R2", "left.T"}, {"amp.R3", "left.S"}}) ==
        Strings{"[crossed-channels] Left and right are exchanged: by the plugs `left` and `right`, or inside the cable. | "
                "Every wire is good and the image is mirrored. | "
                "No iron yet: look at the marks of the plugs `left` and `right`. If two are in each other's sockets, exchange "
                "them and test again. If each is in its own, leave them: the cable is crossed inside, and the wires of "
                "`left` and `right` are to be exchanged, contact for contact. | or only if the marks are right: at `amp`, exchange the wires on T and R2, and those on R1 "
                "and R3"});
  const Placed shared(shared_ground());
  CHECK(told(shared, Groups{{"amp.T", "right.T"}, {"amp.R", "left.T"}, {"amp.S", "left.S", "right.S"}}) ==
        Strings{"[crossed-channels] Left and right are exchanged: by the plugs `left` and `right`, or inside the cable. | "
                "Every wire is good and the image is mirrored. | "
                "No iron yet: look at the marks of the plugs `left` and `right`. If two are in each other's sockets, exchange "
                "them and test again. If each is in its own, leave them: the cable is crossed inside, and the wires of "
                "`left` and `right` are to be exchanged, contact for contact. | or only if the marks are right: at `amp`, exchange the wires on T and R"});
}

TEST_CASE("4.4 mm R1 and R2 crossed: two wires exchanged") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R2", "left.S"}, {"amp.R1", "right.T"}, {"amp.R3", "right.S"}}) ==
        Strings{"[crossed-wires] Two wires are exchanged at `amp`: L- and R+. | Both wires carry the wrong signal: do "
                "not plug it in. | First look at the marks of the plugs `left` and `right`: if two are in each other's sockets, exchange them and test again. If not, at `amp`, exchange the wires on R1 and R2."});
}

TEST_CASE("a 2.5 mm plug built tip-first as L") {
  const Placed cable(small_balanced());
  // T L+, R1 L-, R2 R+, S R-, as on a 4.4 mm plug.
  const auto all = told(
      cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.S", "right.S"}});
  REQUIRE(all.size() == 1);
  CHECK(all[0].starts_with("[wrong-order] The wires of `amp` are in another order than the profile's. | Every wire is "
                           "whole and carries the wrong signal: do not plug it in. | First look at the marks of the plugs "
                           "`left` and `right`: if two are in each other's sockets, exchange them and test again. If not, at `amp`, move the wire on T to R2, the one on R1 to S, the one on R2 to R1, the one on S to T."));
}

TEST_CASE("a 2.5 mm plug in another maker's order is told by the maker's name") {
  const Placed cable(small_balanced());
  const auto all = told(
      cable, Groups{{"amp.T", "left.T"}, {"amp.R2", "left.S"}, {"amp.R1", "right.T"}, {"amp.S", "right.S"}});
  REQUIRE(all.size() == 1);
  CHECK(all[0].starts_with("[other-order] `amp` is wired L+ R+ L- R- from the tip (HiFiMAN); this profile has R- R+ L+ "
                           "L- (Astell&Kern). | In this profile's socket each driver hangs between the wrong outputs: "
                           "do not plug it in. | First look at the marks of the plugs `left` and `right`: if two are in "
                           "each other's sockets, exchange them and test again. If not, at `amp`, move the wire on T to R2, "
                           "the one on R2 to S, the one on S to T."));
}

TEST_CASE("all wires one contact too far towards the sleeve") {
  const Placed cable(balanced());
  const auto all = told(
      cable, Groups{{"amp.R1", "left.T"}, {"amp.R2", "left.S"}, {"amp.R3", "right.T"}, {"amp.S", "right.S"}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].starts_with("[half-in] `amp` may not be pushed home"));
  CHECK(all[1].starts_with("[shifted-contacts] The wires of `amp` sit one contact too far towards the sleeve. | Every "
                           "wire is whole and carries the wrong signal: do not plug it in. | First look at the marks of the "
                           "plugs `left` and `right`: if two are in each other's sockets, exchange them and test again. If not, at `amp`, move the wire on R1 to T, the one on R2 to R1, the one on R3 to R2, the one on S "
                           "to R3."));
}

TEST_CASE("a wire on the neighbour's contact is one mistake, not two") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T", "right.S"}}) ==
        Strings{"[output-shorted] The wire of R- is on amp.R2 instead of amp.R3, and so R+ and R- are joined. | It "
                "shorts the output of a balanced amplifier on the right side: silence there, and the amplifier may be "
                "damaged. Do not plug it in. | At `amp`, move that wire from R2 to R3. | or redo the joint at amp.R3 or "
                "right.S, and separate R+ and R- (at `right` between T and S)"});
}

TEST_CASE("a wire on the free contact is off its own") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.S", "right.S"}}) ==
        Strings{"[miswire] The wire of R- is on amp.S, which must stay free, instead of amp.R3. | Silence there, or a "
                "contact that the amplifier grounds is driven: do not plug it in. | At `amp`, move the wire on S to R3."});
}

TEST_CASE("a plug that reaches nothing is pushed in before anything is soldered") {
  const Placed cable(balanced());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R1", "left.S"}}) ==
        Strings{"[end-not-connected] Nothing arrives at `right`: it is not plugged in, or all of its wires are open. | Silence on "
                "the right side. | Push the plug `right` all the way into socket cup-r and test again. If it was in, prove the jig, then open the plug: its wires are off, or the cable is broken close to it."});
}

TEST_CASE("of an open net of several contacts each may be alone, or one, or they are in parts") {
  const auto first_of = [](const Placed& cable, const Groups& groups) {
    const ScanMatrix m = cable.matrix(groups);
    return diagnose(cable.profile, cable.map, netlist_of(m), cable.faults(m)).at(0);
  };
  const Placed shared(shared_ground());
  CHECK(first_of(shared, {{"amp.T", "left.T"}, {"amp.R", "right.T"}}).summary ==
        "The shared return is open: amp.S, left.S and right.S are each alone.");
  CHECK(first_of(shared, {{"amp.T", "left.T"}, {"amp.R", "right.T"}}).repair ==
        "Two of these joints or more are open: redo amp.S, left.S and right.S, one after the other.");
  const Diagnosis one = first_of(shared, {{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"left.S", "right.S"}});
  CHECK(one.repair == "Redo the joint at amp.S.");
  CHECK_FALSE(one.action);
  Profile bonded = microphone();
  bonded.nets[0] = {"shield", contacts({"in.1", "in.shell", "out.1", "out.shell"})};
  const Diagnosis parts = first_of(Placed(bonded), {{"in.1", "in.shell"}, {"out.1", "out.shell"}, {"in.2", "out.2"}, {"in.3", "out.3"}});
  CHECK(parts.repair.find("bend it while you watch it live.") != std::string::npos);
  CHECK(parts.action == Action{ActionCode::watch, {{"profile", "microphone"}}});
}

TEST_CASE("where the jig's own wire is not proved it is a suspect") {
  const Placed cable(balanced());
  const ScanMatrix m = cable.matrix({{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}});
  const auto with = [&](const Suspects& suspects) {
    return diagnose(cable.profile, cable.map, netlist_of(m), cable.faults(m), suspects).at(0).repair;
  };
  const std::string joints = with({});
  CHECK(joints.starts_with("Bend the cable at both plugs and press on the joints at amp.R3 and right.S"));
  CHECK(with({{contact("amp.R3")}}) ==
        "First prove the jig's own wire to amp-4.4.R3. If it is whole: " + joints);
  CHECK(with({{}, true}) == joints);  // no bridge opens a wire
}

TEST_CASE("where the fixture was not seen empty, a bridge in it is a suspect of every short") {
  const Placed cable(balanced());
  const ScanMatrix m = cable.matrix({{"amp.T", "left.T", "amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}});
  const auto with = [&](const Suspects& suspects) {
    return diagnose(cable.profile, cable.map, netlist_of(m), cable.faults(m), suspects).at(0).repair;
  };
  CHECK(with({{}, true}) == "First prove the empty jig. " + with({}));
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
    const auto found = smallest_explanations(cable.profile, cable.map, netlist_of(m));
    if (cable.expected.met_by(m)) {
      CHECK(cable.diagnoses(m).empty());
      continue;
    }
    REQUIRE_FALSE(found.empty());
    for (const auto& e : found) {
      CHECK(e.size == found[0].size);
      CHECK(e.breaks.empty());
      CHECK(e.joins.empty());
    }
    const auto told = cable.diagnoses(m);
    CHECK(told.size() - static_cast<std::size_t>(std::ranges::count(told, DiagnosisCode::half_in, &Diagnosis::code)) == 1);
    ++explained;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(explained == 119);
}

TEST_CASE("the common return open at the plug: centred voices vanish") {
  const Placed cable(shared_ground());
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"left.S", "right.S"}}) ==
        Strings{"[open-common-return] amp.S has no connection to the rest of the shared return. | The two drivers are in series "
                "through the floating return: centred voices vanish. | Redo the joint at amp.S."});
  CHECK(told(cable, Groups{{"amp.T", "left.T"}, {"amp.R", "right.T"}, {"amp.S", "right.S"}}) ==
        Strings{"[open] left.S has no connection to the rest of the shared return. | Silence on the left side. | Redo the joint at "
                "left.S."});
}

TEST_CASE("pin 1 joined to a signal may damage a ribbon microphone") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.1", "out.1", "in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[pin-1-joined] shield and hot are joined: in.1, out.1, in.2 and out.2. | With phantom power this can "
                "damage a ribbon microphone: do not plug it in. Otherwise no sound, or hum. | If a microphone is still plugged into the "
                "cable, take it off and test again: it joins these wires too. Look for a solder bridge at `in` between 1 "
                "and 2, or at `out` between 1 and 2; if the plugs are clean, it is inside the cable."});
  CHECK(told(cable, Groups{{"in.2", "out.1"}, {"in.1", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[pin-1-miswired] The shield is exchanged with hot at `in` or at `out`. | Hum, and with phantom power it can damage "
                "a ribbon microphone: do not plug it in. | At `in`, exchange the wires on 1 and 2. | or at `out`, "
                "exchange the wires on 1 and 2"});
}

TEST_CASE("wires of a microphone cable in another order are dangerous if one of them is the screen") {
  const Placed cable(microphone());
  const auto all = cable.diagnoses(cable.matrix({{"in.1", "out.2"}, {"in.2", "out.3"}, {"in.3", "out.1"}}));
  REQUIRE(!all.empty());
  CHECK(all[0].dangerous);
  CHECK(all[0].consequence.find("do not plug it in") != std::string::npos);
}

TEST_CASE("a screen that is open hums; a pair on one leg is thin") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[shield-open] shield is open: no path from in.1 to out.1. | Hum and radio noise; a microphone may get "
                "no phantom power. | Bend the cable at both plugs and press on the joints at in.1 and out.1 while you watch it live; redo the one that brings it back or has come off. If both are good, the wire is broken in between."});
  CHECK(told(cable, Groups{{"in.1", "out.1"}, {"in.2", "out.2"}}) ==
        Strings{"[one-legged-pair] cold is open: no path from in.3 to out.3. | One leg of the pair is missing: thin or "
                "quiet sound that hums, or none. | Bend the cable at both plugs and press on the joints at in.3 and out.3 while you watch it live; redo the one that brings it back or has come off. If both are good, the wire is broken in between."});
}

TEST_CASE("a shell that is bonded where it must not be, and one that is not where it must") {
  const Placed cable(microphone());
  CHECK(told(cable, Groups{{"in.1", "in.shell", "out.1"}, {"in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[shell-bonded] shield and in.shell are joined: in.1, out.1 and in.shell. | Where the gear's cases have "
                "grounds of their own this makes a loop that hums. Makers disagree; this profile wants the shell free. "
                "| At `in`, separate the shell's tag from shield: remove the strap or stray strand between them, and leave the wires on their pins."});
  Profile bonded = microphone();
  bonded.nets[0].contacts = contacts({"in.1", "out.1", "in.shell", "out.shell"});
  CHECK(told(Placed(bonded), Groups{{"in.1", "out.1", "out.shell"}, {"in.2", "out.2"}, {"in.3", "out.3"}}) ==
        Strings{"[shell-open] The shell of `in` is not bonded to shield. | Radio noise may get in at that plug. | At "
                "`in`, join the shell's tag to pin 1."});
}

TEST_CASE("an output shorted may damage the amplifier; a contact that must stay free is in use") {
  const Placed cable(balanced());
  const Groups good = {{"amp.T", "left.T"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"}, {"amp.R3", "right.S"}};
  Groups across = good, sleeve = good, mono = good;
  across[0].insert(across[0].end(), {"amp.R1", "left.S"});
  across.erase(across.begin() + 1);
  sleeve[3].push_back("amp.S");
  mono[0].insert(mono[0].end(), {"amp.R2", "right.T"});
  mono.erase(mono.begin() + 2);
  CHECK(told(cable, across) ==
        Strings{"[output-shorted] L+ and L- are joined: amp.T, left.T, amp.R1 and left.S. | It shorts the output of a "
                "balanced amplifier on the left side: silence there, and the amplifier may be damaged. Do not plug it "
                "in. | If headphones are still plugged into the cable, take them off and test again: they join these "
                "wires too. Look for a solder bridge at `amp` between T and R1, or at `left` between T and S; if the plugs "
                "are clean, it is inside the cable."});
  CHECK(told(cable, sleeve) ==
        Strings{"[contact-in-use] amp.S, which must stay free, is joined to R-. | An amplifier with ground on that "
                "contact has its inverted output shorted: do not plug it in. | Look for a solder bridge at `amp` "
                "between R3 and S; no wire belongs on amp.S: if one is there, take it off."});
  CHECK(told(cable, mono) ==
        Strings{"[channels-joined] L+ and R+ are joined: amp.T, left.T, amp.R2 and right.T. | It ties the left output "
                "to the right one: mono, and the outputs of a balanced amplifier work against each other. Do not plug "
                "it in. | Look for a stray strand or crushed insulation at `amp` between T and R2; if the plugs are "
                "clean, it is inside the cable."});
}

TEST_CASE("a diode is no wire") {
  const Placed cable(balanced());
  ScanMatrix m = cable.expected.matrix();
  for (Point p : members(m.rows[0])) m.rows[p] |= cable.expected.matrix().rows[1];
  CHECK(told(cable, m) ==
        Strings{"[one-way] Current flows only from amp.R1 and left.S to amp.T and left.T: that is no wire. | A diode, "
                "something powered at the other end, or a joint of ten kΩ or more. It joins an output of the amplifier to "
                "another one or to ground: do not plug it in. | Unplug whatever the cable is connected to; look for a "
                "component or a bad joint inside the plugs."});
}

TEST_CASE("a plug in another socket is named, and no joint is blamed for it") {
  const Placed cable(balanced());
  const auto all = told(cable, Groups{{"amp.T", "left.T", "out-xlr.2"}, {"amp.R1", "left.S"}, {"amp.R2", "right.T"},
                                      {"amp.R3", "right.S"}});
  CHECK(all == Strings{"[other-socket] Something is plugged into socket `out-xlr`, which this cable does not use: "
                       "amp.T and left.T reach out-xlr.2. | It hides or adds faults: nothing can pass. | Take the plug out of "
                       "socket `out-xlr`, or put the cable into the sockets shown, and test again."});
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
