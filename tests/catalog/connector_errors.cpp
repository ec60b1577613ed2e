#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

TEST_CASE("A connector says where its fault is") {
  SUBCASE("a phone plug without a diameter") {
    CHECK(connector_error("diameter_mm: 2.5\n", "") == R"(
[yaml-missing-key] a phone connector lacks the key `diameter_mm`
c.yaml:1:1
connector: four
^
add `diameter_mm: …`
)");
  }
  SUBCASE("a diameter in inches") {
    CHECK(connector_error("2.5", "0.25") == R"(
[yaml-out-of-range] `diameter_mm` is out of range
c.yaml:4:14
diameter_mm: 0.25
             ^
allowed: 1 to 20
)");
  }
  SUBCASE("an XLR with a diameter") {
    CHECK(connector_error("shape: phone", "shape: xlr") == R"(
[yaml-unknown-key] only a phone connector has `diameter_mm`
c.yaml:4:14
diameter_mm: 2.5
             ^
remove it
)");
  }
  SUBCASE("a shape that is not known") {
    CHECK(connector_error("shape: phone", "shape: phono") == R"(
[yaml-bad-value] `shape` cannot be `phono`
c.yaml:3:8
shape: phono
       ^
did you mean `phone`? known: phone, xlr, mini-xlr, din, speakon, d-sub, coaxial, two-pin
)");
  }
  SUBCASE("a contact twice") {
    CHECK(connector_error("[T, R1, R2, S]", "[T, R1, R1, S]") == R"(
[yaml-bad-value] `R1` is in `contacts` twice
c.yaml:5:19
contacts: [T, R1, R1, S]
                  ^
keep one of them
)");
  }
  SUBCASE("a contact with a dot") {
    CHECK(connector_error("[T, R1, R2, S]", "[T, R.1, R2, S]") == R"(
[yaml-bad-name] an item of `contacts` cannot be called `R.1`
c.yaml:5:15
contacts: [T, R.1, R2, S]
              ^
allowed: 1 to 16 letters, digits, `+`, `-`, `_`; a letter or digit first
)");
  }
  SUBCASE("an empty contact") {
    CHECK(connector_error("[T, R1, R2, S]", "[T, , R2, S]") == R"(
[yaml-wrong-type] an item of `contacts` has no value
c.yaml:5:15
contacts: [T, , R2, S]
              ^
write `key: value`
)");
  }
  SUBCASE("a shell that is no contact") {
    CHECK(connector_error("source:", "shell: shell\nsource:") == R"(
[unknown-contact] `shell` names no contact of this connector: `shell`
c.yaml:6:8
shell: shell
       ^
its contacts: T, R1, R2, S
)");
  }
  SUBCASE("a shell bonded to itself") {
    CHECK(connector_error("source:", "shell: S\nshell_bond: S\nsource:") == R"(
[yaml-bad-value] `shell_bond` needs a `shell` that is another contact
c.yaml:7:13
shell_bond: S
            ^
name the contact that a bonded shell is joined to, usually `1`
)");
  }
}
