#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "drawing/connector_figure.hpp"
#include "drawing/fixture_figure.hpp"
#include "drawing/picture_of.hpp"
#include "drawing/wiring_art.hpp"
#include "paper/measure_text.hpp"
#include "report/cable_figure.hpp"
#include "report/figures.hpp"
#include "report/sample_files.hpp"
#include "report/svg.hpp"

using namespace buzzout;

namespace {

constexpr double kUnit = 25.4 / 96;  // millimetres

struct Box {
  double left, top, right, bottom;

  bool meets(const Box& o) const { return left < o.right && o.left < right && top < o.bottom && o.top < bottom; }
  bool holds(const Box& o) const { return left <= o.left && top <= o.top && right >= o.right && bottom >= o.bottom; }
  std::array<FigurePoint, 4> corners() const { return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}; }
};

// As a page sets it: as wide as its font has it, as high as its capitals.
Box box_of(const FigureText& t) {
  TextStyle style;
  style.points = t.size * 0.75;
  style.bold = t.bold;
  style.fit = TextFit::line;
  const double width = measure_text(t.text, style, 0).width / kUnit, half = t.size * 0.38;
  const double left = t.align == FigureAlign::left     ? t.at.x
                      : t.align == FigureAlign::centre ? t.at.x - width / 2
                                                       : t.at.x - width;
  return {left, t.at.y - half, left + width, t.at.y + half};
}

Box box_of(const FigureBox& b) { return {b.at.x, b.at.y, b.at.x + b.width, b.at.y + b.height}; }

bool holds(const FigureCircle& c, const Box& box) {
  return std::ranges::all_of(box.corners(), [&](FigurePoint p) { return std::hypot(p.x - c.centre.x, p.y - c.centre.y) <= c.radius; });
}

bool meets(const FigureCircle& c, const Box& box) {
  const double x = std::clamp(c.centre.x, box.left, box.right), y = std::clamp(c.centre.y, box.top, box.bottom);
  return std::hypot(x - c.centre.x, y - c.centre.y) < c.radius;
}

// Liang and Barsky (1984).
bool meets(FigurePoint a, FigurePoint b, const Box& box) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  for (const auto& [p, q] : {std::pair{-dx, a.x - box.left}, {dx, box.right - a.x}, {-dy, a.y - box.top}, {dy, box.bottom - a.y}}) {
    if (p == 0 && q < 0) return false;
    if (p < 0) from = std::max(from, q / p);
    if (p > 0) to = std::min(to, q / p);
  }
  return from < to;
}

