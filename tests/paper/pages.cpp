#include <cairo/cairo.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/error.hpp"
#include "paper/document.hpp"
#include "paper/measure_text.hpp"

using namespace buzzout;
namespace fs = std::filesystem;

namespace {

// What a program that is not ours says of a file with these bytes.
std::string ask(const std::string& program, const std::string& bytes, const std::string& arguments = "") {
  const fs::path file = fs::temp_directory_path() / ("buzzout-paper-" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary) << bytes;
  FILE* out = popen((program + " " + file.string() + " " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(out != nullptr);
  std::string said;
  for (int c; (c = std::fgetc(out)) != EOF;) said += static_cast<char>(c);
  said += "[status " + std::to_string(WEXITSTATUS(pclose(out))) + "]";
  fs::remove(file);
  return said;
}

std::string words_of(const std::string& pdf) { return ask("pdftotext -layout", pdf, "-"); }

Page page_of(const std::string& text, const TextStyle& style = {}, PaperBox box = {10, 10, 190, 0}) {
  Page page;
  page.print(PrintedText{box, text, style});
  return page;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return out;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::uint32_t> picture(const std::string& png) {
  std::string rest = png;
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(
      [](void* from, unsigned char* to, unsigned int length) {
        auto& bytes = *static_cast<std::string*>(from);
        if (bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
        std::copy_n(bytes.begin(), length, to);
        bytes.erase(0, length);
        return CAIRO_STATUS_SUCCESS;
      },
      &rest);
  REQUIRE(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS);
  const auto* dots = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(surface));
  const auto count = static_cast<std::size_t>(cairo_image_surface_get_height(surface)) *
                     static_cast<std::size_t>(cairo_image_surface_get_width(surface));
  std::vector<std::uint32_t> out(dots, dots + count);
  cairo_surface_destroy(surface);
  return out;
}

template <typename Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& e) {
    return e.code;
  }
  return "";
}

}  // namespace

TEST_CASE("a PDF holds its text as text, with its fonts, and qpdf finds nothing wrong with it") {
  Page first = page_of("amp.T is joined to left.T");
  first.print(PrintedLine{{{10, 30}, {60, 30}, {60, 50}}, false, Pen{0.5, {0xC00000}, {2, 1}}, {}});
  first.print(PrintedLine{{{70, 30}, {80, 30}, {75, 40}}, true, {}, PaperColour{0x00A000}});
  first.print(PrintedBox{{10, 60, 50, 20}, 3, Pen{}, PaperColour{0xF0F0F0}});
  first.print(PrintedCircle{{100, 70}, 4, Pen{}, PaperColour{0x2040C0}});
  TextStyle bold;
  bold.bold = true;
  const std::string pdf = to_pdf({first, page_of("the second page", bold)});
  CHECK(contains(ask("qpdf --check", pdf), "No syntax or stream encoding errors found"));
  const std::string text = words_of(pdf);
  CHECK(contains(text, "amp.T is joined to left.T"));
  CHECK(contains(text, "the second page"));
  const std::string fonts = ask("pdffonts", pdf);
  CHECK(contains(fonts, "DejaVuSans-Bold"));
  CHECK_FALSE(contains(fonts, " no  yes"));
  CHECK(contains(ask("pdfinfo", pdf), "Pages:           2"));
  CHECK(contains(ask("pdfinfo", pdf), "595.276 x 841.89 pts (A4)"));
}

TEST_CASE("the same pages are the same bytes, at whatever hour; a time is in them only if it was given") {
  const std::string pdf = to_pdf({page_of("certificate")});
  const std::string png = to_png(page_of("certificate"), 100);
  sleep(1);
  CHECK(to_pdf({page_of("certificate")}) == pdf);
  CHECK(to_png(page_of("certificate"), 100) == png);
  CHECK_FALSE(contains(ask("pdfinfo", pdf), "CreationDate"));
  const std::string dated = to_pdf({page_of("certificate")}, {"Certificate of A-1", "2026-03-01T12:34:56+02:00"});
  const std::string info = ask("TZ=UTC pdfinfo", dated);
  CHECK(contains(info, "Certificate of A-1"));
  CHECK(contains(info, "Sun Mar  1 10:34:56 2026"));
}

TEST_CASE("text of every script is printed, and broken text is shown broken") {
  for (const std::string text : {"שלום עולם", "‮override‬", "🎧🔌 cable", "日本語ケーブル", "e\u0301\u0323", "broken \xFF\xC3 text",
                                 "tab\tand\rreturn", "", "\n\n\n"}) {
    INFO(text);
    const Page page = page_of(text);
    CHECK(contains(ask("qpdf --check", to_pdf({page})), "No syntax or stream encoding errors found"));
    CHECK(to_png(page, 72).starts_with("\x89PNG"));
  }
  CHECK(contains(words_of(to_pdf({page_of("broken \xFF text")})), "broken \uFFFD text"));
  const std::string with_zero("a\0b", 3);
  CHECK(contains(words_of(to_pdf({page_of(with_zero)})), "a\uFFFDb"));
}

TEST_CASE("text is measured as it is printed: wrapped into its width, cut with an ellipsis, or left on one line") {
  const std::string text = "The ring of the right plug is joined to its sleeve; redo the joint at right.R";
  TextStyle style;
  const PaperSize wrapped = measure_text(text, style, 40);
  CHECK(wrapped.width <= 40.001);
  CHECK(wrapped.height > measure_text("one line", style, 40).height * 2.9);
  style.fit = TextFit::ellipsis;
  const PaperSize cut = measure_text(text, style, 40);
  CHECK(cut.width <= 40.001);
  CHECK(cut.height == doctest::Approx(measure_text("one line", style, 40).height));
  CHECK(contains(words_of(to_pdf({page_of(text, style, {10, 10, 40, 0})})), text));  // searched for, it is found
  style.fit = TextFit::line;
  CHECK(measure_text(text, style, 40).width > 80);
  style.fit = TextFit::wrap;
  CHECK(measure_text(std::string(300, 'W'), style, 40).width <= 40.001);
}

TEST_CASE("text that reads from right to left is still set where its style says") {
  const auto left_edge = [](TextAlign align) {
    TextStyle style;
    style.align = align;
    const std::string box = ask("pdftotext -bbox", to_pdf({page_of("שלום", style, {20, 20, 150, 0})}), "-");
    return std::stod(box.substr(box.find("<word xMin=\"") + 12)) / 72 * 25.4;
  };
  CHECK(left_edge(TextAlign::left) < 25);
  CHECK(left_edge(TextAlign::right) > 155);
}

TEST_CASE("a picture has as many dots as its page at that resolution, and boxes of whole dots are sharp") {
  const double dot = 25.4 / 203;
  Page page{{400 * dot, 200 * dot}, {}};
  for (int i = 0; i < 90; ++i)
    page.print(PrintedBox{{(10 + 4 * i) * dot, 10 * dot, dot * 2, 100 * dot}, 0, {}, PaperColour{}});
  const std::string png = to_png(page, 203);
  CHECK(number_at(png, 16) == 400);
  CHECK(number_at(png, 20) == 200);
  std::set<unsigned> greys;
  for (const unsigned dot_of : picture(png)) greys.insert(dot_of & 0xFFFFFFU);
  CHECK(greys == std::set<unsigned>{0, 0xFFFFFF});
}

TEST_CASE("what cannot be printed is refused with its reason") {
  CHECK(refusal([] { to_pdf({}); }) == "paper-page");
  CHECK(refusal([] { to_pdf({Page{{0, 100}, {}}}); }) == "paper-page");
  CHECK(refusal([] { to_pdf({Page{{1e9, 100}, {}}}); }) == "paper-page");
  CHECK(refusal([] { to_png(Page{{4000, 4000}, {}}, 600); }) == "paper-page");
  CHECK(refusal([] { to_png(Page{}, 0); }) == "paper-page");
  CHECK(refusal([] { to_pdf({Page{}}, {"", "yesterday"}); }) == "paper-date");
  CHECK(refusal([] { measure_text(std::string(70'000, 'x'), {}, 40); }) == "paper-text-too-long");
  TextStyle style;
  style.points = 0;
  CHECK(refusal([&] { measure_text("x", style, 40); }) == "paper-style");
}

TEST_CASE("without any font nothing is printed, instead of boxes for letters" * doctest::skip()) {
  CHECK(refusal([] { to_png(page_of("A-0042"), 72); }) == "paper-no-fonts");
}

TEST_CASE("a computer without fonts is told so") {
  const std::string no_fonts = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig/>";
  const std::string self = fs::read_symlink("/proc/self/exe").string();
  const std::string said =
      ask("f() { FONTCONFIG_FILE=$1 " + self + " --no-skip -tc='without any font*'; }; f", no_fonts);
  CHECK(contains(said, "1 passed"));
}
