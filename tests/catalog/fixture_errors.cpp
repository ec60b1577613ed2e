#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

TEST_CASE("A fixture says where its fault is") {
  SUBCASE("an unknown key") {
    CHECK(fixture_error("label: amp\n", "lable: amp\n") == R"(
[yaml-unknown-key] socket `amp4` has no key `lable`
f.yaml:7:5
    lable: amp
    ^
did you mean `label`? known keys: type, contacts, label, accepts, plug, life
)");
  }
  SUBCASE("a board that is not known") {
    CHECK(fixture_error("board: uno", "board: une") == R"(
[unknown-board] there is no board `une`
f.yaml:3:8
board: une
       ^
did you mean `uno`? known: uno, mega, mega64
)");
  }
  SUBCASE("a connector that is not known") {
    CHECK(fixture_error("type: four", "type: for") == R"(
[unknown-connector] there is no connector type `for`
f.yaml:6:11
    type: for
          ^
did you mean `four`? known: four, two, xlr
)");
  }
  SUBCASE("a contact that is not known") {
    CHECK(fixture_error("R1: 2", "R9: 2") == R"(
[unknown-contact] there is no contact `R9`
f.yaml:8:22
    contacts: {T: 1, R9: 2, R2: 3, S: 4}
                     ^
four has: T, R1, R2, S
)");
  }
  SUBCASE("a contact without a test point") {
    CHECK(fixture_error("{T: 1, R1: 2, R2: 3, S: 4}", "{T: 1, R1: 2, S: 4}") == R"(
[yaml-missing-key] `contacts` lacks contact `R2` of four
f.yaml:8:15
    contacts: {T: 1, R1: 2, S: 4}
              ^
every contact needs its place
)");
  }
  SUBCASE("a point that the board does not have") {
    CHECK(fixture_error("S: 8", "S: 17") == R"(
[yaml-out-of-range] a test point is out of range
f.yaml:13:42
  right: {type: two, contacts: {T: 7, S: 17}}
                                         ^
allowed: 1 to 16
)");
  }
  SUBCASE("point zero") {
    CHECK(fixture_error("S: 8", "S: 0") == R"(
[yaml-out-of-range] a test point is out of range
f.yaml:13:42
  right: {type: two, contacts: {T: 7, S: 0}}
                                         ^
allowed: 1 to 16
)");
  }
  SUBCASE("a point that is no number") {
    CHECK(fixture_error("S: 8", "S: D8") == R"(
[yaml-wrong-type] a test point must be a whole number, not `D8`
f.yaml:13:42
  right: {type: two, contacts: {T: 7, S: D8}}
                                         ^
write a number from 1 to 16
)");
  }
  SUBCASE("a point twice in a socket") {
    CHECK(fixture_error("S: 8", "S: 7") == R"(
[point-twice] test point 7 is already used here
f.yaml:13:42
  right: {type: two, contacts: {T: 7, S: 7}}
                                         ^
each contact of a socket needs a test point of its own
)");
  }
  SUBCASE("two groups of sharing sockets") {
    CHECK(fixture_error("{S: 6, T: 5}", "{S: 8, T: 5}") == R"(
[sharing-groups] `right` shares test points with `left`, but not with `amp4` and those that share with it
f.yaml:13:3
  right: {type: two, contacts: {T: 7, S: 8}}
  ^
all sockets that share test points must form one group, or a second cable in parallel would stay unseen: give one of them points of its own
)");
  }
  SUBCASE("two sockets that share points with a third, and not with each other") {
    CHECK(fixture_error("left: {type: two, contacts: {S: 6, T: 5}}",
                        "left: {type: two, contacts: {S: 3, T: 5}}") == R"(
[sharing-groups] `left` and `amp2` share test points with other sockets, but not with each other
f.yaml:12:3
  left: {type: two, contacts: {S: 3, T: 5}}
  ^
any two of the sockets that share test points must share one with each other, or a second cable in parallel would stay unseen: give one of them points of its own
)");
  }
  SUBCASE("two equal sockets on shared points") {
    CHECK(fixture_error("amp2: {type: two, label: amp,",
                        "amp2: {type: four, label: amp, contacts: {T: 4, R1: 3, R2: 2, S: 1}}\n  "
                        "amp3: {type: two, label: amp,") == R"(
[same-socket] `amp2` is a second four labelled `amp` on shared test points, after `amp4`
f.yaml:11:3
  amp2: {type: four, label: amp, contacts: {T: 4, R1: 3, R2: 2, S: 1}}
  ^
give them different labels
)");
  }
  SUBCASE("a plug contact that lands nowhere") {
    CHECK(fixture_error("two: {T: T, S: [R2, S]}", "two: {T: T}") == R"(
[yaml-missing-key] the plug two lacks contact `S` of two
f.yaml:10:12
      two: {T: T}
           ^
every contact needs its place
)");
  }
  SUBCASE("a plug contact that lands on no contact") {
    CHECK(fixture_error("two: {T: T, S: [R2, S]}", "two: {T: T, S: [R2, S3]}") == R"(
[unknown-contact] there is no contact `S3`
f.yaml:10:27
      two: {T: T, S: [R2, S3]}
                          ^
did you mean `S`? four has: T, R1, R2, S
)");
  }
  SUBCASE("two plug contacts on one contact") {
    CHECK(fixture_error("two: {T: T, S: [R2, S]}", "two: {T: T, S: [R2, T]}") == R"(
[acceptance] `T` already meets another contact of the plug
f.yaml:10:27
      two: {T: T, S: [R2, T]}
                          ^
a contact of the socket meets one contact of the plug
)");
  }
  SUBCASE("a plug that fits anyway") {
    CHECK(fixture_error("two: {T: T, S: [R2, S]}", "four: {T: T, R1: R1, R2: R2, S: S}") == R"(
[acceptance] a socket takes plugs of its own type anyway
f.yaml:10:7
      four: {T: T, R1: R1, R2: R2, S: S}
      ^
remove it
)");
  }
  SUBCASE("a socket without contacts") {
    CHECK(fixture_error(", contacts: {T: 7, S: 8}", "") == R"(
[yaml-missing-key] socket `right` lacks the key `contacts`
f.yaml:13:10
  right: {type: two}
         ^
add `contacts: …`
)");
  }
  SUBCASE("an add-on that is not known") {
    CHECK(fixture_error("board: uno\n", "board: uno\naddon: miliohm\n") == R"(
[unknown-addon] there is no add-on `miliohm`
f.yaml:4:8
addon: miliohm
       ^
did you mean `milliohm`? known: milliohm
)");
  }
  SUBCASE("an add-on's channel twice") {
    CHECK(fixture_error("board: uno\n", "board: uno\naddon: milliohm\ntaps: {1: 0, 2: 0}\n") == R"(
[channel-twice] channel 0 is already used here
f.yaml:5:17
taps: {1: 0, 2: 0}
                ^
each point needs a channel of its own
)");
  }
  SUBCASE("taps without an add-on") {
    CHECK(fixture_error("board: uno\n", "board: uno\ntaps: {1: 0}\n") == R"(
[yaml-missing-key] a fixture with `taps` lacks `addon`
f.yaml:4:7
taps: {1: 0}
      ^
write `addon: milliohm` above it, or remove it
)");
  }
  SUBCASE("an add-on on a board of 64 points") {
    CHECK(fixture_error("board: uno\n", "board: mega64\naddon: milliohm\n") == R"(
[unknown-addon] no add-on goes with a mega64
f.yaml:4:8
addon: milliohm
       ^
choose an uno or a mega, or remove it
)");
  }
  SUBCASE("no sockets") {
    CHECK(error_of([] { fixture("fixture: f\ntitle: t\nboard: uno\nsockets: {}\n"); }) == R"(
[yaml-bad-value] `sockets` is empty
f.yaml:4:10
sockets: {}
         ^
fill it, or remove the key if it may be absent
)");
  }
  SUBCASE("a sense wire on a board that cannot read a contact") {
    CHECK(error_of([] { fixture(edit(kFixture, "board: uno\n", "board: mega\nsense: {11: 1}\n")); }) == R"(
[sense] no point of board mega can read the contact of another one
f.yaml:4:1
sense: {11: 1}
^
remove `sense`
)");
  }
  SUBCASE("a sense wire from a point that cannot read a voltage") {
    CHECK(fixture_error("board: uno\n", "board: uno\nsense: {10: 1}\n") == R"(
[sense] point 10 (D11) cannot read a voltage
f.yaml:4:9
sense: {10: 1}
        ^
points that can: 11 (A0), 12 (A1), 13 (A2), 14 (A3), 15 (A4), 16 (A5)
)");
  }
  SUBCASE("a sense wire from a point that has a contact") {
    CHECK(error_of([] { fixture(edit(edit(kFixture, "S: 8", "S: 12"), "board: uno\n", "board: uno\nsense: {11: 1, 12: 2}\n")); }) == R"(
[sense] point 12 is wired to right.S
f.yaml:4:16
sense: {11: 1, 12: 2}
               ^
a point that reads a contact of another point is wired to nothing else
)");
  }
  SUBCASE("a sense wire to a point without a contact") {
    CHECK(fixture_error("board: uno\n", "board: uno\nsense: {11: 9}\n") == R"(
[sense] point 9 is wired to no socket
f.yaml:4:13
sense: {11: 9}
            ^
name the point of a socket contact
)");
  }
  SUBCASE("a sense wire to a point that reads") {
    CHECK(fixture_error("board: uno\n", "board: uno\nsense: {11: 12, 12: 1}\n") == R"(
[sense] point 12 is itself one that reads
f.yaml:4:13
sense: {11: 12, 12: 1}
            ^
name the point of a socket contact
)");
  }
  SUBCASE("two sense wires to one contact") {
    CHECK(fixture_error("board: uno\n", "board: uno\nsense: {11: 1, 12: 1}\n") == R"(
[sense] point 1 is read already, by point 11
f.yaml:4:20
sense: {11: 1, 12: 1}
                   ^
one point is enough for a contact
)");
  }
  SUBCASE("no sense wires") {
    CHECK(fixture_error("board: uno\n", "board: uno\nsense: {}\n") == R"(
[yaml-bad-value] `sense` is empty
f.yaml:4:8
sense: {}
       ^
fill it, or remove the key if it may be absent
)");
  }
}

TEST_CASE("Sense wires are read as they are written: the point that reads, and the point that it reads") {
  const Fixture f = fixture(edit(kFixture, "board: uno\n", "board: uno\nsense: {16: 1, 11: 8}\n"));
  CHECK(f.senses == std::map<Point, Point>{{0, 15}, {7, 10}});
  CHECK(fixture(kFixture).senses.empty());
}
