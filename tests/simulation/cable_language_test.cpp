#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "core/error.hpp"
#include "simulation/cable_edits.hpp"
#include "simulation/language_error.hpp"

using namespace buzzout;

namespace {

std::string failure(const std::string& text) {
  try {
    parse_cable_edits(text);
  } catch (const Error& e) {
    CHECK(e.code == "cable-language");
    return e.message + "\n" + e.where + "\n" + e.remedy;
  }
  return "no error";
}

std::string written(const CableEdits& spec) {
  std::string out = spec.profile.value_or("-");
  for (const auto& e : spec.edits) out += "," + e.text();
  return out;
}

}  // namespace

TEST_CASE("a cable is described as a profile and edits") {
  CHECK(written(parse_cable_edits("")) == "-");
  CHECK(written(parse_cable_edits("good")) == "-,good");
  CHECK(written(parse_cable_edits("4.4-ts")) == "4.4-ts");
  CHECK(written(parse_cable_edits("4.4-ts, open:amp.R1 ,swap:left.T:left.S")) ==
        "4.4-ts,open:amp.R1,swap:left.T:left.S");
  CHECK(written(parse_cable_edits("cables/odd one.yaml,none")) == "cables/odd one.yaml,none");
  const auto spec = parse_cable_edits("stuck:7:low,powered:3:5");
  CHECK_FALSE(spec.profile);
  CHECK(spec.edits[1].verb == "powered");
  CHECK(spec.edits[1].args == std::vector<std::string>{"3", "5"});
  CHECK(parse_cable_edits("none").unplugged());
  CHECK_FALSE(parse_cable_edits("good").unplugged());
}

TEST_CASE("a profile's variant keeps its colon") {
  CHECK(parse_cable_edits("xlr-3-mic:shell-bonded").profile == "xlr-3-mic:shell-bonded");
  const auto spec = parse_cable_edits("xlr-3-mic:shell-bonded,also:xlr-3-mic:shell-bonded");
  CHECK(spec.profile == "xlr-3-mic:shell-bonded");
  REQUIRE(spec.edits.size() == 1);
  CHECK(spec.edits[0].args == std::vector<std::string>{"xlr-3-mic:shell-bonded"});
}

TEST_CASE("every verb of the language is understood and written back") {
  for (const std::string& text : std::vector<std::string>{"good",
                                                          "none",
                                                          "open:amp.R1",
                                                          "short:amp.T:amp.R1",
                                                          "swap:left.T:left.S",
                                                          "ohms:amp.R1:4.7",
                                                          "leak:amp.T:amp.R1:200k",
                                                          "diode:amp.T:left.T",
                                                          "cap:amp.T:amp.S:10n",
                                                          "series:amp.T:0.1u",
                                                          "flaky:amp.R1",
                                                          "wobble:amp.R1:0.2:5",
                                                          "unplug:left",
                                                          "also:4.4-ts",
                                                          "loop:amp-4.4",
                                                          "touch:amp-4.4.T",
                                                          "link:amp-4.4:left",
                                                          "resistor:amp-4.4.T:left.T:100",
                                                          "stuck:7:low",
                                                          "stuck:7:high",
                                                          "dead:7",
                                                          "bridge:7:8",
                                                          "cut:amp.S",
                                                          "exchange:amp-4.4.T:xlr4.2",
                                                          "sense:11:none",
                                                          "sense:11:flaky",
                                                          "sense:11:amp-4.4.T",
                                                          "powered:3:5"}) {
    CAPTURE(text);
    const auto spec = parse_cable_edits(text);
    CHECK(written(spec) == "-," + text);
  }
}

