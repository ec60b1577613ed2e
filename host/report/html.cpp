#include "report/html.hpp"

#include <fmt/format.h>

#include <numeric>

#include "text/shown_text.hpp"
#include "report/style_sheet.hpp"

namespace buzzout::html {

pugi::xml_node add(pugi::xml_node parent, const char* element, const char* classes) {
  pugi::xml_node out = parent.append_child(element);
  if (classes != nullptr && *classes != '\0') out.append_attribute("class").set_value(classes);
  return out;
}

void put_text(pugi::xml_node node, const std::string& text) {
  node.append_child(pugi::node_pcdata).set_value(shown_text(text).c_str());
}

pugi::xml_node add_text(pugi::xml_node parent, const char* element, const std::string& text, const char* classes) {
  pugi::xml_node out = add(parent, element, classes);
  put_text(add(out, "bdi"), text);
  return out;
}

pugi::xml_node add_words(pugi::xml_node parent, const char* element, const SheetText& words) {
  const std::string classes = std::string(class_of(words.tone)) + (words.code ? " code" : "");
  return add_text(parent, element, words.text, classes.c_str());
}

void set(pugi::xml_node node, const char* attribute, const std::string& value) {
  node.append_attribute(attribute).set_value(shown_line(value).c_str());
}

const char* class_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return "";
    case Tone::faint: return "faint";
    case Tone::good: return "good";
    case Tone::bad: return "bad";
    case Tone::warn: break;
  }
  return "warn";
}

void add_head(pugi::xml_node table, const std::vector<std::string>& names, const std::vector<double>& widths) {
  const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
  pugi::xml_node row = add(add(table, "thead"), "tr");
  for (std::size_t i = 0; i < names.size(); ++i) {
    pugi::xml_node cell = add_text(row, "th", names[i]);
    set(cell, "scope", "col");
    set(cell, "style", fmt::format("width:{:.1f}%", 100 * widths[i] / sum));
  }
}

void write(std::ostream& out, pugi::xml_node node) {
  node.print(out, "", pugi::format_raw | pugi::format_no_empty_element_tags, pugi::encoding_utf8);
  out << "\n";
}

void write_beginning(std::ostream& out, const std::string& title) {
  pugi::xml_document document;
  pugi::xml_node element = document.append_child("title");
  put_text(element, shown_line(title));
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
  write(out, element);
  out << "<style>\n" << style_sheet() << "</style>\n</head>\n<body>\n<main>\n";
}

void write_end(std::ostream& out) { out << "</main>\n</body>\n</html>\n"; }

}  // namespace buzzout::html
