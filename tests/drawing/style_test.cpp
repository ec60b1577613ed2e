#include "drawing/style.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace buzzout;

TEST_CASE("text that could steer a terminal is made visible") {
  CHECK(printable("amp.R1 4.4 mm Ω −") == "amp.R1 4.4 mm Ω −");
  CHECK(printable("\x1b[2Jred") == "\\x1b[2Jred");
  CHECK(printable("a\nb\tc\rd\x7f") == "a\\nb\\tc\\rd\\x7f");
  CHECK(printable(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(printable("\xc2\x9b"
                  "31m") == "\\u{9b}31m");  // C1 control sequence introducer
  CHECK(printable("\xe2\x80\xae"
                  "TSSAP") == "\\u{202e}TSSAP");                           // right-to-left override
  CHECK(printable("\xe2\x81\xa6x\xe2\x81\xa9") == "\\u{2066}x\\u{2069}");  // isolates
  CHECK(printable("\xe2\x80\x8b") == "\\u{200b}");                         // zero-width space
  CHECK(printable("\xe2\x80\xa8") == "\\u{2028}");                         // line separator
  CHECK(printable("\xff\xc3") == "\\xff\\xc3");                            // not UTF-8
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");                            // overlong
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");                   // surrogate
}

TEST_CASE("combining marks stay on their letter but do not pile up") {
  CHECK(printable("e\u0301") == "e\u0301");
  CHECK(printable("\u0301e") == "\\u{301}e");
  CHECK(printable("e\u0301\u0301\u0301") == "e\u0301\u0301\\u{301}");
  CHECK(columns("e\u0301") == 1);
}

TEST_CASE("columns are counted, not bytes") {
  CHECK(columns("") == 0);
  CHECK(columns("L−=R−") == 5);
  CHECK(columns("耳机") == 4);
  CHECK(columns("●─►✗") == 4);
  CHECK(fit("Pentaconn", 9, true) == "Pentaconn");
  CHECK(fit("Pentaconn", 5, true) == "Pent…");
  CHECK(fit("Pentaconn", 5, false) == "Pent~");
  CHECK(fit("耳机", 3, true) == "耳…");
  CHECK(fit("耳机", 2, true) == "…");
  CHECK(fit("x", 0, true).empty());
}

TEST_CASE("without Unicode the trade's signs have their usual stand-ins") {
  CHECK(to_ascii("L− 10 kΩ ±5 µF") == "L- 10 kohm +/-5 uF");
  CHECK(to_ascii("耳e\u0301") == "?e");
}

TEST_CASE("colour is closed within the line and absent without a coloured theme") {
  const Line line = {{"amp", Ink::bold}, {" ", Ink::plain}, {"open", Ink::bad}};
  CHECK(to_ansi(line, {true, true, 80}) == "\x1b[1mamp\x1b[0m \x1b[1;38;5;196mopen\x1b[0m");
  CHECK(to_ansi(line, {false, true, 80}) == "amp open");
  CHECK(to_ansi({{"\x1b]0;title\x07"}}, {false, true, 80}) == "\\x1b]0;title\\x07");
  CHECK(to_ansi({{"Ω ✗"}}, {false, false, 80}) == "ohm ?");
}

TEST_CASE("eight nets have eight colours, and none is a warning's or a fault's") {
  std::set<std::string> colours;
  for (std::size_t n = 0; n < 8; ++n) colours.insert(to_ansi({{"x", net_ink(n)}}, Theme{}));
  for (const Ink alarm : {Ink::bad, Ink::warn}) colours.insert(to_ansi({{"x", alarm}}, Theme{}));
  CHECK(colours.size() == 10);
  CHECK(net_ink(8) == net_ink(0));
}
