#include <doctest/doctest.h>

#include "bench_of_tests.hpp"

using namespace buzzout;

namespace {

std::string failure(TestBench& t, const std::string& text) {
  try {
    t.plug(text);
  } catch (const Error& e) {
    return e.code + "\n" + e.message + "\n" + e.where + "\n" + e.remedy;
  }
  return "no error";
}

}  // namespace

TEST_CASE("a name that does not exist is answered with the nearest") {
  TestBench t;
  CHECK(failure(t, "open:lefft.T") ==
        "cable-language\n"
        "there is no contact `lefft.T`\n"
        "open:lefft.T\n"
        "     ^^^^^^^\n"
        "did you mean left.T?");
  CHECK(failure(t, "good,cut:xlr.4") ==
        "cable-language\n"
        "there is no contact `xlr.4`\n"
        "cut:xlr.4\n"
        "    ^^^^^\n"
        "did you mean xlr4.4?");
  CHECK(failure(t, "unplug:lft") ==
        "cable-language\n"
        "the cable has no end `lft`\n"
        "unplug:lft\n"
        "       ^^^\n"
        "did you mean left?");
  CHECK(failure(t, "none,loop:kitchen") ==
        "cable-language\n"
        "there is no socket `kitchen`\n"
        "loop:kitchen\n"
        "     ^^^^^^^\n"
        "the sockets are: amp-4.4, cup-1, cup-2, jack, xlr4, amp-2.5");
  CHECK(failure(t, "bridge:1:17") ==
        "cable-language\n"
        "the jig has no test point 17\n"
        "bridge:1:17\n"
        "         ^^\n"
        "its points are 1 to 16");
}

TEST_CASE("what cannot be done to this bench is refused with the reason") {
  TestBench t;
  CHECK(failure(t, "none,open:amp.R1") ==
        "cable-language\n"
        "`open` changes a cable, and no cable is plugged in\n"
        "open:amp.R1\n"
        "     ^^^^^^\n"
        "name a PROFILE first, without `none`");
  CHECK(failure(t, "loop:amp") ==
        "cable-language\n"
        "socket `amp-4.4` already holds a plug\n"
        "loop:amp\n"
        "     ^^^\n"
        "unplug the cable first: none,loop:amp");
  CHECK(failure(t, "short:amp.T:amp.T") ==
        "cable-language\n"
        "`short` needs two different things\n"
        "short:amp.T:amp.T\n"
        "            ^^^^^\n"
        "name another one");
  CHECK(failure(t, "also:balanced") ==
        "cable-language\n"
        "no free sockets take the cable `balanced`\n"
        "also:balanced\n"
        "     ^^^^^^^^\n"
        "choose a cable that fits beside the first one");
  CHECK(failure(t, "open:xlr4.1") ==
        "cable-language\n"
        "no contact of the cable touches `xlr4.1`\n"
        "open:xlr4.1\n"
        "     ^^^^^^\n"
        "name a contact of the cable");
}

TEST_CASE("numbers that happen to be equal are not the same thing twice") {
  TestBench t;
  CHECK(failure(t, "powered:5:5") == "no error");
}

TEST_CASE("a cable's contact may be named by the socket it is in") {
  TestBench t("open:amp-4.4.R1");
  CHECK(t.scan() == TestBench("open:amp.R1").scan());
}

TEST_CASE("without a profile under test a description needs one, or no cable") {
  TestBench t;
  Workbench bench(t.board, t.fixture, nullptr, {}, find_test_profile);
  for (const std::string& text : std::vector<std::string>{
           "good", "open:amp.R1", "stuck:1:low,flaky:amp.T", "also:jack-cable"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(bench.plug(parse_cable_edits(text)), Error);
  }
  for (const std::string& text : std::vector<std::string>{
           "", "none", "loop:amp-4.4", "touch:xlr4.1", "stuck:1:low,cut:xlr4.2", "powered:5:5",
           "balanced,open:amp.R1", "none,also:jack-cable"}) {
    CAPTURE(text);
    CHECK_NOTHROW(bench.plug(parse_cable_edits(text)));
  }
  try {
    bench.plug(parse_cable_edits("open:amp.R1"));
  } catch (const Error& e) {
    CHECK(e.message == "`open` needs a cable, and no profile is under test");
    CHECK(e.remedy == "begin with a PROFILE: PROFILE,open:amp.R1");
  }
}

TEST_CASE("a profile that is not found is the finder's error") {
  TestBench t;
  CHECK(failure(t, "no-such-cable").starts_with("unknown-profile\n"));
}
