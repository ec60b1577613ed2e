#pragma once

#include <string>
#include <vector>

#include "drawing/wiring_picture.hpp"

// Typical cables as pictures. `wire("L+", …, "amp.T left.T")` names contacts as people do.
namespace buzzout::pictures {

PictureEnd end(std::string name, std::string title, const std::string& contacts,
               std::string socket = {});
void wire(WiringPicture&, std::string label, WireState, const std::string& contacts);

WiringPicture pentaconn();  // the ends of a 4.4 mm cable to two 3.5 mm cups, no wires yet
WiringPicture good_pentaconn();
WiringPicture open_pentaconn();
WiringPicture grounds_tied();
WiringPicture reversed_left();
WiringPicture channels_swapped();
WiringPicture shared_return();
WiringPicture shared_return_open();
WiringPicture microphone();
WiringPicture one_way();
WiringPicture unsure();
WiringPicture everything_open();
WiringPicture everything_shorted();
WiringPicture no_wires();
WiringPicture measured();         // with ohms: good, not allowed, near the limit
WiringPicture measured_return();  // of a wire with two far ends
WiringPicture multicore();  // 25 contacts to 8 ends

struct Named {
  std::string name;
  WiringPicture picture;
};
std::vector<Named> all();

// The rows as plain text, each ended by a newline.
std::string text(const std::vector<Line>&);

}  // namespace buzzout::pictures
