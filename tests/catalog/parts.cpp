#include "catalog/profile_writer.hpp"
#include "core/profile_content.hpp"
#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

Profile with_parts(const std::string& parts, const std::string& nets = "  lit: [out.shell]\n") {
  return profile(edit(kMic, "  hot: [in.2, out.2]\n", "  hot: [in.2, out.2]\n" + nets) + "parts:\n" + parts);
}

}  // namespace

TEST_CASE("parts are read with their kind, their nets and their window") {
  const Profile p = with_parts("  - {name: R1, kind: resistor, between: [hot, lit], ohm: 470, tolerance_percent: 5}\n"
                               "  - {name: L1, kind: coil, between: [shield, hot], min_ohm: 28, max_ohm: 34.5, basis: measured on three}\n"
                               "  - {name: D1, kind: diode, anode: lit, cathode: hot}\n"
                               "  - {name: J1, kind: jumper, between: [hot, shield]}\n"
                               "  - {name: X1, between: [hot, shield], value: some kind of part}\n");
  REQUIRE(p.parts.size() == 5);
  CHECK(in_words(p.parts[0]) == "resistor R1 (470 Ω ± 5 %)");
  CHECK(p.parts[0].from == "hot");
  CHECK(p.parts[0].to == "lit");
  CHECK(p.parts[0].ohm->min == doctest::Approx(446.5));
  CHECK(p.parts[0].ohm->max == doctest::Approx(493.5));
  CHECK(p.parts[0].ohm->basis == "tolerance of the part");
  CHECK(p.parts[1] == Part{"L1", PartKind::coil, "shield", "hot", OhmWindow{28, 34.5, {}, "measured on three"}});
  CHECK(p.parts[2] == Part{"D1", PartKind::diode, "lit", "hot"});
  CHECK(p.parts[3] == Part{"J1", PartKind::jumper, "hot", "shield"});
  CHECK(p.parts[4] == Part{"X1", PartKind::unknown, "hot", "shield", {}, "some kind of part"});
  CHECK(p.net_named("lit")->contacts.size() == 1);

  const Profile again = profile(to_yaml(p));
  CHECK(canonical_form(again) == canonical_form(p));
  CHECK(again.parts == p.parts);
}

TEST_CASE("an end may hang on a part, or hold one, but not on what nobody can measure nor on a jumper of its own") {
  const auto ends = [](const std::string& nets, const std::string& parts) {
    return error_of([&] {
      profile(edit(kMic, "  shield: [in.1, out.1]\n  hot: [in.2, out.2]\n", nets) + "parts:\n" + parts);
    });
  };
  const std::string apart = "  a: [in.1]\n  b: [out.1]\n", alone = "  a: [in.1]\n  b: [in.2]\n  c: [out.1, in.shell]\n";
  CHECK(ends(apart, "  - {name: D1, kind: diode, anode: a, cathode: b}\n") == "no error");
  CHECK(ends(apart, "  - {name: J1, kind: jumper, between: [a, b]}\n") == "no error");
  CHECK(ends(apart, "  - {name: R1, kind: resistor, between: [a, b], ohm: 10, tolerance_percent: 1}\n") == "no error");
  CHECK(ends(apart, "  - {name: X1, between: [a, b]}\n").find("[lonely-end]") != std::string::npos);
  CHECK(ends(alone, "  - {name: R1, kind: resistor, between: [a, b], ohm: 10, tolerance_percent: 1}\n") == "no error");
  const std::string own = "  a: [in.1]\n  b: [in.2]\n  c: [out.1, out.2]\n";
  CHECK(ends(own, "  - {name: R1, kind: resistor, between: [a, b], ohm: 10, tolerance_percent: 1}\n").find("end `out`") != std::string::npos);
  CHECK(ends(own, "  - {name: J1, kind: jumper, between: [a, b]}\n").find("end `in`") != std::string::npos);
}

TEST_CASE("a jumper between the returns is a shared return") {
  const std::string jumper = "parts: [{name: J1, kind: jumper, between: [L-, R-]}]\ntrust: sourced";
  CHECK(profile_error("trust: sourced", jumper).find("[wiring-roles]") != std::string::npos);
  CHECK(error_of([&] { profile(edit(edit(kProfile, "trust: sourced", jumper), "wiring: balanced", "wiring: single-ended")); }) == "no error");
}
