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

}  // namespace buzzout
