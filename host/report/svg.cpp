#include <fmt/format.h>

#include <sstream>

#include "report/html.hpp"
#include "report/palette.hpp"
#include "report/svg.hpp"

namespace buzzout::html {
namespace {

// Without trailing noughts, at most two decimals: the same everywhere.
std::string number(double value) {
  std::string out = fmt::format("{:.2f}", value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string filled(FigureLook look) { return "f-" + std::string(to_string(look)); }
std::string lined(FigureLook look) { return "s-" + std::string(to_string(look)); }

std::string path_data(const FigurePath& path) {
  std::string out;
  for (const auto& line : path.lines) {
    for (std::size_t i = 0; i < line.size(); ++i)
      out += (i == 0 ? "M" : "L") + number(line[i].x) + " " + number(line[i].y);
    if (path.filled) out += "Z";
  }
  return out;
}

class SvgWriter {
 public:
  explicit SvgWriter(pugi::xml_node svg) : svg_(svg) {}

  void operator()(const FigurePath& p) {
    const std::string data = path_data(p);
    if (p.filled) {
      set(add(svg_, "path", filled(p.look).c_str()), "d", data);
      return;
    }
    const bool twin = p.stroke == FigureStroke::twin;
    const double width = twin ? p.width * 2.6 : p.width;
    if (p.halo) line(data, FigureLook::paper, width + 5);
    pugi::xml_node drawn = line(data, p.look, width);
    if (p.stroke == FigureStroke::dashed) set(drawn, "stroke-dasharray", "7 6");
    if (p.stroke == FigureStroke::dotted) set(drawn, "stroke-dasharray", "0.5 5");
    if (twin) line(data, FigureLook::paper, width - 2 * p.width * 0.8);
    if (p.stroke == FigureStroke::banded) set(line(data, FigureLook::paper, 0.5 * p.width), "stroke-dasharray", "0.1 8");
  }

  void operator()(const FigureBox& b) {
    pugi::xml_node node = add(svg_, "rect", (filled(b.fill) + " " + lined(b.line)).c_str());
    set(node, "x", number(b.at.x));
    set(node, "y", number(b.at.y));
    set(node, "width", number(b.width));
    set(node, "height", number(b.height));
    if (b.radius > 0) set(node, "rx", number(b.radius));
  }

  void operator()(const FigureCircle& c) {
    pugi::xml_node node = add(svg_, "circle", (filled(c.fill) + " " + lined(c.line)).c_str());
    set(node, "cx", number(c.centre.x));
    set(node, "cy", number(c.centre.y));
    set(node, "r", number(c.radius));
    set(node, "stroke-width", "1.6");
  }

  void operator()(const FigureText& t) {
    pugi::xml_node node = add(svg_, "text", filled(t.look).c_str());
    set(node, "x", number(t.at.x));
    set(node, "y", number(t.at.y + t.size * 0.36));  // half of a capital's height
    set(node, "font-size", number(t.size));
    if (t.bold) set(node, "font-weight", "700");
    if (t.align != FigureAlign::left) set(node, "text-anchor", t.align == FigureAlign::centre ? "middle" : "end");
    put_text(node, t.text);
  }

 private:
  pugi::xml_node line(const std::string& data, FigureLook look, double width) {
    pugi::xml_node node = add(svg_, "path", ("line " + lined(look)).c_str());
    set(node, "d", data);
    set(node, "stroke-width", number(width));
    return node;
  }

  pugi::xml_node svg_;
};

// On one sheet, whole: the size that it has on a screen, or less.
std::string style_of_sheet(const Figure& figure) {
  return fmt::format("@page {{ size: A4 {}; margin: 10mm; }}\n"
                     "svg {{ width: 100%; height: 100vh; max-width: {}px; max-height: {}px; }}\n",
                     figure.width > figure.height ? "landscape" : "portrait", number(figure.width), number(figure.height));
}

// Programs that draw SVG often know no variables of style sheets: colours stand where they are used.
std::string style_of_file(const Figure& figure) {
  const std::string rule = ".f-{look} { fill: {colour}; } .s-{look} { stroke: {colour}; }";
  return "\nsvg { color-scheme: light dark; }\n"
         "text { font-family: \"Helvetica Neue\", Arial, \"Liberation Sans\", \"DejaVu Sans\", sans-serif; }\n"
         ".line { fill: none; stroke-linecap: round; stroke-linejoin: round; }\n" +
         for_each_look(rule, &LookColours::light) + "@media (prefers-color-scheme: dark) {\n" +
         for_each_look(rule, &LookColours::dark) + "}\n@media print {\n" + for_each_look(rule, &LookColours::print) +
         style_of_sheet(figure) + "}\n";
}

}  // namespace

void add_svg(pugi::xml_node parent, const Figure& figure) {
  pugi::xml_node svg = add(parent, "svg");
  set(svg, "role", "img");
  set(svg, "width", number(figure.width));
  set(svg, "height", number(figure.height));
  set(svg, "viewBox", "0 0 " + number(figure.width) + " " + number(figure.height));
  set(svg, "aria-label", figure.description);
  SvgWriter writer(svg);
  for (const auto& shape : figure.shapes) std::visit(writer, shape);
}

}  // namespace buzzout::html

namespace buzzout {

std::string svg_file(const Figure& figure) {
  pugi::xml_document page;
  html::add_svg(page.root(), figure);
  pugi::xml_node svg = page.first_child();
  html::set(svg, "xmlns", "http://www.w3.org/2000/svg");
  pugi::xml_node style = svg.prepend_child("style");
  style.append_child(pugi::node_pcdata).set_value(html::style_of_file(figure).c_str());
  html::put_text(svg.prepend_child("title"), figure.description);
  std::ostringstream out;
  out << "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  page.print(out, "", pugi::format_raw, pugi::encoding_utf8);
  out << "\n";
  return out.str();
}

}  // namespace buzzout
