#include "catalog/limits_yaml.hpp"

#include <cmath>

#include "catalog/profile_writer.hpp"
#include "core/profile_content.hpp"
#include "core/resistance_limits.hpp"
#include "core/wire_match.hpp"
#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

constexpr const char* kTrust = "trust: sourced";

Profile with(const std::string& more) { return profile(edit(kProfile, kTrust, more + "\n" + kTrust)); }
std::string refused(const std::string& more) { return profile_error(kTrust, more + "\n" + kTrust); }

ResistanceLimits limits(const Profile& p, std::size_t net) { return limits_of(p, p.nets[net], p.nets[net].contacts[0], p.nets[net].contacts[1]); }

std::string edited_golden(const std::string& yaml, const GoldenLimit& golden) {
  try {
    return with_golden(SourceText("p.yaml", yaml), golden);
  } catch (const Error& e) {
    return "[" + e.code + "]";
  }
}

}  // namespace

TEST_CASE("what is said of all wires holds for each that does not say otherwise") {
  const Profile p = with("wires:\n  all: {awg: 26, length_m: 1.2, pf_per_m: 90}\n  L+: {colour: red, mm2: 0.25}\n  R-: {length_m: 2}");
  REQUIRE(p.wires.size() == 4);
  CHECK(p.wires.at("L+") == Wire{{}, 0.25, 1.2, 90, "red"});
  CHECK(p.wires.at("L-") == Wire{26, {}, 1.2, 90, ""});
  CHECK(p.wires.at("R-") == Wire{26, {}, 2, 90, ""});
  CHECK(in_words(p.wires.at("L+")) == "red, 1.2 m of 0.25 mm², 90 pF/m");
  CHECK(in_words(Wire{26, {}, {}, {}, ""}) == "AWG 26");
  CHECK(with("wires: {L+: {colour: red}}").wires.size() == 1);
}

TEST_CASE("copper has the ohms of its section and length") {
  CHECK(mm2_of_awg(36) == doctest::Approx(0.01267).epsilon(0.001));
  CHECK(mm2_of_awg(26) == doctest::Approx(0.1288).epsilon(0.001));
  CHECK(mm2_of_awg(10) == doctest::Approx(5.261).epsilon(0.001));
  CHECK(*copper_ohms({26, {}, 1.2, {}, ""}) == doctest::Approx(0.1606).epsilon(0.001));
  CHECK(*copper_ohms({{}, 0.5, 3.0, {}, ""}) == doctest::Approx(0.1034).epsilon(0.001));
  CHECK_FALSE(copper_ohms({26, {}, {}, {}, "red"}));
  CHECK_FALSE(copper_ohms({{}, {}, 1.2, {}, ""}));
}

TEST_CASE("a limit is the copper of the wire and an allowance, and says so") {
  const Profile p = with("wires: {all: {awg: 26, length_m: 1.2}, R-: {mm2: 0.05}}\nlimits: {continuity: {allowance_ohm: 0.3, basis: by feel}}");
  CHECK(limits(p, 0).max == doctest::Approx(0.501));
  CHECK(limits(p, 0).basis == "1.2 m of AWG 26, stranded and warm: 0.20 Ω; and 0.3 Ω for joints and contacts: by feel");
  CHECK(limits(p, 3).max == doctest::Approx(0.817));
  CHECK(loosest_limit(p).ohm == doctest::Approx(0.817));
  CHECK(p.isolation.ohm == 1'000'000);
  // Of a net with three contacts the way from one to another may be two wires.
  Profile y = p;
  y.nets[0].contacts.push_back({"right", "S"});
  CHECK(limits(y, 0).max == doctest::Approx(0.702));
  CHECK(limits(y, 0).basis.starts_with("twice 1.2 m of AWG 26"));
}

TEST_CASE("a golden cable's limit holds where it is tighter, whichever way round its path stands") {
  const Profile p = with(
      "limits:\n  continuity: {max_ohm: 1, basis: by feel}\n  golden:\n    margin_ohm: 0.15\n    basis: the blue one\n    paths:\n"
      "      - {between: [left.T, amp.T], ohm: 0.31}\n      - {between: [amp.R1, left.S], ohm: 0.9}");
  CHECK(limits(p, 0).max == doctest::Approx(0.46));
  CHECK(limits(p, 0).golden == 0.31);
  CHECK(limits(p, 0).basis == "0.15 Ω over a golden cable (the blue one)");
  CHECK(limits(p, 1).max == 1.0);
  CHECK_FALSE(limits(p, 1).golden);
  CHECK(limits(p, 1).basis == "by feel");
  CHECK(limits(p, 2).max == 1.0);
  CHECK(loosest_limit(p).ohm == 1);
}

