#pragma once

#include <ostream>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "report/sheet.hpp"

// Pieces of HTML as nodes. Text goes in through these functions only: untrusted, and isolated from the direction of
// writing of what is around it.
namespace buzzout::html {

pugi::xml_node add(pugi::xml_node parent, const char* element, const char* classes = nullptr);
pugi::xml_node add_text(pugi::xml_node parent, const char* element, const std::string& text,
                        const char* classes = nullptr);
pugi::xml_node add_words(pugi::xml_node parent, const char* element, const SheetText&);
void put_text(pugi::xml_node, const std::string& text);
void set(pugi::xml_node, const char* attribute, const std::string& value);
const char* class_of(Tone);
// A table's head; the widths of its columns are parts of their sum.
void add_head(pugi::xml_node table, const std::vector<std::string>& names, const std::vector<double>& widths);

void add_svg(pugi::xml_node parent, const Figure&);

// Nodes as HTML bytes.
void write(std::ostream&, pugi::xml_node);

// The beginning of a page, to the opened <main>, and its end. One file, nothing from elsewhere, no script.
void write_beginning(std::ostream&, const std::string& title);
void write_end(std::ostream&);

}  // namespace buzzout::html
