#pragma once

#include <string>
#include <string_view>

#include "drawing/figure.hpp"
#include "drawing/wiring_art.hpp"

namespace buzzout {

// How figures of a wiring show its parts.

FigureLook look_of_net(std::size_t colour);
FigureLook look_of_wire(const WireArt&, WireState);
FigureStroke stroke_of_wire(const WireArt&, WireState);

// Whether a wire leads anywhere from the contact.
bool conducts(const WiringPicture&, const ContactRef&);

// The sign of mark() beside a contact, if there is one.
void add_sign(Figure&, std::string_view sign, FigurePoint at);

// The name of a wire, its left end at `left`.
void add_pill(Figure&, FigurePoint left, const std::string& label, FigureLook);
double pill_room(const std::string& label, FigureLook);

// The resistance of a wire, its left end at `left`: pale, with a rim where it is near its limit, in the box of a resistor
// where it is not allowed.
void add_ohms(Figure&, FigurePoint left, const WireArt&);
double ohms_room(const WireArt&);  // 0: there is none

}  // namespace buzzout