bool meets(const FigurePath& path, const Box& box) {
  for (const auto& line : path.lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (meets(line[i], line[i + 1], box)) return true;
  return false;
}

// What is wrong with the texts of a figure; empty: nothing.
std::string faults_of(const Figure& figure) {
  std::string out;
  const Box whole{0, 0, figure.width, figure.height};
  std::vector<std::pair<Box, std::string>> texts;
  for (std::size_t at = 0; at < figure.shapes.size(); ++at) {
    const auto* text = std::get_if<FigureText>(&figure.shapes[at]);
    if (text == nullptr) continue;
    const Box box = box_of(*text);
    if (!whole.holds(box)) out += "leaves the figure: " + text->text + "\n";
    if (text->text.find("…") != std::string::npos) out += "is cut: " + text->text + "\n";
    for (const auto& [other, words] : texts)
      if (box.meets(other)) out += text->text + " meets " + words + "\n";
    texts.emplace_back(box, text->text);
    // Going down through what lies below the text, until something hides the rest.
    for (std::size_t below = at; below-- > 0;) {
      const auto& shape = figure.shapes[below];
      if (const auto* circle = std::get_if<FigureCircle>(&shape)) {
        if (holds(*circle, box)) break;
        if (meets(*circle, box)) out += text->text + " is on the edge of a circle\n";
      } else if (const auto* area = std::get_if<FigureBox>(&shape)) {
        if (box_of(*area).holds(box)) break;
        if (box_of(*area).meets(box)) out += text->text + " is on the edge of a box\n";
      } else if (const auto* path = std::get_if<FigurePath>(&shape)) {
        if (meets(*path, box)) out += text->text + " is on a line\n";
      }
    }
    // Nor is it hidden by what is drawn later.
    for (std::size_t above = at + 1; above < figure.shapes.size(); ++above) {
      const auto& shape = figure.shapes[above];
      const auto* circle = std::get_if<FigureCircle>(&shape);
      const auto* area = std::get_if<FigureBox>(&shape);
      const auto* path = std::get_if<FigurePath>(&shape);
      if ((circle != nullptr && meets(*circle, box)) || (area != nullptr && box_of(*area).meets(box)) ||
          (path != nullptr && meets(*path, box)))
        out += text->text + " is hidden by something\n";
    }
  }
  return out;
}

ConnectorType type_of(Shape shape, std::vector<std::string> contacts, double diameter = 0) {
  ConnectorType out;
  out.name = "part";
  out.title = "Some part of that shape";
  out.shape = shape;
  out.contacts = std::move(contacts);
  out.diameter_mm = diameter;
  return out;
}

std::vector<std::string> numbers(int count) {
  std::vector<std::string> out;
  for (int i = 1; i <= count; ++i) out.push_back(std::to_string(i));
  return out;
}

// One of each shape, and more contacts than the library has.
std::vector<ConnectorType> unusual_types() {
  std::vector<ConnectorType> out;
  for (const int pins : {3, 4, 5, 6, 7}) out.push_back(type_of(Shape::xlr, numbers(pins)));
  for (const int pins : {3, 4, 5}) out.push_back(type_of(Shape::mini_xlr, numbers(pins)));
  for (const int pins : {3, 5, 8}) out.push_back(type_of(Shape::din, numbers(pins)));
  for (const int pins : {9, 15, 25, 37}) out.push_back(type_of(Shape::d_sub, numbers(pins)));
  out.push_back(type_of(Shape::speakon, {"1+", "1-"}));
  out.push_back(type_of(Shape::speakon, {"1+", "1-", "2+", "2-"}));
  out.push_back(type_of(Shape::coaxial, {"centre", "outer"}));
  out.push_back(type_of(Shape::two_pin, {"thin", "thick"}));
  for (const double diameter : {2.5, 3.5, 4.4, 6.35}) out.push_back(type_of(Shape::phone, {"T", "R1", "R2", "R3", "S"}, diameter));
  for (auto& type : out)
    if (type.shape != Shape::phone && type.shape != Shape::coaxial) {
      type.contacts.emplace_back("shell");
      type.shell = "shell";
    }
  return out;
}

// A lead of that connector, wired straight.
Profile lead_of(const ConnectorType& type) {
  Profile out;
  out.name = "lead";
  out.title = "Lead with two of them";
  out.ends = {{"in", type, Gender::female}, {"out", type, Gender::male}};
  for (const auto& pin : type.contacts) out.nets.push_back({"net " + pin, {{"in", pin}, {"out", pin}}});
  return out;
}

// As many contacts as a fan-out has: one D-sub, each third contact at the next XLR.
Profile fan_out() {
  Profile out;
  out.name = "fan-out";
  out.title = "D-sub to eight XLRs";
  out.ends = {{"dsub", type_of(Shape::d_sub, numbers(25)), Gender::male}};
  for (int end = 0; end < 8; ++end) out.ends.push_back({"ch-" + std::to_string(end + 1), type_of(Shape::xlr, numbers(3)), end % 2 == 0 ? Gender::female : Gender::male});
  for (int contact = 0; contact < 24; ++contact)
    out.nets.push_back({std::to_string(contact / 3 + 1) + (contact % 3 == 0 ? " hot" : contact % 3 == 1 ? " cold" : " shield"),
                        {{"dsub", std::to_string((contact * 7) % 25 + 1)},
                         {"ch-" + std::to_string(contact / 3 + 1), std::to_string(contact % 3 + 1)}}});
  return out;
}

}  // namespace

