#pragma once

#include <string>

namespace buzzout::docs {

// A terminal of 80 columns as an SVG: the command as it is typed, then its output with the colours of
// its SGR sequences. On a dark ground of its own, so that it is legible on a light page and on a dark one.
std::string picture_of(const std::string& command, const std::string& ansi);

}  // namespace buzzout::docs
