#pragma once

#include <optional>
#include <string>

#include "cli/terminal/environment.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// What `--svg FILE` asks for: a picture in a new file, or on the standard output if FILE is "-".

bool is_drawn_to_output(const std::optional<std::string>& svg);

// To be called before anything is measured. Throws Error "usage" unless it is to be an .svg file, and as
// require_place() does.
void require_picture_place(const std::string& svg);

// Writes the picture, and unless in JSON says where it is. Throws Error "picture-too-large" for a figure without
// shapes, and what write_new_file() throws.
void write_picture(const std::string& svg, bool json, Environment&, const Figure&);

}  // namespace buzzout