TEST_CASE("a wrong description is answered with the place and a remedy") {
  CHECK(failure("balanced,opne:amp.R1") ==
        "there is no edit `opne`\n"
        "balanced,opne:amp.R1\n"
        "         ^^^^\n"
        "did you mean open:END.C?");
  CHECK(failure("opne:amp.R1") ==
        "there is no edit `opne`\n"
        "opne:amp.R1\n"
        "^^^^\n"
        "did you mean open:END.C?");
  CHECK(failure("good,zebra") ==
        "there is no edit `zebra`\n"
        "good,zebra\n"
        "     ^^^^^\n"
        "the edits are: good, none, open, short, swap, ohms, leak, diode, cap, series, flaky, wobble, part, "
        "unplug, "
        "also, loop, link, resistor, touch, stuck, dead, bridge, cut, exchange, sense, powered");
  CHECK(failure("open") ==
        "`open` does not have the form open:END.C\n"
        "open\n"
        "^^^^\n"
        "write open:END.C");
  CHECK(failure("short:amp.T") ==
        "`short:amp.T` does not have the form short:END.C:END.C\n"
        "short:amp.T\n"
        "^^^^^^^^^^^\n"
        "write short:END.C:END.C");
  CHECK(failure("open:amp") ==
        "`amp` is not a contact\n"
        "open:amp\n"
        "     ^^^\n"
        "write open:END.C, a contact being END.CONTACT like amp.R1");
  CHECK(failure("good,leak:amp.T:amp.R1:200q") ==
        "`200q` is not a number of ohms\n"
        "good,leak:amp.T:amp.R1:200q\n"
        "                       ^^^^\n"
        "write leak:END.C:END.C:OHM, for instance 4.7, 200k or 10n (p n u m k M)");
  CHECK(failure("cap:a.b:c.d:0") ==
        "`0` is out of range\n"
        "cap:a.b:c.d:0\n"
        "            ^\n"
        "give 1e-15 to 0.01 farads");
  CHECK(failure("sense:11:nothing") ==
        "`nothing` is not a contact\n"
        "sense:11:nothing\n"
        "         ^^^^^^^\n"
        "write sense:POINT:none|flaky|SOCKET.C, a contact being END.CONTACT like amp.R1");
  CHECK(failure("stuck:7:up") ==
        "`up` is not a level\n"
        "stuck:7:up\n"
        "        ^^\n"
        "write stuck:POINT:low|high");
  CHECK(failure("dead:0") ==
        "`0` is not a test point\n"
        "dead:0\n"
        "     ^\n"
        "write dead:POINT, points counting from 1");
  CHECK(failure("good,,none") ==
        "an edit is missing here\n"
        "good,,none\n"
        "     ^\n"
        "remove the comma");
  CHECK(failure("loop:") == "`loop` names nothing\nloop:\n     ^\nwrite loop:SOCKET");
}

TEST_CASE("carets stand right under a text with accents and control characters") {
  CHECK(failure("câble,opn:a.b") ==
        "there is no edit `opn`\ncâble,opn:a.b\n      ^^^\ndid you mean open:END.C?");
  CHECK(failure("good,x\ny:z").find("\ngood,x\\ny:z\n     ^^^^\n") != std::string::npos);
}

TEST_CASE("a description beyond all measure is refused") {
  CHECK(failure(std::string(5000, 'a')).find("longer than 4096") != std::string::npos);
}

TEST_CASE("quantities take the suffixes of the trade") {
  CHECK(parse_quantity("200k") == doctest::Approx(200e3));
  CHECK(parse_quantity("10n") == doctest::Approx(10e-9).epsilon(1e-12));
  CHECK(parse_quantity("30p") == doctest::Approx(30e-12));
  CHECK(parse_quantity("0.1u") == doctest::Approx(1e-7));
  CHECK(parse_quantity("5m") == doctest::Approx(5e-3));
  CHECK(parse_quantity("1M") == doctest::Approx(1e6));
  CHECK(parse_quantity("4.7") == doctest::Approx(4.7));
  CHECK(parse_quantity(".5") == doctest::Approx(0.5));
  CHECK(parse_quantity("1e3") == doctest::Approx(1000));
  CHECK(parse_quantity("0") == 0);
}

TEST_CASE("what is not a quantity is refused") {
  for (const std::string& text :
       std::vector<std::string>{"", "nan", "inf", "-1", "+1", "k", "4k7", "1kk", "1 k", "0x10",
                                "1e999", "1e308M", "--", ".", "1,5", "1K"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_quantity(text), Error);
  }
}

TEST_CASE("no garbage breaks the parser: it is understood or answered with cable-language") {
  std::mt19937 random(7);
  const std::string pieces[] = {"open", "short", "amp.R1", "left.T", ":",  ",",      ".",   "200k",
                                "loop", "also",  "none",   "7",      "\n", "\xC3",   " ",   "-",
                                "nan",  "stuck", "low",    "xlr4",   "%s", "\xFF\0", "::::"};
  unsigned understood = 0, refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) {
      if (random() % 8 == 0)
        text += static_cast<char>(random() % 256);
      else
        text += pieces[random() % std::size(pieces)];
    }
    try {
      const auto spec = parse_cable_edits(text);
      for (const auto& e : spec.edits) CHECK_FALSE(e.verb.empty());
      ++understood;
    } catch (const Error& e) {
      REQUIRE(e.code == "cable-language");
      REQUIRE(std::ranges::count(e.where, '\n') == 1);
      ++refused;
    }
  }
  CHECK(understood > 100);
  CHECK(refused > 1000);
}

