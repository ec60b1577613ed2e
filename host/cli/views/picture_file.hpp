#pragma once

#include "cli/terminal/environment.hpp"
#include "cli/options.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// What `--svg FILE` asks for: a picture in a new file, or on the standard output if FILE is "-".

bool is_drawn_to_output(const Options&);

// To be called before anything is measured. Throws Error "usage" unless it is to be an .svg file, and as
// require_place() does.
void require_picture_place(const Options&);

// Writes the picture, and unless in JSON says where it is. `--svg` must have been given. Throws Error
// "picture-too-large" for a figure without shapes, and what write_new_file() throws.
void write_picture(const Options&, Environment&, const Figure&);

}  // namespace buzzout