TEST_CASE("what limits and wires cannot be is an error with its place") {
  CHECK(refused("wires: {X+: {awg: 26}}").find("[unknown-net]") != std::string::npos);
  CHECK(refused("wires: {L+: {awg: 26, mm2: 0.1}}").find("write `awg` or `mm2`, not both") != std::string::npos);
  CHECK(refused("wires: {L+: {awg: 41}}").find("[yaml-out-of-range]") != std::string::npos);
  CHECK(refused("wires: {L+: {awg: 26.5}}").find("[yaml-wrong-type]") != std::string::npos);
  CHECK(refused("wires: {L+: {length_m: 0}}").find("[yaml-out-of-range]") != std::string::npos);
  CHECK(refused("wires: {L+: {}}").find("[yaml-bad-value]") != std::string::npos);
  CHECK(refused("wires: {}").find("[yaml-bad-value]") != std::string::npos);
  CHECK(refused("limits: {continuity: {basis: x}}").find("`continuity` lacks its limit") != std::string::npos);
  CHECK(refused("limits: {continuity: {max_ohm: 1, allowance_ohm: 1, basis: x}}").find("has two limits") != std::string::npos);
  CHECK(refused("limits: {continuity: {allowance_ohm: 0.3, basis: x}}") == R"(
[wire-size] the copper of net `L+` is not known, so an allowance over it is no limit
p.yaml:12:38
limits: {continuity: {allowance_ohm: 0.3, basis: x}}
                                     ^
write its section and length: `wires: {all: {awg: 26, length_m: 1.2}}`
)");
  CHECK(refused("wires: {L+: {awg: 26, length_m: 1}}\nlimits: {continuity: {allowance_ohm: 0.3, basis: x}}").find("net `L-`") !=
        std::string::npos);
  CHECK(refused("limits: {match: {percent: 0, basis: x}}").find("[yaml-out-of-range]") != std::string::npos);
  CHECK(refused("limits: {match: {percent: 20}}").find("lacks the key `basis`") != std::string::npos);
  CHECK(refused("limits: {golden: {margin_ohm: 0.1, basis: x, paths: []}}").find("[yaml-bad-value]") != std::string::npos);
  const auto path = [](const std::string& between) {
    return refused("limits: {golden: {margin_ohm: 0.1, basis: x, paths: [{between: [amp.T, left.T], ohm: 1}, {between: " + between + ", ohm: 1}]}}");
  };
  CHECK(path("[amp.T, left.S]").find("`amp.T` and `left.S` are not in one net") != std::string::npos);
  CHECK(path("[left.T, amp.T]").find("there is already a path") != std::string::npos);
  CHECK(path("[amp.X, amp.T]").find("[unknown-contact]") != std::string::npos);
  CHECK(path("[amp.R1]").find("a path is between two contacts") != std::string::npos);
  CHECK(refused("decision: strict").find("[yaml-bad-value]") != std::string::npos);
}

TEST_CASE("only what is certainly made alike is matched") {
  const auto alike = [](const Profile& p) {
    std::string out;
    for (const auto& [a, b] : wires_made_alike(p)) out += a->name + "/" + b->name + " ";
    return out;
  };
  CHECK(alike(with("")) == "L+/L- L+/R+ L-/R- R+/R- ");
  CHECK(alike(with("wires: {R+: {length_m: 2}}")) == "L+/L- L-/R- ");
  CHECK(alike(with("wires: {L+: {colour: red}}")) == "L+/L- L+/R+ L-/R- R+/R- ");
  CHECK(alike(profile(kMic)) == "");
  CHECK_THROWS_WITH_AS(profile(kMic + "limits: {match: {percent: 20, basis: x}}\n"),
                       doctest::Contains("no two wires"), Error);
}

TEST_CASE("wires, limits and the decision read back as they were written") {
  const Profile p = with(
      "wires: {all: {awg: 26, length_m: 1.2, pf_per_m: 90}, L+: {colour: dark red}, R-: {mm2: 0.25}}\ndecision: simple\nlimits:\n"
      "  continuity: {allowance_ohm: 0.3, basis: by feel}\n  match: {percent: 20, basis: as made}\n  golden: {margin_ohm: 0.15, basis: b, "
      "paths: [{between: [amp.T, left.T], ohm: 0.3125}]}");
  CHECK(p.decision == Decision::simple);
  const std::string text = to_yaml(p);
  const Profile again = profile(text);
  CHECK(to_yaml(again) == text);
  CHECK(again.wires == p.wires);
  CHECK(canonical_form(again) == canonical_form(p));
  CHECK(text.find("decision: simple\n") != std::string::npos);
  CHECK(again.golden->paths[0].ohm == 0.3125);
  CHECK(to_yaml(with("")).find("decision") == std::string::npos);
}

TEST_CASE("a golden cable is written into a file of which every other byte stays") {
  const GoldenLimit golden{0.15, "the blue one", {{{"amp", "T"}, {"left", "T"}, 0.31}}};
  const std::string block = "  golden:\n    margin_ohm: 0.15\n    basis: \"the blue one\"\n    paths:\n      - {between: [amp.T, left.T], ohm: 0.31}\n";
  CHECK(edited_golden("a: b # why\n", golden) == "a: b # why\nlimits:\n" + block);
  CHECK(edited_golden("a: b", golden) == "a: b\nlimits:\n" + block);
  const std::string head = "a: b\nlimits:  # ours\n", tail = "  # of a book\n  continuity: {max_ohm: 2, basis: x}\nc: d\n";
  CHECK(edited_golden(head + tail, golden) == head + "  # of a book\n" + block + "  continuity: {max_ohm: 2, basis: x}\nc: d\n");
  // Again: in place of the one before, whichever way that stood.
  const std::string once = edited_golden(head + tail, golden);
  CHECK(edited_golden(once, golden) == once);
  const std::string rest = "  isolation: {min_ohm: 1000, basis: x}\ne: f\n";
  CHECK(edited_golden(head + "  golden: {margin_ohm: 1,\n    basis: y, paths: []}\n" + rest, golden) == head + block + rest);
  CHECK(edited_golden("limits:\n  golden:\n    basis: y\n    paths:\n      - {ohm: 1}", golden) == "limits:\n" + block);
  CHECK(edited_golden("limits: {continuity: {max_ohm: 2, basis: x}}\n", golden) == "[cannot-edit]");
  CHECK(edited_golden("\xEF\xBB\xBF" "a: b\n", golden) == "\xEF\xBB\xBF" "a: b\nlimits:\n" + block);
}
