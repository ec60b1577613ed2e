#include <map>
#include <set>

#include "bench/bench_jig.hpp"
#include "core/amplifier.hpp"
#include "proving/prove.hpp"

using namespace buzzout;

namespace {

// What an amplifier has on the contacts of its plug, written down by hand: outputs, "gnd" for its ground, "" for a
// microphone's input. Nothing of the program's own knowledge of plugs is used.
using Plug = std::map<std::string, std::set<std::string>>;

const Plug kPentaconn = {{"T", {"L+"}}, {"R1", {"L-"}}, {"R2", {"R+"}}, {"R3", {"R-"}}, {"S", {"gnd"}}};
const Plug kXlr4 = {{"1", {"L+"}}, {"2", {"L-"}}, {"3", {"R+"}}, {"4", {"R-"}}, {"shell", {"gnd"}}};
const Plug kAstellKern = {{"T", {"R-"}}, {"R1", {"R+"}}, {"R2", {"L+"}}, {"S", {"L-"}}};
const Plug kHifiman = {{"T", {"L+"}}, {"R1", {"R+"}}, {"R2", {"L-"}}, {"S", {"R-"}}};
const Plug kHeadset = {{"T", {"L+"}}, {"R1", {"R+"}}, {"R2", {"L-", "R-"}}, {"S", {}}};
const Plug kStereo = {{"T", {"L+"}}, {"R", {"R+"}}, {"S", {"gnd"}}};
const Plug kXlrLeft = {{"1", {"gnd"}}, {"2", {"L+"}}, {"3", {"L-"}}, {"shell", {"gnd"}}};
const Plug kXlrRight = {{"1", {"gnd"}}, {"2", {"R+"}}, {"3", {"R-"}}, {"shell", {"gnd"}}};
const Plug kJackLeft = {{"T", {"L+"}}, {"R", {"L-"}}, {"S", {"gnd"}}};
const Plug kJackRight = {{"T", {"R+"}}, {"R", {"R-"}}, {"S", {"gnd"}}};
const Plug kNl2 = {{"1+", {"1+"}}, {"1-", {"1-"}}};
const Plug kNl4 = {{"1+", {"1+"}}, {"1-", {"1-"}}, {"2+", {"2+"}}, {"2-", {"2-"}}};

enum class Amplifier { balanced, single_ended, loudspeaker };

// How a cable goes into its amplifier: all of these plugs at once.
using Side = std::map<std::string, Plug>;
struct Known {
  Amplifier amplifier;
  std::vector<Side> sides;  // more than one: either end goes in
};

Known known(const Profile& p) {
  const auto begins = [&](std::string_view with) { return p.name.starts_with(with); };
  using enum Amplifier;
  if (begins("pentaconn-4.4-")) return {balanced, {{{"amp", kPentaconn}}}};
  if (begins("xlr-4-")) return {balanced, {{{"amp", kXlr4}}}};
  if (begins("trrs-2.5-")) return {balanced, {{{"amp", kAstellKern}}}};
  if (begins("trrs-3.5-hifiman-")) return {balanced, {{{"amp", kHifiman}}}};
  if (begins("trrs-3.5-ctia-")) return {balanced, {{{"amp", kHeadset}}}};
  if (begins("dual-xlr-3-")) return {balanced, {{{"amp-left", kXlrLeft}, {"amp-right", kXlrRight}}}};
  if (begins("dual-trs-3.5-")) return {balanced, {{{"amp-left", kJackLeft}, {"amp-right", kJackRight}}}};
  if (p.name == "trs-3.5-to-trs-3.5") return {single_ended, {{{"amp", kStereo}}, {{"phones", kStereo}}}};
  if (begins("trs-")) return {single_ended, {{{"amp", kStereo}}}};
  if (begins("speakon-nl2")) return {loudspeaker, {{{"in", kNl2}}, {{"out", kNl2}}}};
  if (begins("speakon-nl4")) return {loudspeaker, {{{"in", kNl4}}, {{"out", kNl4}}}};
  FAIL("which contacts does an amplifier drive of ", p.name, "? Write it down here");
  return {};
}

// Contacts that are joined, told without points and matrices.
using Groups = std::vector<std::set<Contact>>;
Groups joined_in(const Profile& p, const Contact& a, const Contact& b) {
  Groups out;
  std::set<Contact> both = {a, b};
  for (const auto& net : p.nets) {
    const std::set<Contact> wire(net.contacts.begin(), net.contacts.end());
    if (wire.contains(a) || wire.contains(b)) both.insert(wire.begin(), wire.end());
    else out.push_back(wire);
  }
  out.push_back(both);
  return out;
}

// Whether an output is joined to another one, or to ground.
bool shorts(const Known& cable, const Groups& groups) {
  for (const auto& side : cable.sides)
    for (const auto& group : groups) {
      std::set<std::string> outputs;
      bool ground = false;
      for (const auto& c : group) {
        if (!side.contains(c.end)) continue;
        for (const auto& has : side.at(c.end).at(c.pin)) {
          if (has == "gnd") ground = true;
          else outputs.insert(has);
        }
      }
      if (outputs.size() > 1 || (ground && !outputs.empty())) return true;
    }
  return false;
}

bool has_amplifier(const Profile& p) {
  return p.use == Use::headphone || p.use == Use::adapter || p.use == Use::headset || p.use == Use::speaker;
}

// Every such profile that ships, variants included, with a fixture that takes it.
template <class Body>
void with_every_amplified_cable(Body body) {
  for (const auto& name : shipped().profile_names()) {
    std::vector<std::string> all{name};
    for (const auto& variant : shipped().profile(name).variants) all.push_back(name + ":" + variant);
    for (const auto& full : all) {
      const Profile p = shipped().profile(full);
      if (!has_amplifier(p)) continue;
      CAPTURE(full);
      body(p, shipped().fixture(uno_bench_for(full)));
    }
  }
}

template <class Body>
void for_each_pair(const std::vector<Contact>& contacts, Body body) {
  for (std::size_t a = 0; a < contacts.size(); ++a)
    for (std::size_t b = a + 1; b < contacts.size(); ++b) body(contacts[a], contacts[b]);
}

// A fixture about which all is proved.
FixtureEvidence all_proofs(const Fixture& fixture) {
  FixtureEvidence out;
  out.empty_seen = kNow;
  out.traced = true;
  for (const auto& socket : fixture.sockets)
    for (const auto& [pin, point] : socket.wires) out.connected[{socket.name, pin}] = kNow;
  return out;
}

Verdict judged(const Profile& p, const Fixture& fixture, const Cable& cable) {
  const FixtureMap map(p, fixture);
  const Job job{p, fixture, map};
  return judge(job, ideal_evidence(job, cable.matrix(map)), all_proofs(fixture), kNow);
}

bool is_dangerous(const Verdict& v) { return std::ranges::any_of(v.diagnoses, &Diagnosis::dangerous); }

// The same cable whose ends have names that say nothing, in the same sockets.
struct Renamed {
  Renamed(const Profile& p, const Fixture& fixture) : profile(p) {
    const auto name = [](std::size_t i) { return "e" + std::to_string(i); };
    const FixtureMap as_it_was(p, fixture);
    for (std::size_t i = 0; i < p.ends.size(); ++i) {
      profile.ends[i].name = name(i);
      for (const auto& placed : as_it_was.placements())
        if (placed.end == p.ends[i].name) choices[name(i)] = placed.socket;
      const auto rename = [&](Contact& c) {
        if (c.end == p.ends[i].name) c.end = name(i);
      };
      for (auto& net : profile.nets) std::ranges::for_each(net.contacts, rename);
      std::ranges::for_each(profile.ignored, rename);
    }
  }
  Profile profile;
  FixtureMap::Choices choices;
};

}  // namespace

