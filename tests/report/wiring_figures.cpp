#include <doctest/doctest.h>

#include <sstream>

#include "drawing/figure.hpp"
#include "drawing/pictures.hpp"
#include "report/html.hpp"
#include "report/outside.hpp"
#include "report/sheet_html.hpp"

using namespace buzzout;

namespace {

// All pictures on one page, each under its name.
std::string page_of_pictures() {
  Sheet sheet;
  sheet.title = "Pictures";
  for (const auto& [name, picture] : pictures::all()) {
    sheet.add(SheetHeading{name});
    sheet.add(SheetFigure{figure_of(picture)});
  }
  std::ostringstream out;
  write_html(out, sheet);
  return out.str();
}

struct Box {
  double left, top, right, bottom;
};

bool meet(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

Box box_of(const FigureText& t) {
  const double width = text_room(t.text, t.size, t.bold);
  const double left = t.align == FigureAlign::left ? t.at.x : t.align == FigureAlign::centre ? t.at.x - width / 2 : t.at.x - width;
  return {left, t.at.y - t.size / 2, left + width, t.at.y + t.size / 2};
}

}  // namespace

TEST_CASE("every picture that a terminal shows has a figure with its contacts, its labels and its faults") {
  for (const auto& [name, picture] : pictures::all()) {
    CAPTURE(name);
    const Figure figure = figure_of(picture);
    std::string texts;
    for (const auto& shape : figure.shapes)
      if (const auto* text = std::get_if<FigureText>(&shape)) texts += text->text + "\n";
    for (const auto* side : {&picture.left, &picture.right})
      for (const auto& end : *side) {
        CHECK(texts.find(end.name + "\n") != std::string::npos);
        for (const auto& contact : end.contacts) CHECK(texts.find(contact.name + "\n") != std::string::npos);
      }
    for (const auto& wire : picture.wires) {
      CHECK(texts.find(wire.label) != std::string::npos);
      if (wire.state == WireState::missing) CHECK(texts.find("✗ open") != std::string::npos);
      if (wire.state == WireState::extra) CHECK(texts.find("short") != std::string::npos);
    }
  }
}

TEST_CASE("no text of a figure meets another one or leaves it") {
  for (const auto& [name, picture] : pictures::all()) {
    CAPTURE(name);
    const Figure figure = figure_of(picture);
    std::vector<std::pair<Box, std::string>> seen;
    for (const auto& shape : figure.shapes) {
      const auto* text = std::get_if<FigureText>(&shape);
      if (text == nullptr) continue;
      CAPTURE(text->text);
      const Box box = box_of(*text);
      CHECK(box.left >= 0);
      CHECK(box.right <= figure.width);
      CHECK(box.top >= 0);
      CHECK(box.bottom <= figure.height);
      for (const auto& [other, what] : seen) {
        CAPTURE(what);
        CHECK_FALSE(meet(box, other));
      }
      seen.emplace_back(box, text->text);
    }
  }
}

TEST_CASE("a browser sets the text of the figures within the room that was kept for it") {
  std::string page = page_of_pictures();
  page.erase(page.find("<meta http-equiv"), page.find("\n", page.find("<meta http-equiv")) - page.find("<meta http-equiv"));
  // What a person would see: texts of one figure whose boxes meet, or that are cut off.
  const std::string script = R"js(<script>
    const bad = [];
    for (const svg of document.querySelectorAll('figure svg')) {
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
      boxes.forEach(([name, a], i) => {
        if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1) bad.push('cut: ' + name);
        boxes.slice(0, i).forEach(([other, b]) => {
          const high = 0.25 * Math.min(a.height, b.height);  // a line's box is higher than its letters
          if (a.left < b.right && b.left < a.right && a.top + high < b.bottom && b.top + high < a.bottom)
            bad.push(name + ' meets ' + other);
        });
      });
    }
    document.title = 'measured ' + document.querySelectorAll('figure svg text').length + ' texts, bad: ' + bad.join('; ') + '.';
  </script></body>)js";
  page.replace(page.find("</body>"), 7, script);
  const auto folder = fresh_folder("figures");
  const auto file = put(folder / "page.html", page);
  const Answer answer = ask("timeout 90 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
                            "--disable-background-networking --disable-component-update --disable-sync --user-data-dir='" +
                            (folder / "browser").string() + "' --dump-dom 'file://" + file.string() + "' 2>/dev/null");
  REQUIRE(answer.status == 0);
  const auto at = answer.out.find("<title>measured ");
  REQUIRE(at != std::string::npos);
  const std::string said = answer.out.substr(at, answer.out.find("</title>") - at);
  CHECK(said.ends_with("texts, bad: ."));
  CHECK_FALSE(said.starts_with("<title>measured 0"));
  INFO(said);
  CHECK(said.size() < 60);
}
