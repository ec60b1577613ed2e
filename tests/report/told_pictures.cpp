#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "drawing/connector_figure.hpp"
#include "drawing/framed_figure.hpp"
#include "report/cable_figure.hpp"
#include "report/figures.hpp"

using namespace buzzout;

namespace {

bool says(const Figure& figure, const std::string& words) { return words_of(figure).find(words) != std::string::npos; }

std::vector<FigureCircle> circles_of(const Figure& figure) {
  std::vector<FigureCircle> out;
  for (const auto& shape : figure.shapes)
    if (const auto* circle = std::get_if<FigureCircle>(&shape)) out.push_back(*circle);
  return out;
}

FigurePoint place_of(const Figure& figure, const std::string& text) {
  for (const auto& shape : figure.shapes)
    if (const auto* it = std::get_if<FigureText>(&shape); it != nullptr && it->text == text) return it->at;
  FAIL("not there: " << text);
  return {};
}

}  // namespace

TEST_CASE("a sheet on the bench says what one types, how sure the pinout is, and who says so") {
  const Figure figure = cable_figure(library().profile("xlr-3-mic"));
  CHECK(says(figure, "xlr-mic, revision 1"));
  CHECK(says(figure, "Certainty A: "));
  CHECK(says(figure, "Source: Powersoft manual, easymanua.ls; Tapco manual, manualsdump.com; pinouts.ru; the rule"));
  CHECK_FALSE(says(figure, "://"));
}

TEST_CASE("where nobody knows how contacts lie, the box of the connector says so") {
  CHECK(says(cable_figure(library().profile("6.35-minixlr3")), "How its contacts lie is not known here:"));
  CHECK_FALSE(says(cable_figure(library().profile("xlr-mic")), "not known"));
}

TEST_CASE("a face that one hobbyist drew is said to be doubtful") {
  CHECK(says(figure_of(library().connector("mini-xlr-4")), "from one hobbyist's drawing only"));
  CHECK(says(cable_figure(library().profile("xlr4-minixlr4")), "one source only:"));
  for (const char* name : {"xlr-3", "din-5", "d-sub-25", "speakon-nl4"}) {
    CAPTURE(name);
    CHECK_FALSE(says(figure_of(library().connector(name)), "hobbyist"));
  }
}

TEST_CASE("the thick pin is drawn thicker than the thin one") {
  const Figure figure = figure_of(library().connector("two-pin-hd6xx"));
  const auto radius = [&](const char* pin) {
    double out = 0;
    for (const auto& circle : circles_of(figure))
      if (std::abs(circle.centre.x - place_of(figure, pin).x) < 1) out = std::max(out, circle.radius);
    return out;
  };
  CHECK(radius("thick") > 1.5 * radius("thin"));
  CHECK(radius("thin") > 0);
}

TEST_CASE("a plug that nothing keys has its mark, on the side of contact 1") {
  const Figure figure = figure_of(library().connector("two-pin-0.78"));
  const double one = place_of(figure, "1").x, two = place_of(figure, "2").x;
  const auto circles = circles_of(figure);
  CHECK(std::ranges::any_of(circles, [&](const FigureCircle& c) {
    return c.fill == FigureLook::ink && c.radius < 6 && (c.centre.x - one) * (two - one) < 0;
  }));
}

TEST_CASE("a long title is broken into lines of about one length") {
  Figure drawing;
  drawing.width = drawing.height = 100;
  const Figure figure = framed(drawing, {{"Insert cable, from one plug of three to two of two, send on the tip", 16, true}}, {});
  std::vector<double> lengths;
  for (const auto& shape : figure.shapes)
    if (const auto* text = std::get_if<FigureText>(&shape)) lengths.push_back(text_room(text->text, text->size, text->bold));
  REQUIRE(lengths.size() == 2);
  CHECK(std::min(lengths[0], lengths[1]) > 0.6 * std::max(lengths[0], lengths[1]));
}
