#include "cli/views/picture_file.hpp"

#include <filesystem>
#include <ostream>

#include "cli/views/render.hpp"
#include "report/svg.hpp"
#include "store/text_file.hpp"

namespace buzzout {

bool is_drawn_to_output(const std::optional<std::string>& svg) { return svg == "-"; }

void require_picture_place(const std::string& svg) {
  if (is_drawn_to_output(svg)) return;
  const std::string ending = std::filesystem::path(svg).extension().string();
  if (ending != ".svg")
    throw Error("usage", ending.empty() ? "a picture is an .svg file" : "a picture is no `" + ending + "` file",
                "--svg " + svg, "name it .svg: browsers show it, print it and make a PDF of it");
  try {
    require_place(svg);
  } catch (Error& e) {
    e.where = "--svg " + svg;
    throw;
  }
}

void write_picture(const std::string& svg, bool json, Environment& env, const Figure& figure) {
  if (figure.shapes.empty())
    throw Error("picture-too-large", "there are too many wires for a picture", svg,
                "the text without --svg lists them");
  if (is_drawn_to_output(svg)) {
    env.out << svg_file(figure);
  } else {
    write_new_file(svg, svg_file(figure));
    if (!json) print(env.out, {{{"  picture in ", Ink::plain}, {svg, Ink::bold}}, {}}, env.theme);
  }
  flush_output(env);
}

}  // namespace buzzout