TEST_CASE("every pair of contacts joined, of every cable that has an amplifier: NOT SAFE where an output is shorted") {
  using Answer = BalancedSafe::Answer;
  unsigned tried = 0, unsafe = 0;
  with_every_amplified_cable([&](const Profile& p, const Fixture& fixture) {
    const Known cable = known(p);
    for_each_pair(p.contacts(), [&](const Contact& a, const Contact& b) {
      CAPTURE(a.name());
      CAPTURE(b.name());
      ++tried;
      const bool shorted = shorts(cable, joined_in(p, a, b));
      Cable joined(p);
      joined.join(a, b);
      const FixtureMap map(p, fixture);
      const Netlist measured = netlist_of(joined.matrix(map));
      const bool no = cable.amplifier == Amplifier::balanced && shorted;
      unsafe += no ? 1 : 0;
      REQUIRE((balanced_safe(p, map, measured).answer == Answer::no) == no);
      const Renamed other(p, fixture);
      const FixtureMap other_map(other.profile, fixture, other.choices);
      REQUIRE(balanced_safe(other.profile, other_map, measured).answer == balanced_safe(p, map, measured).answer);

      const Verdict v = judged(p, fixture, joined);
      if (v.outcome == Outcome::error) {
        REQUIRE(p.trust == Trust::template_only);
        return;
      }
      if (!p.hazard.empty()) return;
      REQUIRE((v.outcome == Outcome::pass) == joined.is_as_wanted());
      const Answer otherwise = cable.amplifier != Amplifier::balanced || v.outcome != Outcome::pass ? Answer::not_applicable : Answer::yes;
      REQUIRE(v.balanced_safe.answer == (no ? Answer::no : otherwise));
      // A headset's plug joins the returns as it should.
      if (p.use != Use::headset && !p.name.starts_with("trrs-3.5-ctia-") && v.outcome == Outcome::fail)
        REQUIRE(is_dangerous(v) == shorted);
    });
  });
  MESSAGE(tried, " pairs of contacts joined, ", unsafe, " not safe on a balanced amplifier");
  CHECK(tried > 1500);
  CHECK(unsafe > 500);
}

