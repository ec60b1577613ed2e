#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drawing/wiring_picture.hpp"

namespace buzzout {

// What a shape of a figure is; its colours, on screen and on paper, follow from it.
enum class FigureLook {
  paper,  // the ground
  box,    // an end of the cable
  ink,
  faint,
  net1,
  net2,
  net3,
  net4,
  net5,
  net6,
  net7,
  net8,
  fault,
  warn,
  on_fault,  // upon a sign of that colour
  metal,     // of connectors
  rubber,    // what is not metal of them
};
std::string_view to_string(FigureLook);  // "paper", …, "net1", …: a word for style sheets

// `banded` is solid, with a row of dots along the middle.
enum class FigureStroke { solid, dashed, dotted, twin, banded };
enum class FigureAlign { left, centre, right };

struct FigurePoint {
  double x = 0, y = 0;
};

// Lines of one conductor; `halo`: what lies below is interrupted where they cross it. `filled`: areas instead.
struct FigurePath {
  std::vector<std::vector<FigurePoint>> lines;
  FigureLook look = FigureLook::ink;
  FigureStroke stroke = FigureStroke::solid;
  double width = 2;
  bool halo = false;
  bool filled = false;
};

struct FigureBox {
  FigurePoint at;
  double width = 0, height = 0, radius = 0;
  FigureLook fill = FigureLook::paper, line = FigureLook::ink;
};

struct FigureCircle {
  FigurePoint centre;
  double radius = 1;
  FigureLook fill = FigureLook::paper, line = FigureLook::ink;
};

// One line of printable text; `at` is where it begins, is centred or ends, at half the height of its letters.
struct FigureText {
  FigurePoint at;
  std::string text;
  double size = 12;
  bool bold = false;
  FigureAlign align = FigureAlign::left;
  FigureLook look = FigureLook::ink;
};

// A drawing without a place yet: shapes, later ones over earlier ones, from the left upper corner to the right and
// down. A unit is a pixel of a screen at 96 dpi.
struct Figure {
  void add(FigurePath);
  void add(FigureBox);
  void add(FigureCircle);
  void add(FigureText);

  double width = 0, height = 0;
  std::string description;  // for those who do not see it
  std::vector<std::variant<FigurePath, FigureBox, FigureCircle, FigureText>> shapes;
};

// The cable as `draw` shows it in a terminal, as shapes: boxes with a row a contact and a picture of the connector
// (see connector_art.hpp; of others than phone plugs the side with the solder tags), and each wire in the colour of
// its net, from the ninth colour on banded too. With more than 16 wires the ends stand by themselves: beside each
// contact is what its wire is called and where it goes. A missing wire is dashed and says "open"; a short is a double line and
// says so; a miswired one is double too; a one-way link has arrows; an unsure one is dotted; contacts with a fault
// have a cross in a disc: all of it without colour too. Beyond 96 wires nobody reads a drawing: then there are no
// shapes. Throws Error "picture-contact" as draw() does.
Figure figure_of(const WiringPicture&);

// At least what a line of text takes in any of the usual sans-serif typefaces.
double text_room(std::string_view, double size, bool bold = false);

}  // namespace buzzout
