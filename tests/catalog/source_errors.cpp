#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

TEST_CASE("What is no clean YAML is refused at its place") {
  SUBCASE("a file that is not UTF-8") {
    CHECK(profile_error("Sample cable",
                        "Sample c\xE4"
                        "ble") == R"(
[file-encoding] the file is not UTF-8
p.yaml:2:16
title: Sample c\xe4ble
               ^
save it as UTF-8
)");
  }
  SUBCASE("a surrogate in disguise") {
    CHECK(profile_error("Sample cable", "Sample \xED\xA0\x80") == R"(
[file-encoding] the file is not UTF-8
p.yaml:2:15
title: Sample \xed\xa0\x80
              ^
save it as UTF-8
)");
  }
  SUBCASE("an overlong slash") {
    CHECK(profile_error("Sample cable", "Sample \xC0\xAF") == R"(
[file-encoding] the file is not UTF-8
p.yaml:2:15
title: Sample \xc0\xaf
              ^
save it as UTF-8
)");
  }
  SUBCASE("a tab") {
    CHECK(profile_error("title: Sample", "title:\tSample") == R"(
[file-tab] there is a tab in the file
p.yaml:2:7
title:	Sample cable
      ^
use spaces
)");
  }
  SUBCASE("a tab behind wide and accented letters") {
    CHECK(profile_error("Sample cable", "ケーブル e\u0301té\tx") == R"(
[file-tab] there is a tab in the file
p.yaml:2:17
title: ケーブル été	x
                   ^
use spaces
)");
  }
  SUBCASE("a NUL") {
    CHECK(error_of([] { profile(kProfile + std::string("# \0", 3)); }) == R"(
[file-control-character] there is an invisible control character
p.yaml:14:3
# \x00
  ^
delete it
)");
  }
  SUBCASE("a terminal escape") {
    CHECK(profile_error("Sample cable", "Sample \x1B[31mcable") == R"(
[file-control-character] there is an invisible control character
p.yaml:2:15
title: Sample \x1b[31mcable
              ^
delete it
)");
  }
  SUBCASE("a carriage return alone") {
    CHECK(profile_error("title: Sample", "title:\rSample") == R"(
[file-control-character] there is an invisible control character
p.yaml:2:7
title:\rSample cable
      ^
delete it
)");
  }
  SUBCASE("a byte order mark of UTF-16") {
    CHECK(error_of([] { profile(std::string("\xFF\xFEp\0", 4)); }) == R"(
[file-encoding] the file is not UTF-8
p.yaml:1:1
\xff\xfep\x00
^
save it as UTF-8
)");
  }
  SUBCASE("an unknown key behind wide letters") {
    CHECK(profile_error("certainty: B}", "ケーブル: é, certainty: B}") == R"(
[yaml-unknown-key] `source` has no key `ケーブル`
p.yaml:13:24
source: {text: a page, ケーブル: é, certainty: B}
                       ^
known keys: text, certainty
)");
  }
  SUBCASE("an unknown key behind combining letters") {
    CHECK(profile_error("text: a page, cert", "text: e\u0301e\u0301, sert") == R"(
[yaml-unknown-key] `source` has no key `sertainty`
p.yaml:13:22
source: {text: éé, sertainty: B}
                   ^
did you mean `certainty`? known keys: text, certainty
)");
  }
  SUBCASE("a fault far right in a long line") {
    CHECK(profile_error("text: a page, certainty: B", "text: " + std::string(150, 'x') +
                                                          ", certainty: Z, " +
                                                          std::string(100, 'y') + ": z") == R"(
[yaml-unknown-key] `source` has no key `yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…`
p.yaml:13:182
…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, certainty: Z, yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
                                                             ^
known keys: text, certainty
)");
  }
  SUBCASE("a fault left in a long line") {
    CHECK(profile_error("title: Sample cable", "titel: " + std::string(150, 'x')) == R"(
[yaml-unknown-key] a profile has no key `titel`
p.yaml:2:1
titel: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
^
did you mean `title`? known keys: profile, title, revision, use, wiring, ends, nets, trust, source, aliases, limits, wires, decision, note, shell, ignore, parts, variants, hazard, female
)");
  }
  SUBCASE("a file with Windows line ends") {
    CHECK(error_of([] { profile("profile: x\r\ntitel: y\r\n"); }) == R"(
[yaml-unknown-key] a profile has no key `titel`
p.yaml:2:1
titel: y
^
did you mean `title`? known keys: profile, title, revision, use, wiring, ends, nets, trust, source, aliases, limits, wires, decision, note, shell, ignore, parts, variants, hazard, female
)");
  }
  SUBCASE("a bracket that is not closed") {
    CHECK(profile_error("[amp.R1, left.S]", "[amp.R1, left.S") == R"(
[yaml-syntax] not valid YAML: end of sequence flow not found
p.yaml:10:5
  R+: [amp.R2, right.T]
    ^
look at this line and the one above: indentation, `key: value`, closed quotes and brackets
)");
  }
  SUBCASE("a stray colon") {
    CHECK(profile_error("title: Sample cable", "title: Sample: cable") == R"(
[yaml-syntax] not valid YAML: illegal map value
p.yaml:2:14
title: Sample: cable
             ^
look at this line and the one above: indentation, `key: value`, closed quotes and brackets
)");
  }
  SUBCASE("a stray bracket") {
    CHECK(error_of([] { profile(kProfile + "]\n"); }) == R"(
[yaml-syntax] not valid YAML: illegal flow end
p.yaml:14:1
]
^
look at this line and the one above: indentation, `key: value`, closed quotes and brackets
)");
  }
  SUBCASE("a quote that is not closed") {
    CHECK(error_of([] { profile(kProfile + "note: \"half a sentence\n"); }) == R"(
[yaml-syntax] not valid YAML: the quote is never closed
p.yaml:14:7
note: "half a sentence
      ^
close it
)");
  }
  SUBCASE("a quote that only its escape closes") {
    CHECK(error_of([] { profile(kProfile + "note: 'it''s\n"); }) == R"(
[yaml-syntax] not valid YAML: the quote is never closed
p.yaml:14:7
note: 'it''s
      ^
close it
)");
  }
  SUBCASE("a second document") {
    CHECK(error_of([] { profile(kProfile + "---\na: b\n"); }) == R"(
[yaml-documents] the file holds more than one YAML document
p.yaml:14:1
---
^
keep one document in a file
)");
  }
  SUBCASE("an anchor") {
    CHECK(profile_error("left: two,", "left: &x two,") == R"(
[yaml-anchor] YAML anchors and aliases (& and *) are not supported
p.yaml:6:25
ends: {amp: four, left: &x two, right: two}
                        ^
write the value out
)");
  }
  SUBCASE("an anchor on a map") {
    CHECK(profile_error("source: {", "source: &x {") == R"(
[yaml-anchor] YAML anchors and aliases (& and *) are not supported
p.yaml:13:9
source: &x {text: a page, certainty: B}
        ^
write the value out
)");
  }
  SUBCASE("an alias") {
    CHECK(profile_error("left: two,", "left: *x,") == R"(
[yaml-anchor] YAML anchors and aliases (& and *) are not supported
p.yaml:6:25
ends: {amp: four, left: *x, right: two}
                        ^
write the value out
)");
  }
  SUBCASE("an anchor and its alias") {
    CHECK(profile_error("left: two, right: two", "left: &x two, right: *x") == R"(
[yaml-anchor] YAML anchors and aliases (& and *) are not supported
p.yaml:6:25
ends: {amp: four, left: &x two, right: *x}
                        ^
write the value out
)");
  }
  SUBCASE("a tag") {
    CHECK(profile_error("revision: 1", "revision: !!int 1") == R"(
[yaml-tag] YAML tags (!) are not supported
p.yaml:3:11
revision: !!int 1
          ^
remove the tag
)");
  }
  SUBCASE("a list as a key") {
    CHECK(profile_error("revision: 1", "? [revision]\n: 1") == R"(
[yaml-key] a key must be a word
p.yaml:3:3
? [revision]
  ^
write `key: value`
)");
  }
  SUBCASE("an empty key") {
    CHECK(profile_error("revision: 1", ": 1") == R"(
[yaml-key] a key must be a word
p.yaml:3:1
: 1
^
write `key: value`
)");
  }
  SUBCASE("a merge key") {
    CHECK(profile_error("revision: 1", "<<: 1") == R"(
[yaml-unknown-key] a profile has no key `<<`
p.yaml:3:1
<<: 1
^
known keys: profile, title, revision, use, wiring, ends, nets, trust, source, aliases, limits, wires, decision, note, shell, ignore, parts, variants, hazard, female
)");
  }
  SUBCASE("nesting too deep") {
    CHECK(profile_error("title: Sample cable", "title: [[[[[[[[x]]]]]]]]") == R"(
[yaml-depth] the YAML is nested deeper than 8 levels
p.yaml:2:15
title: [[[[[[[[x]]]]]]]]
              ^
no file of ours needs that: is this the right file?
)");
  }
  SUBCASE("an empty file") {
    CHECK(error_of([] { profile(""); }) == R"(
[yaml-empty] the file is empty
p.yaml
is this the right file?
)");
  }
  SUBCASE("a file of comments") {
    CHECK(error_of([] { profile("# nothing\n"); }) == R"(
[yaml-empty] the file is empty
p.yaml
is this the right file?
)");
  }
  SUBCASE("a list") {
    CHECK(error_of([] { profile("- a\n- b\n"); }) == R"(
[yaml-wrong-type] the file is not a map
p.yaml:1:1
- a
^
write `key: value` lines
)");
  }
  SUBCASE("a word") {
    CHECK(error_of([] { profile("word"); }) == R"(
[yaml-wrong-type] the file is not a map
p.yaml:1:1
word
^
write `key: value` lines
)");
  }
}