TEST_CASE("every connector of the library has a picture, and no text of it meets another one, a line or the edge") {
  for (const auto& name : library().connector_names()) {
    CAPTURE(name);
    const ConnectorType type = library().connector(name);
    const Figure figure = figure_of(type);
    CHECK(faults_of(figure) == "");
    for (const auto& contact : type.contacts) CHECK(texts_of(figure).find(contact) != std::string::npos);
  }
}

TEST_CASE("so has one of each shape, alone and at both ends of a lead") {
  for (const auto& type : unusual_types()) {
    CAPTURE(static_cast<int>(type.shape));
    CAPTURE(type.contacts.size());
    CAPTURE(type.diameter_mm);
    CHECK(faults_of(figure_of(type)) == "");
    CHECK(faults_of(cable_figure(lead_of(type))) == "");
  }
}

TEST_CASE("no text of a cable of the library meets another one, a line or the edge") {
  for (const auto& name : library().profile_names()) {
    CAPTURE(name);
    CHECK(faults_of(cable_figure(library().profile(name))) == "");
  }
}

TEST_CASE("nor of a bench's wiring, which has every contact of every socket") {
  for (const auto& name : library().fixture_names()) {
    CAPTURE(name);
    const Fixture fixture = library().fixture(name);
    const Figure figure = fixture_figure(fixture);
    CHECK(faults_of(figure) == "");
    const std::string texts = texts_of(figure);
    for (const auto& socket : fixture.sockets) {
      CHECK(texts.find(socket.name) != std::string::npos);
      for (const auto& [pin, point] : socket.wires) CHECK(texts.find(pin) != std::string::npos);
    }
  }
}

TEST_CASE("a bench's wiring can be read on a sheet of paper") {
  constexpr double sheet = 277 / kUnit, least_points = 6.5;
  for (const auto& name : library().fixture_names()) {
    CAPTURE(name);
    const Figure figure = fixture_figure(library().fixture(name));
    for (const auto& shape : figure.shapes)
      if (const auto* text = std::get_if<FigureText>(&shape))
        CHECK(text->size * 0.75 * std::min(1.0, sheet / figure.width) >= least_points);
  }
}

TEST_CASE("sockets on the same points are under a bracket, and pins that are no points are named") {
  const auto count = [](const char* bench, const std::string& words) {
    const std::string texts = texts_of(fixture_figure(library().fixture(bench)));
    int out = 0;
    for (std::size_t at = texts.find(words); at != std::string::npos; at = texts.find(words, at + 1)) ++out;
    return out;
  };
  CHECK(count("headphone-bench-uno", "one at a time") == 1);
  CHECK(count("db25-bench", "one at a time") == 0);
  CHECK(count("headphone-bench-uno", "\nGND\n") == 1);
  CHECK(count("headphone-bench-uno", "\nD12\nbutton") == 1);
  CHECK(count("headphone-bench", "\nD5\nfail lamp") == 1);
}

TEST_CASE("twenty-four wires from one end to eight are told at both ends: what each is called, and where it goes") {
  const Profile profile = fan_out();
  const Figure figure = cable_figure(profile);
  CHECK(faults_of(figure) == "");
  for (const auto& net : profile.nets) {
    CAPTURE(net.name);
    const auto times = std::ranges::count_if(figure.shapes, [&](const auto& shape) {
      const auto* text = std::get_if<FigureText>(&shape);
      return text != nullptr && text->text == net.name;
    });
    CHECK(times == 2);
    for (const auto& contact : net.contacts) CHECK(texts_of(figure).find(contact.name() + "\n") != std::string::npos);
  }
}

TEST_CASE("what is wrong with one of many wires is said at its contacts, and an open one's are hollow") {
  WiringPicture picture = picture_of(fan_out());
  picture.wires[0].state = WireState::missing;
  picture.wires[4].state = WireState::miswired;
  picture.wires.push_back({"", WireState::extra, {{0, 2}, {0, 4}}});
  const Figure figure = figure_of(picture);
  CHECK(faults_of(figure) == "");
  const std::string texts = texts_of(figure);
  for (const char* words : {"1 hot ✗ open\n", "2 cold miswired\n", "short\n", "dsub.3\n", "dsub.5\n"}) CHECK(texts.find(words) != std::string::npos);
  CHECK(std::ranges::count_if(figure.shapes, [](const auto& shape) {
          const auto* circle = std::get_if<FigureCircle>(&shape);
          return circle != nullptr && circle->radius == 4.5 && circle->fill == FigureLook::paper;
        }) == 2);
}

