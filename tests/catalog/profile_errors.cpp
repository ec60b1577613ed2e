#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

TEST_CASE("A profile says where its fault is") {
  SUBCASE("an unknown key") {
    CHECK(profile_error("trust: sourced", "trusts: sourced") == R"(
[yaml-unknown-key] a profile has no key `trusts`
p.yaml:12:1
trusts: sourced
^
did you mean `trust`? known keys: profile, title, revision, use, wiring, ends, nets, trust, source, aliases, limits, wires, decision, note, shell, ignore, parts, variants, hazard, female
)");
  }
  SUBCASE("a missing key") {
    CHECK(profile_error("title: Sample cable\n", "") == R"(
[yaml-missing-key] a profile lacks the key `title`
p.yaml:1:1
profile: sample
^
add `title: …`
)");
  }
  SUBCASE("a duplicate key") {
    CHECK(profile_error("revision: 1", "revision: 1\nrevision: 2") == R"(
[yaml-duplicate-key] `revision` is here twice
p.yaml:4:1
revision: 2
^
keep one of them
)");
  }
  SUBCASE("a duplicate end") {
    CHECK(profile_error("left: two, right: two", "left: two, left: two") == R"(
[yaml-duplicate-key] `left` is here twice
p.yaml:6:30
ends: {amp: four, left: two, left: two}
                             ^
keep one of them
)");
  }
  SUBCASE("a duplicate net") {
    CHECK(profile_error("L-: [amp.R1, left.S]", "L+: [amp.R1, left.S]") == R"(
[yaml-duplicate-key] `L+` is here twice
p.yaml:9:3
  L+: [amp.R1, left.S]
  ^
keep one of them
)");
  }
  SUBCASE("a list where text belongs") {
    CHECK(profile_error("title: Sample cable", "title: [Sample, cable]") == R"(
[yaml-wrong-type] `title` must be one value, not a list
p.yaml:2:8
title: [Sample, cable]
       ^
write `key: value`
)");
  }
  SUBCASE("a key without a value") {
    CHECK(profile_error("title: Sample cable", "title:") == R"(
[yaml-wrong-type] `title` has no value
p.yaml:2:1
title:
^
write `key: value`
)");
  }
  SUBCASE("an empty map of nets") {
    CHECK(profile_error("ends: {amp: four, left: two, right: two}", "ends: {}") == R"(
[yaml-bad-value] `ends` is empty
p.yaml:6:7
ends: {}
      ^
fill it, or remove the key if it may be absent
)");
  }
  SUBCASE("a revision that is no number") {
    CHECK(profile_error("revision: 1", "revision: one") == R"(
[yaml-wrong-type] `revision` must be a whole number, not `one`
p.yaml:3:11
revision: one
          ^
write a number from 1 to 999999
)");
  }
  SUBCASE("a quoted revision") {
    CHECK(profile_error("revision: 1", "revision: \"1\"") == R"(
[yaml-wrong-type] `revision` must be a whole number, not `1`
p.yaml:3:11
revision: "1"
          ^
write a number from 1 to 999999
)");
  }
  SUBCASE("a revision out of range") {
    CHECK(profile_error("revision: 1", "revision: 0") == R"(
[yaml-out-of-range] `revision` is out of range
p.yaml:3:11
revision: 0
          ^
allowed: 1 to 999999
)");
  }
  SUBCASE("a use that is not known") {
    CHECK(profile_error("use: headphone", "use: headphones") == R"(
[yaml-bad-value] `use` cannot be `headphones`
p.yaml:4:6
use: headphones
     ^
did you mean `headphone`? known: headphone, mic, line, speaker, data, adapter, headset, midi, instrument
)");
  }
  SUBCASE("a connector that is not known") {
    CHECK(profile_error("left: two,", "left: tow,") == R"(
[unknown-connector] there is no connector type `tow`
p.yaml:6:25
ends: {amp: four, left: tow, right: two}
                        ^
did you mean `two`? known: four, two, xlr
)");
  }
  SUBCASE("an end that is not known") {
    CHECK(profile_error("amp.R1", "amo.R1") == R"(
[unknown-end] there is no end `amo`
p.yaml:9:8
  L-: [amo.R1, left.S]
       ^
did you mean `amp`? the ends are: amp, left, right
)");
  }
  SUBCASE("a contact that is not known") {
    CHECK(profile_error("[amp.S, right.S]", "[amp.S, right.SS]") == R"(
[unknown-contact] there is no contact `right.SS`
p.yaml:11:15
  R-: [amp.S, right.SS]
              ^
did you mean `right.S`? `right` (two) has: T, S
)");
  }
  SUBCASE("a contact that could be meant as several") {
    CHECK(profile_error("amp.R1", "amp.R3") == R"(
[unknown-contact] there is no contact `amp.R3`
p.yaml:9:8
  L-: [amp.R3, left.S]
       ^
`amp` (four) has: T, R1, R2, S
)");
  }
  SUBCASE("a contact without an end") {
    CHECK(profile_error("amp.R1", "R1") == R"(
[yaml-bad-value] `R1` is not a contact
p.yaml:9:8
  L-: [R1, left.S]
       ^
write END.CONTACT, such as `amp.T`
)");
  }
  SUBCASE("a contact in two nets") {
    CHECK(profile_error("amp.R1", "amp.T") == R"(
[contact-twice] `amp.T` is already in net `L+`
p.yaml:9:8
  L-: [amp.T, left.S]
       ^
a contact is in one net, or in `ignore`; roles that share a conductor are one net, as `L-=R-`
)");
  }
  SUBCASE("a contact twice in one net") {
    CHECK(profile_error("[amp.T,  left.T]", "[amp.T, left.T, amp.T]") == R"(
[contact-twice] `amp.T` is already in net `L+`
p.yaml:8:23
  L+: [amp.T, left.T, amp.T]
                      ^
a contact is in one net, or in `ignore`; roles that share a conductor are one net, as `L-=R-`
)");
  }
  SUBCASE("a net of one contact") {
    CHECK(profile_error("[amp.R1, left.S]", "[amp.R1]") == R"(
[net-too-small] net `L-` joins one contact to nothing
p.yaml:9:3
  L-: [amp.R1]
  ^
a net has two contacts or more, or one and a part in `parts`; a contact that no net names must touch nothing
)");
  }
  SUBCASE("an empty net") {
    CHECK(profile_error("[amp.R1, left.S]", "[]") == R"(
[yaml-bad-value] net `L-` is empty
p.yaml:9:7
  L-: []
      ^
fill it, or remove the key if it may be absent
)");
  }
  SUBCASE("a net with a strange name") {
    CHECK(profile_error("L-:", "L/-:") == R"(
[yaml-bad-name] a net cannot be called `L/-`
p.yaml:9:3
  L/-: [amp.R1, left.S]
  ^
allowed: 1 to 24 letters, digits, `+`, `-`, `_`, `.`; a letter or digit first; roles joined by `=`
)");
  }
  SUBCASE("a net with an empty role") {
    CHECK(profile_error("L-:", "L-==R-:") == R"(
[yaml-bad-name] a net cannot be called `L-==R-`
p.yaml:9:3
  L-==R-: [amp.R1, left.S]
  ^
allowed: 1 to 24 letters, digits, `+`, `-`, `_`, `.`; a letter or digit first; roles joined by `=`
)");
  }
  SUBCASE("a role in two nets") {
    CHECK(profile_error("L-:", "L-=R+:") == R"(
[role-twice] the role `R+` is already named
p.yaml:10:3
  R+: [amp.R2, right.T]
  ^
one role is one net
)");
  }
  SUBCASE("an end that no net joins to another") {
    CHECK(error_of([] {
            profile(edit(edit(kProfile, "[amp.T,  left.T]", "[amp.T, amp.R1]"),
                         "  L-: [amp.R1, left.S]\n", ""));
          }) == R"(
[lonely-end] end `left` shares no net with another end
p.yaml:6:19
ends: {amp: four, left: two, right: two}
                  ^
a test could not tell whether it is plugged in: join it to another end
)");
  }
  SUBCASE("an end joined only to itself") {
    CHECK(error_of([] {
            profile(edit(edit(kProfile, "[amp.T,  left.T]", "[left.S, left.T]"),
                         "  L-: [amp.R1, left.S]\n", ""));
          }) == R"(
[lonely-end] end `left` shares no net with another end
p.yaml:6:19
ends: {amp: four, left: two, right: two}
                  ^
a test could not tell whether it is plugged in: join it to another end
)");
  }
  SUBCASE("balanced wiring without a role") {
    CHECK(profile_error("L-:", "minus:") == R"(
[wiring-roles] balanced wiring, but no net is `L-`
p.yaml:5:9
wiring: balanced
        ^
name the nets L+, L-, R+ and R-; or write `wiring: other`
)");
  }
  SUBCASE("balanced wiring with a shared return") {
    CHECK(error_of([] {
            profile(edit(
                edit(kProfile, "L-: [amp.R1, left.S]", "L-=R-: [amp.R1, left.S, amp.S, right.S]"),
                "  R-: [amp.S, right.S]\n", ""));
          }) == R"(
[wiring-roles] balanced wiring, but two of L+, L-, R+ and R- share a net
p.yaml:5:9
wiring: balanced
        ^
give each its own net; a shared return `L-=R-` is `wiring: single-ended`
)");
  }
  SUBCASE("single-ended wiring with separate returns") {
    CHECK(profile_error("wiring: balanced", "wiring: single-ended") == R"(
[wiring-roles] single-ended wiring, but L- and R- do not share a net
p.yaml:5:9
wiring: single-ended
        ^
name the shared return `L-=R-`; or write `wiring: other`
)");
  }
  SUBCASE("trust without a source for it") {
    CHECK(profile_error("certainty: B", "certainty: C") == R"(
[profile-trust] `trust: sourced` needs a source of certainty A or B
p.yaml:12:8
trust: sourced
       ^
write `trust: presumed`, or find a better source
)");
  }
  SUBCASE("a certainty that is not known") {
    CHECK(profile_error("certainty: B", "certainty: b") == R"(
[yaml-bad-value] `certainty` cannot be `b`
p.yaml:13:35
source: {text: a page, certainty: b}
                                  ^
did you mean `B`? known: A, B, C, M
)");
  }
  SUBCASE("a continuity limit out of range") {
    CHECK(profile_error("trust: sourced",
                        "limits: {continuity: {max_ohm: 0, basis: wish}}\ntrust: sourced") == R"(
[yaml-out-of-range] `max_ohm` is out of range
p.yaml:12:32
limits: {continuity: {max_ohm: 0, basis: wish}}
                               ^
allowed: 0.05 to 1000
)");
  }
  SUBCASE("an isolation limit out of range") {
    CHECK(profile_error("trust: sourced",
                        "limits:\n  isolation: {min_ohm: 999, basis: wish}\ntrust: sourced") == R"(
[yaml-out-of-range] `min_ohm` is out of range
p.yaml:13:24
  isolation: {min_ohm: 999, basis: wish}
                       ^
allowed: 1000 to 1000000000
)");
  }
  SUBCASE("a limit that is no number") {
    CHECK(profile_error("trust: sourced",
                        "limits: {isolation: {min_ohm: 1M, basis: wish}}\ntrust: sourced") == R"(
[yaml-wrong-type] `min_ohm` must be a number, not `1M`
p.yaml:12:31
limits: {isolation: {min_ohm: 1M, basis: wish}}
                              ^
write a number from 1000 to 1000000000
)");
  }
  SUBCASE("a limit that is not finite") {
    CHECK(profile_error("trust: sourced",
                        "limits: {isolation: {min_ohm: inf, basis: wish}}\ntrust: sourced") == R"(
[yaml-wrong-type] `min_ohm` must be a number, not `inf`
p.yaml:12:31
limits: {isolation: {min_ohm: inf, basis: wish}}
                              ^
write a number from 1000 to 1000000000
)");
  }
  SUBCASE("a limit without its basis") {
    CHECK(profile_error("trust: sourced", "limits: {isolation: {min_ohm: 1000}}\ntrust: sourced") ==
          R"(
[yaml-missing-key] `isolation` lacks the key `basis`
p.yaml:12:21
limits: {isolation: {min_ohm: 1000}}
                    ^
add `basis: …`
)");
  }
  SUBCASE("a name with an escape sequence") {
    CHECK(profile_error("profile: sample", "profile: \"sam\\e[2Jple\"") == R"(
[yaml-bad-name] a profile cannot be called `sam\x1b[2Jple`
p.yaml:1:10
profile: "sam\e[2Jple"
         ^
allowed: 1 to 64 letters, digits, `.`, `_`, `-`; a letter or digit first
)");
  }
  SUBCASE("a name that climbs folders") {
    CHECK(profile_error("profile: sample", "profile: ../sample") == R"(
[yaml-bad-name] a profile cannot be called `../sample`
p.yaml:1:10
profile: ../sample
         ^
allowed: 1 to 64 letters, digits, `.`, `_`, `-`; a letter or digit first
)");
  }
  SUBCASE("an end with a dot") {
    CHECK(profile_error("{amp: four,", "{a.mp: four,") == R"(
[yaml-bad-name] an end cannot be called `a.mp`
p.yaml:6:8
ends: {a.mp: four, left: two, right: two}
       ^
allowed: 1 to 24 letters, digits, `_`, `-`; a letter first
)");
  }
  SUBCASE("a title with an escape sequence") {
    CHECK(profile_error("title: Sample cable", "title: \"Sample\\u202ecable\"") == R"(
[yaml-bad-value] `title` contains a control character
p.yaml:2:8
title: "Sample\u202ecable"
       ^
remove its escape
)");
  }
  SUBCASE("an alias that is the name") {
    CHECK(profile_error("title:", "aliases: [sample]\ntitle:") == R"(
[yaml-bad-value] an alias repeats the profile's name
p.yaml:2:10
aliases: [sample]
         ^
remove it
)");
  }
  SUBCASE("an alias twice") {
    CHECK(profile_error("title:", "aliases: [a, b, a]\ntitle:") == R"(
[yaml-bad-value] `a` is in `aliases` twice
p.yaml:2:17
aliases: [a, b, a]
                ^
keep one of them
)");
  }
  SUBCASE("an ignored contact that is in a net") {
    CHECK(profile_error("trust: sourced", "ignore: [amp.R1]\ntrust: sourced") == R"(
[contact-twice] `amp.R1` is already in net `L-`
p.yaml:12:10
ignore: [amp.R1]
         ^
a contact is in one net, or in `ignore`; roles that share a conductor are one net, as `L-=R-`
)");
  }
  SUBCASE("a part between unknown nets") {
    CHECK(profile_error("trust: sourced",
                        "parts: [{name: R1, between: [L+, L*]}]\ntrust: sourced") == R"(
[unknown-net] there is no net `L*`
p.yaml:12:34
parts: [{name: R1, between: [L+, L*]}]
                                 ^
the nets are: L+, L-, R+, R-
)");
  }
  SUBCASE("a part on one net") {
    CHECK(profile_error("trust: sourced",
                        "parts: [{name: R1, between: [L+, L+]}]\ntrust: sourced") == R"(
[yaml-bad-value] a part is between two different nets
p.yaml:12:29
parts: [{name: R1, between: [L+, L+]}]
                            ^
write `between: [net, net]`
)");
  }
  SUBCASE("two parts with one name") {
    CHECK(profile_error("trust: sourced",
                        "parts: [{name: R1, between: [L+, L-]}, {name: R1, between: [R+, "
                        "R-]}]\ntrust: sourced") == R"(
[yaml-bad-value] there is already a part `R1`
p.yaml:12:47
parts: [{name: R1, between: [L+, L-]}, {name: R1, between: [R+, R-]}]
                                              ^
give each part its own name
)");
  }
  const auto part = [](const std::string& fields) {
    return profile_error("trust: sourced", "parts: [{name: R1, " + fields + "}]\ntrust: sourced");
  };
  SUBCASE("a part of a kind that is not known") {
    CHECK(part("kind: resister, between: [L+, L-]") == R"(
[yaml-bad-value] the kind of a part cannot be `resister`
p.yaml:12:26
parts: [{name: R1, kind: resister, between: [L+, L-]}]
                         ^
did you mean `resistor`? known: resistor, coil, diode, jumper
)");
  }
  SUBCASE("a key of a part that is not known") {
    CHECK(part("kind: diode, anod: L+, cathode: L-") == R"(
[yaml-unknown-key] a part has no key `anod`
p.yaml:12:33
parts: [{name: R1, kind: diode, anod: L+, cathode: L-}]
                                ^
did you mean `anode`? known keys: name, kind, between, anode, cathode, ohm, tolerance_percent, min_ohm, max_ohm, basis, value
)");
  }
  SUBCASE("a key of another kind of part") {
    CHECK(part("kind: diode, anode: L+, cathode: L-, ohm: 3") == R"(
[yaml-unknown-key] a diode has no key `ohm`
p.yaml:12:57
parts: [{name: R1, kind: diode, anode: L+, cathode: L-, ohm: 3}]
                                                        ^
known keys: name, kind, anode, cathode
)");
  }
  SUBCASE("a diode on one net") {
    CHECK(part("kind: diode, anode: L+, cathode: L+") == R"(
[yaml-bad-value] a part is between two different nets
p.yaml:12:53
parts: [{name: R1, kind: diode, anode: L+, cathode: L+}]
                                                    ^
name another net
)");
  }
  SUBCASE("a diode between unknown nets") {
    CHECK(part("kind: diode, anode: L+, cathode: X+") == R"(
[unknown-net] there is no net `X+`
p.yaml:12:53
parts: [{name: R1, kind: diode, anode: L+, cathode: X+}]
                                                    ^
the nets are: L+, L-, R+, R-
)");
  }
  SUBCASE("a resistor without a value") {
    CHECK(part("kind: resistor, between: [L+, L-]") == R"(
[yaml-missing-key] a resistor needs its value
p.yaml:12:9
parts: [{name: R1, kind: resistor, between: [L+, L-]}]
        ^
write `ohm` and `tolerance_percent`, or `min_ohm` and `max_ohm` with a `basis`
)");
  }
  SUBCASE("a resistor without a tolerance") {
    CHECK(part("kind: resistor, between: [L+, L-], ohm: 470") == R"(
[yaml-missing-key] a resistor by its nominal value lacks the key `tolerance_percent`
p.yaml:12:9
parts: [{name: R1, kind: resistor, between: [L+, L-], ohm: 470}]
        ^
add `tolerance_percent: …`
)");
  }
  SUBCASE("a window that nothing lies in") {
    CHECK(part("kind: coil, between: [L+, L-], min_ohm: 34, max_ohm: 28, basis: x") == R"(
[impossible-part] no resistance lies between these limits
p.yaml:12:73
parts: [{name: R1, kind: coil, between: [L+, L-], min_ohm: 34, max_ohm: 28, basis: x}]
                                                                        ^
`max_ohm` is more than `min_ohm`
)");
  }
  SUBCASE("a value out of range") {
    CHECK(part("kind: coil, between: [L+, L-], ohm: 0, tolerance_percent: 5") == R"(
[yaml-out-of-range] `ohm` is out of range
p.yaml:12:56
parts: [{name: R1, kind: coil, between: [L+, L-], ohm: 0, tolerance_percent: 5}]
                                                       ^
allowed: 0.1 to 10000000
)");
  }
  SUBCASE("a net of one contact beside parts of other nets") {
    CHECK(error_of([] {
            profile(edit(kMic, "  hot: [in.2, out.2]", "  hot: [in.2, out.2]\n  cold: [in.shell]") +
                    "parts: [{name: J1, kind: jumper, between: [shield, hot]}]\n");
          }) == R"(
[net-too-small] net `cold` joins one contact to nothing
p.yaml:10:3
  cold: [in.shell]
  ^
a net has two contacts or more, or one and a part in `parts`; a contact that no net names must touch nothing
)");
  }
  SUBCASE("a shell rule for an end without a shell") {
    CHECK(profile_error("trust: sourced", "shell: {amp: forbid}\ntrust: sourced") == R"(
[no-shell] end `amp` is a four, which has no shell
p.yaml:12:9
shell: {amp: forbid}
        ^
remove it from `shell`
)");
  }
  SUBCASE("a shell rule that is not known") {
    CHECK(mic_error("shell: {in: requires}\n") == R"(
[yaml-bad-value] the shell of end `in` cannot be `requires`
p.yaml:12:13
shell: {in: requires}
            ^
did you mean `require`? known: require, forbid, ignore
)");
  }
  SUBCASE("a shell rule for an unknown end") {
    CHECK(mic_error("shell: {inn: require}\n") == R"(
[unknown-end] there is no end `inn`
p.yaml:12:9
shell: {inn: require}
        ^
did you mean `in`? the ends are: in, out
)");
  }
  SUBCASE("a shell rule for a shell that a net names") {
    CHECK(error_of([] {
            profile(edit(kMic, "[in.1, out.1]", "[in.1, out.1, in.shell]") +
                    "shell: {in: forbid}\n");
          }) == R"(
[contact-twice] `in.shell` is already in net `shield`
p.yaml:12:9
shell: {in: forbid}
        ^
a contact is in one net, or in `ignore`; roles that share a conductor are one net, as `L-=R-`
)");
  }
  SUBCASE("a required shell whose pin is in no net") {
    CHECK(error_of([] {
            profile(edit(kMic, "  shield: [in.1, out.1]\n", "") + "shell: {in: require}\n");
          }) == R"(
[no-shell] no net holds the contact that this shell is bonded to
p.yaml:11:13
shell: {in: require}
            ^
name `in.1` in a net
)");
  }
  SUBCASE("a variant that replaces what it must not") {
    CHECK(mic_error("variants: {v: {use: line}}\n") == R"(
[yaml-unknown-key] variant `v` has no key `use`
p.yaml:12:16
variants: {v: {use: line}}
               ^
known keys: title, wiring, nets, limits, wires, decision, trust, source, note, shell, ignore, parts, hazard
)");
  }
  SUBCASE("a variant that replaces nothing") {
    CHECK(mic_error("variants: {v: {}}\n") == R"(
[yaml-bad-value] variant `v` is empty
p.yaml:12:15
variants: {v: {}}
              ^
fill it, or remove the key if it may be absent
)");
  }
  SUBCASE("a variant that is wrong though the profile is right") {
    CHECK(mic_error("variants:\n  bad:\n    nets: {hot: [in.2, out.3]}\n") == R"(
[unknown-contact] there is no contact `out.3`
p.yaml:14:24
    nets: {hot: [in.2, out.3]}
                       ^
`out` (xlr) has: 1, 2, shell
)");
  }
  SUBCASE("a variant that does not exist") {
    CHECK(error_of([] {
            profile(kMic + "variants: {bonded: {shell: {in: require}}}\n", "bounded");
          }) == R"(
[unknown-variant] `mic` has no variant `bounded`
p.yaml
did you mean `bonded`? its variants: bonded
)");
  }
  SUBCASE("a variant of a profile without any") {
    CHECK(error_of([] { profile(kMic, "bonded"); }) == R"(
[unknown-variant] `mic` has no variant `bonded`
p.yaml
it has no variants at all
)");
  }
}
