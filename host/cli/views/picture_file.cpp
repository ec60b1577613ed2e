#include "cli/views/picture_file.hpp"

#include <filesystem>
#include <ostream>

#include "cli/views/render.hpp"
#include "report/svg_file.hpp"
#include "store/text_file.hpp"

namespace buzzout {

bool is_drawn_to_output(const Options& options) { return options.svg == "-"; }

void require_picture_place(const Options& options) {
  if (!options.svg || is_drawn_to_output(options)) return;
  const std::string ending = std::filesystem::path(*options.svg).extension().string();
  if (ending != ".svg")
    throw Error("usage", ending.empty() ? "a picture is an .svg file" : "a picture is no `" + ending + "` file",
                "--svg " + *options.svg, "name it .svg: browsers show it, print it and make a PDF of it");
  try {
    require_place(*options.svg);
  } catch (Error& e) {
    e.where = "--svg " + *options.svg;
    throw;
  }
}

void write_picture(const Options& options, Environment& env, const Figure& figure) {
  if (figure.shapes.empty())
    throw Error("picture-too-large", "there are too many wires for a picture", *options.svg,
                "the text without --svg lists them");
  if (is_drawn_to_output(options)) {
    env.out << svg_file(figure);
  } else {
    write_new_file(*options.svg, svg_file(figure));
    if (!options.json) print(env.out, {{{"  picture in ", Ink::plain}, {*options.svg, Ink::bold}}, {}}, env.theme);
  }
  flush_output(env);
}

}  // namespace buzzout