TEST_CASE("eight channels have a colour each, and their picture fits a landscape A4 page in a readable size") {
  const Profile profile = library().profile("db25-xlr");
  const WiringPicture picture = picture_of(profile);
  const auto colours = net_colours(picture);
  for (const auto& [net, colour] : colours) CHECK(colour == static_cast<std::size_t>(net[0] - '1'));
  const Figure figure = cable_figure(profile);
  CHECK(faults_of(figure) == "");
  constexpr double width = 277, height = 190, text = 12 * 0.75;  // millimetres, points
  CHECK(std::min(width / kUnit / figure.width, height / kUnit / figure.height) * text > 7);
}

TEST_CASE("a few nets have a colour each, whatever they are called") {
  const auto colours = net_colours(picture_of(library().profile("dual-xlr-3-to-dual-ts-3.5")));
  CHECK(colours.at("L+") != colours.at("L-"));
  CHECK(colours.size() == 4);
}

TEST_CASE("what is wrong with texts is found") {
  const auto with = [](auto shape) {
    Figure out;
    out.width = out.height = 100;
    out.add(FigureText{{20, 20}, "hot", 12});
    out.add(shape);
    out.add(FigureText{{20, 60}, "cold", 12});
    return faults_of(out);
  };
  CHECK(with(FigureText{{20, 90}, "shield", 12}) == "");
  CHECK(with(FigureText{{30, 22}, "shield", 12}) == "shield meets hot\n");
  CHECK(with(FigureText{{80, 90}, "shield", 12}) == "leaves the figure: shield\n");
  CHECK(with(FigurePath{{{{0, 60}, {90, 60}}}}) == "cold is on a line\n");
  CHECK(with(FigurePath{{{{0, 20}, {90, 20}}}}) == "hot is hidden by something\n");
  CHECK(with(FigureCircle{{20, 60}, 9}) == "cold is on the edge of a circle\n");
  CHECK(with(FigureCircle{{35, 60}, 30}) == "");
  CHECK(with(FigureBox{{30, 50}, 60, 20}) == "cold is on the edge of a box\n");
}

TEST_CASE("a measured cable's picture says what is wrong and what to do, and that it was simulated") {
  for (const char* cable : {"good", "open:right.S", "short:amp.R1:amp.R3", "swap:left.T:left.S", "swap:amp.T:amp.R2"}) {
    CAPTURE(cable);
    CableFile file = file_of("4.4-ts", cable);
    file.record.simulated = true;
    BenchJig jig("4.4-ts", uno_bench_for("4.4-ts"));
    const Figure figure = cable_figure(file.record, file.profile, picture_of(file.profile, jig.map, file.record.verdict));
    CHECK(faults_of(figure) == "");
    const std::string words = words_of(figure);
    CHECK(words.find("SIMULATED") != std::string::npos);
    CHECK(words.find(std::string(cable) == "good" ? "PASS" : "FAIL") != std::string::npos);
    for (const auto& d : file.record.verdict.diagnoses) {
      CHECK(words.find(d.summary) != std::string::npos);
      CHECK(words.find(d.repair) != std::string::npos);
    }
  }
}

TEST_CASE("the two faces of a connector stand under both sides that look like them") {
  const std::string texts = texts_of(figure_of(library().connector("xlr-3")));
  CHECK(texts.find("Male, looking into the pins\n= female, solder side") != std::string::npos);
  CHECK(texts.find("Female, looking into the holes\n= male, solder side") != std::string::npos);
  CHECK(texts_of(figure_of(type_of(Shape::mini_xlr, numbers(3)))).find("is not known here") != std::string::npos);
}

