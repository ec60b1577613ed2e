#include "report/sheet_html.hpp"

#include "report/html.hpp"

namespace buzzout {
namespace {

using namespace html;
using Node = pugi::xml_node;

// A tick, a cross or a bar: what the colour says too.
void add_icon(Node parent, Tone tone) {
  Figure icon{36, 36, "", {}};
  const FigureLook look = tone == Tone::good ? FigureLook::net3 : tone == Tone::bad ? FigureLook::fault : FigureLook::warn;
  icon.add(FigureCircle{{18, 18}, 16, look, look});
  std::vector<std::vector<FigurePoint>> lines;
  if (tone == Tone::good) lines = {{{10, 19}, {16, 25}, {26, 12}}};
  if (tone == Tone::bad) lines = {{{11, 11}, {25, 25}}, {{11, 25}, {25, 11}}};
  if (tone == Tone::warn) lines = {{{18, 9}, {18, 20}}, {{18, 26}, {18, 26.5}}};
  icon.add(FigurePath{lines, FigureLook::on_fault, FigureStroke::solid, 4, false, false});
  add_svg(parent, icon);
  parent.last_child().append_attribute("aria-hidden").set_value("true");
}

class HtmlBlocks {
 public:
  explicit HtmlBlocks(std::ostream& out) : out_(out) {}

  void operator()(const SheetBanner& b) {
    pugi::xml_document page;
    Node banner = add(page.root(), "section", (std::string("banner ") + class_of(b.tone)).c_str());
    Node word = add(banner, "div", "word");
    if (b.tone == Tone::good || b.tone == Tone::bad || b.tone == Tone::warn) add_icon(word, b.tone);
    put_text(word, b.word);
    Node what = add(banner, "div", "what");
    add_text(what, "div", b.headline, "headline");
    for (const auto& line : b.lines) add_text(what, "div", line, "line");
    write(out_, banner);
  }

  void operator()(const SheetHeading& h) {
    pugi::xml_document page;
    write(out_, add_text(page.root(), "h2", h.text));
  }

  void operator()(const SheetProse& p) {
    pugi::xml_document page;
    write(out_, add_words(page.root(), "p", p.words));
  }

  void operator()(const SheetFacts& f) {
    pugi::xml_document page;
    Node table = add(page.root(), "table", "facts"), body = add(table, "tbody");
    for (const auto& [label, words] : f.rows) {
      Node row = add(body, "tr");
      set(add_text(row, "th", label), "scope", "row");
      add_words(row, "td", words);
    }
    write(out_, table);
  }

  void operator()(const SheetTable& t) {
    pugi::xml_document page;
    Node table = add(page.root(), "table");
    add_head(table, t.head, t.widths);
    Node body = add(table, "tbody");
    for (const auto& cells : t.rows) {
      Node row = add(body, "tr");
      for (const auto& words : cells) add_words(row, "td", words);
    }
    write(out_, table);
  }

  void operator()(const SheetList& l) {
    pugi::xml_document page;
    Node list = add(page.root(), "ul");
    for (const auto& item : l.items) add_words(list, "li", item);
    write(out_, list);
  }

  void operator()(const SheetNotice& n) {
    pugi::xml_document page;
    Node notice = add(page.root(), "section", (std::string("notice ") + class_of(n.tone)).c_str());
    add_text(notice, "div", n.headline, "headline");
    for (const auto& line : n.lines) add_words(notice, "div", line);
    write(out_, notice);
  }

  void operator()(const SheetFigure& f) {
    if (f.figure.shapes.empty()) return;
    pugi::xml_document page;
    Node figure = add(page.root(), "figure");
    add_svg(figure, f.figure);
    write(out_, figure);
  }

 private:
  std::ostream& out_;
};

void write_simulated(std::ostream& out) {
  pugi::xml_document page;
  write(out, add_text(page.root(), "div", kSimulated, "simulated"));
}

}  // namespace

void write_html_beginning(std::ostream& out, const Sheet& sheet) {
  write_beginning(out, (sheet.simulated ? "SIMULATED: " : "") + sheet.title);
  if (sheet.simulated) write_simulated(out);
  pugi::xml_document page;
  write(out, add_text(page.root(), "h1", sheet.title));
}

void write_html_block(std::ostream& out, const SheetBlock& block) { std::visit(HtmlBlocks(out), block); }

void write_html_end(std::ostream& out, const Sheet& sheet) {
  pugi::xml_document page;
  write(out, add_text(page.root(), "footer", (sheet.simulated ? std::string(kSimulated) + ". " : "") + sheet.footer));
  write_end(out);
}

void write_html(std::ostream& out, const Sheet& sheet) {
  write_html_beginning(out, sheet);
  for (const auto& block : sheet.blocks) write_html_block(out, block);
  write_html_end(out, sheet);
}

}  // namespace buzzout
