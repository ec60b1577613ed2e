#include <doctest/doctest.h>

#include <algorithm>

#include "drawing/picture_of.hpp"
#include "report/cable_figure.hpp"
#include "report/figures.hpp"
#include "report/sample_files.hpp"

using namespace buzzout;

namespace {

std::size_t times(const std::string& what, const std::string& in) {
  std::size_t out = 0;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++out;
  return out;
}

bool has_dotted_wire(const Figure& figure) {
  return std::ranges::any_of(figure.shapes, [](const auto& shape) {
    const auto* path = std::get_if<FigurePath>(&shape);
    return path != nullptr && path->stroke == FigureStroke::dotted && path->look != FigureLook::faint;
  });
}

bool is_crossed_out(const Figure& figure) {
  return std::ranges::any_of(figure.shapes, [](const auto& shape) {
    const auto* path = std::get_if<FigurePath>(&shape);
    return path != nullptr && path->look == FigureLook::fault && path->width > 10;
  });
}

}  // namespace

TEST_CASE("a template's picture says which pins are not known, and marks each of them") {
  const Figure figure = cable_figure(library().profile("6.35-minixlr4"));
  CHECK(words_of(figure).find("The pins of left and right are not known: do not solder from this picture") != std::string::npos);
  CHECK(times("?\n", texts_of(figure)) == 4);
  CHECK(has_dotted_wire(figure));
}

TEST_CASE("a profile that is not a template has none of it") {
  for (const char* name : {"4.4-ts", "6.35-minixlr3:pin-2-left"}) {
    CAPTURE(name);
    const Figure figure = cable_figure(library().profile(name));
    CHECK(words_of(figure).find("do not") == std::string::npos);
    CHECK(times("?\n", texts_of(figure)) == 0);
    CHECK_FALSE(has_dotted_wire(figure));
    CHECK_FALSE(is_crossed_out(figure));
  }
}

TEST_CASE("the picture of a dangerous adapter is crossed out, says so above and says why once") {
  const Profile profile = library().profile("xlr4-to-6.35");
  const Figure wanted = cable_figure(profile);
  const CableFile file = file_of("xlr4-to-6.35", "good");
  BenchJig jig("xlr4-to-6.35", uno_bench_for("xlr4-to-6.35"));
  const Figure measured = cable_figure(file.record, file.profile, picture_of(file.profile, jig.map, file.record.verdict));
  for (const Figure* figure : {&wanted, &measured}) {
    CHECK(is_crossed_out(*figure));
    CHECK(words_of(*figure).find("DANGEROUS: do not make, do not use") != std::string::npos);
    CHECK(times("gives no warranty", words_of(*figure)) == 1);
  }
}
