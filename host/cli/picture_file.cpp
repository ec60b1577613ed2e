#include "cli/picture_file.hpp"

#include <ostream>

#include "cli/render.hpp"
#include "report/svg_file.hpp"
#include "store/text_file.hpp"

namespace buzzout {

bool is_drawn_to_output(const Options& options) { return options.svg == "-"; }

void refuse_existing_picture(const Options& options) {
  if (options.svg && !is_drawn_to_output(options)) refuse_existing(*options.svg);
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