TEST_CASE("an ignored contact that shorts an output never passes") {
  unsigned tried = 0;
  with_every_amplified_cable([&](const Profile& shipped_as, const Fixture& fixture) {
    if (!can_pass(shipped_as)) return;
    const Known cable = known(shipped_as);
    for (const auto& a : shipped_as.contacts()) {
      if (shipped_as.net_of(a) != nullptr) continue;
      Profile p = shipped_as;
      p.ignored.push_back(a);
      for (const auto& b : p.contacts()) {
        if (a == b) continue;
        CAPTURE(a.name());
        CAPTURE(b.name());
        Cable joined(p);
        joined.join(b, a);
        const bool shorted = shorts(cable, joined_in(p, a, b));
        const Verdict v = judged(p, fixture, joined);
        REQUIRE((v.outcome == Outcome::error) == (shorted && !shorts(cable, joined_in(p, a, a))));
        ++tried;
      }
    }
  });
  CHECK(tried > 200);
}

TEST_CASE("a cable is not called safe where the fixture has no wire that would show a short") {
  Profile p = shipped().profile("4.4-ts");
  Fixture f = shipped().fixture("headphone-bench");
  const auto answer = [&] { return judged(p, f, Cable(p)).balanced_safe.answer; };
  CHECK(answer() == BalancedSafe::Answer::yes);
  for (auto& socket : f.sockets)
    if (socket.name == "amp-4.4") std::erase_if(socket.wires, [](const auto& wire) { return wire.first == "S"; });
  CHECK(answer() == BalancedSafe::Answer::not_applicable);
}

TEST_CASE("two free contacts that are joined short nothing, as the variant shows that joins them") {
  const Profile apart = shipped().profile("4.4-extension"), carried = shipped().profile("4.4-extension:sleeve-joined");
  const Fixture f = shipped().fixture("adapter-bench");
  Cable joined(apart);
  joined.join({"amp", "S"}, {"phones", "S"});
  const Verdict v = judged(apart, f, joined);
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.balanced_safe.answer == BalancedSafe::Answer::not_applicable);
  CHECK_FALSE(is_dangerous(v));
  CHECK(judged(carried, f, Cable(carried)).balanced_safe.answer == BalancedSafe::Answer::yes);
}
