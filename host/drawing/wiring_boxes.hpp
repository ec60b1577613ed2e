#pragma once

#include "drawing/canvas.hpp"
#include "drawing/wiring_plan.hpp"

namespace buzzout {

// Everything that a drawing is made of, once it is known to fit.
struct Sketch {
  const WiringPicture& picture;
  const Routes& routes;
  const Theme& theme;
  std::vector<WireArt> art;  // by wire
  Plan plan;

  // The theme's choice of two ways to write a sign.
  std::string_view sign(std::string_view unicode, std::string_view ascii) const {
    return theme.unicode ? unicode : ascii;
  }
};

// The boxes of one side with their contacts' names and marks, but without the pins in their walls.
// A phone plug's box shows the plug, tip up, with a segment for each contact.
void paint_boxes(Canvas&, const Sketch&, Side);

// Each end's name over its box, and its title and socket where the wires leave room.
void paint_headings(Canvas&, const Sketch&, Side);

}  // namespace buzzout
