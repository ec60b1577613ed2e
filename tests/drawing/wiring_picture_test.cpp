#include "drawing/wiring_picture.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "drawing/canvas.hpp"
#include "core/error.hpp"
#include "pictures.hpp"
#include "text/columns.hpp"

using namespace buzzout;

namespace {

std::string expected(const std::string& name) {
  const std::string path = std::string(BUZZOUT_SOURCE_DIR "/tests/drawing/wiring/") + name + ".txt";
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool is_ascii(const std::string& text) {
  for (const char c : text)
    if (c != '\n' && (c < ' ' || c > '~')) return false;
  return true;
}

}  // namespace

TEST_CASE("the typical cables are drawn as they should look") {
  for (const auto& [name, picture] : pictures::all()) {
    CAPTURE(name);
    CHECK(pictures::text(draw(picture, {false, true, 80})) == expected(name));
    CHECK(pictures::text(draw(picture, {false, false, 80})) == expected(name + ".ascii"));
  }
}

TEST_CASE("each state has its own glyphs, so that no colour is needed") {
  for (const bool unicode : {true, false}) {
    const auto drawn = [&](const WiringPicture& picture) {
      return pictures::text(draw(picture, {false, unicode, 80}));
    };
    const auto has = [&](const WiringPicture& picture, const char* in_unicode, const char* ascii) {
      return drawn(picture).find(unicode ? in_unicode : ascii) != std::string::npos;
    };
    CHECK(has(pictures::open_pentaconn(), "R+ ✗ open", "R+ x open"));
    CHECK(has(pictures::open_pentaconn(), "✗ R2 ○", "x R2 o"));
    CHECK(has(pictures::grounds_tied(), "╚══ short ═", "#== short ="));
    CHECK(has(pictures::one_way(), "●─► R- one-way ─", "*-> R- one-way -"));
    CHECK(has(pictures::unsure(), "· · ·", ". . ."));
    CHECK_FALSE(has(pictures::good_pentaconn(), "✗", "x "));
  }
}

TEST_CASE("a one-way link that conducts from right to left points to the left") {
  WiringPicture picture = pictures::one_way();
  std::swap(picture.wires[3].contacts[0], picture.wires[3].contacts[1]);
  CHECK(pictures::text(draw(picture, {false, true, 80})).find("●─◄ R- one-way ─") !=
        std::string::npos);
}

TEST_CASE("without Unicode a drawing is ASCII whatever the names are") {
  WiringPicture picture = pictures::reversed_left();
  picture.left[0].name = "Verstärker";
  picture.left[0].title = "耳机 Ω";
  picture.wires[0].label = "L−";
  for (const int width : {20, 60, 80, 120})
    CHECK(is_ascii(pictures::text(draw(picture, {false, false, width}))));
}

TEST_CASE("hostile names neither steer the terminal nor break the width") {
  WiringPicture picture = pictures::grounds_tied();
  picture.left[0].name = "amp\x1b[2J\n" + std::string(500, 'x');
  picture.left[0].title = std::string(300, '\x9b');
  picture.left[0].contacts[1].name = "\xe2\x80\xae" + std::string(400, '\xff');
  picture.right[0].contacts[0].name = "耳机耳机耳机耳机耳机耳机耳机耳机";
  picture.wires[4].label = "\x07" + std::string(1000, 'e') + "\u0301";
  for (int width = -3; width <= 130; ++width) {
    CAPTURE(width);
    for (const Line& line : draw(picture, {true, true, width})) {
      CHECK(columns(plain_text(line)) <= std::max(width, 0));
      for (const char c : to_ansi(line, {false, true, width}))
        CHECK(static_cast<unsigned char>(c) >= 0x20);
    }
  }
}

TEST_CASE("a narrow terminal gets the same facts as a list") {
  CHECK(pictures::text(draw(pictures::reversed_left(), {false, true, 36})) ==
        "L+ ✗ open  amp.T ╌✗╌ left.T\n"
        "L- ✗ open  amp.R1 ╌✗╌ left.S\n"
        "R+         amp.R2 ── right.T\n"
        "R-         amp.R3 ── right.S\n"
        "short      amp.T ══ left.S\n"
        "short      amp.R1 ══ left.T\n");
}

TEST_CASE("sixty columns are enough for the usual cables") {
  for (const auto& [name, picture] : pictures::all()) {
    if (name == "multicore") continue;
    CAPTURE(name);
    for (const bool unicode : {true, false}) {
      const Theme theme{false, unicode, 60};
      CHECK(draw(picture, theme) != list_wires(picture, theme));
    }
  }
}

TEST_CASE("a wire to a contact that no end has is refused") {
  WiringPicture picture = pictures::good_pentaconn();
  picture.wires[0].contacts.push_back({1, 2});
  CHECK_THROWS_AS(draw(picture, Theme{}), Error);
  picture.wires[0].contacts.back() = {3, 0};
  CHECK_THROWS_AS(draw(picture, Theme{}), Error);
}

TEST_CASE("an empty picture has no lines") {
  CHECK(draw({}, Theme{}).empty());
}

TEST_CASE("a canvas refuses what would look like a false junction") {
  const Thread one{1, Stroke::light, Ink::plain}, two{2, Stroke::light, Ink::plain};
  Canvas crossing(9, 5, true);
  crossing.horizontal(2, 0, 8, one);
  crossing.vertical(4, 0, 4, two);
  CHECK_FALSE(crossing.collided());

  Canvas touching(9, 5, true);
  touching.horizontal(2, 0, 8, one);
  touching.vertical(4, 2, 4, two);
  CHECK(touching.collided());

  Canvas overlapping(9, 5, true);
  overlapping.horizontal(2, 0, 8, one);
  overlapping.horizontal(2, 8, 8, two);
  CHECK(overlapping.collided());

  Canvas outside(9, 5, true);
  outside.horizontal(2, 0, 9, one);
  CHECK(outside.collided());

  Canvas written_over(9, 5, true);
  written_over.horizontal(2, 0, 8, one);
  written_over.text(2, 3, "x", Ink::plain);
  CHECK(written_over.collided());
}