TEST_CASE("a cable's picture shows each XLR's solder side: pin 1 left of pin 2 on a female one, right of it on a male one") {
  const auto x_of = [](const Figure& figure, const std::string& text, std::size_t nth) {
    for (const auto& shape : figure.shapes)
      if (const auto* t = std::get_if<FigureText>(&shape); t != nullptr && t->text == text && t->align == FigureAlign::centre)
        if (nth-- == 0) return t->at.x;
    FAIL("not there: " << text);
    return 0.0;
  };
  // The first end is female, the second one male.
  const Figure figure = figure_of(picture_of(lead_of(library().connector("xlr-3"))));
  CHECK(x_of(figure, "1", 0) < x_of(figure, "2", 0));
  CHECK(x_of(figure, "1", 1) > x_of(figure, "2", 1));
}

TEST_CASE("an SVG file stands alone: it has its own colours, for a dark screen and for paper too") {
  const std::string svg = svg_file(cable_figure(library().profile("4.4-ts")));
  CHECK(svg.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg "));
  CHECK(svg.find("xmlns=\"http://www.w3.org/2000/svg\"") != std::string::npos);
  CHECK(svg.find("prefers-color-scheme: dark") != std::string::npos);
  CHECK(svg.find("@media print") != std::string::npos);
  CHECK(svg.find("var(") == std::string::npos);
  CHECK(svg.find("href") == std::string::npos);
}

TEST_CASE("plugs of one kind are of one size in a picture, each contact in the colour of its wire") {
  const Figure figure = cable_figure(library().profile("trs-6.35-insert"));
  std::vector<double> grounds;
  for (const auto& shape : figure.shapes)
    if (const auto* path = std::get_if<FigurePath>(&shape); path != nullptr && path->filled && path->look == FigureLook::net3) {
      const auto [top, bottom] = std::ranges::minmax(path->lines.front(), {}, &FigurePoint::y);
      grounds.push_back(bottom.y - top.y);
    }
  REQUIRE(grounds.size() == 3);  // the sleeves of one TRS and two TS
  CHECK(grounds[1] == doctest::Approx(grounds[2]));
  CHECK(grounds[0] < grounds[1]);
}

TEST_CASE("plugs of one kind that a cable begins with stand at the left together, if as many other ends remain") {
  const auto left = [](const char* name) { return picture_of(library().profile(name)).left.size(); };
  CHECK(left("dual-xlr-3-to-dual-ts-3.5") == 2);
  CHECK(left("dual-trs-3.5-to-dual-ts-3.5") == 2);
  CHECK(left("trs-6.35-patch") == 1);
  CHECK(left("xlr-3-y") == 1);
  CHECK(left("trs-6.35-insert") == 1);
}

TEST_CASE("contacts without a wire stand as close to the others as those do to each other") {
  const Figure figure = figure_of(picture_of(library().profile("dual-xlr-3-to-dual-ts-3.5")));
  // Of the two XLRs at the left, whose names stand beside the rows.
  std::vector<double> rows;
  for (const auto& shape : figure.shapes)
    if (const auto* text = std::get_if<FigureText>(&shape); text != nullptr && text->align == FigureAlign::right &&
        (text->text == "1" || text->text == "2" || text->text == "3" || text->text == "shell") && text->at.x < figure.width / 2)
      rows.push_back(text->at.y);
  REQUIRE(rows.size() == 8);
  for (const std::size_t first : {std::size_t{0}, std::size_t{4}})
    for (std::size_t i = first; i + 1 < first + 4; ++i) CHECK(rows[i + 1] - rows[i] == doctest::Approx(rows[1] - rows[0]));
}

TEST_CASE("printed, an SVG file is on one sheet: across if it is wider than high, and no larger than on a screen") {
  Figure wide;
  wide.width = 1280, wide.height = 500;
  CHECK(svg_file(wide).find("@page { size: A4 landscape;") != std::string::npos);
  CHECK(svg_file(wide).find("svg { width: 100%; height: 100vh; max-width: 1280px; max-height: 500px; }") != std::string::npos);
  Figure high;
  high.width = 500, high.height = 1280;
  CHECK(svg_file(high).find("@page { size: A4 portrait;") != std::string::npos);
}
