#include "pictures.hpp"

#include <sstream>
#include <stdexcept>

namespace buzzout::pictures {

PictureEnd end(std::string name, std::string title, const std::string& contacts,
               std::string socket) {
  PictureEnd made{std::move(name), std::move(title), {}, std::move(socket)};
  std::istringstream words(contacts);
  for (std::string word; words >> word;) made.contacts.push_back({word, false});
  return made;
}

void wire(WiringPicture& picture, std::string label, WireState state, const std::string& contacts) {
  PictureWire made{std::move(label), state, {}};
  std::istringstream words(contacts);
  for (std::string word; words >> word;) {
    bool found = false;
    for (std::size_t e = 0; const PictureEnd* at = picture.end(e); ++e)
      for (std::size_t c = 0; c < at->contacts.size(); ++c)
        if (at->name + "." + at->contacts[c].name == word) {
          made.contacts.push_back({e, c});
          found = true;
        }
    if (!found) throw std::invalid_argument(word);
  }
  picture.wires.push_back(std::move(made));
}

WiringPicture pentaconn() {
  WiringPicture picture;
  picture.left = {end("amp", "4.4 mm TRRRS (Pentaconn)", "T R1 R2 R3 S")};
  picture.left[0].contacts[4].dimmed = true;
  picture.right = {end("left", "3.5 mm TS", "T S"), end("right", "3.5 mm TS", "T S")};
  return picture;
}

WiringPicture good_pentaconn() {
  WiringPicture picture = pentaconn();
  wire(picture, "L+", WireState::good, "amp.T left.T");
  wire(picture, "L-", WireState::good, "amp.R1 left.S");
  wire(picture, "R+", WireState::good, "amp.R2 right.T");
  wire(picture, "R-", WireState::good, "amp.R3 right.S");
  return picture;
}

WiringPicture open_pentaconn() {
  WiringPicture picture = good_pentaconn();
  picture.wires[2].state = WireState::missing;
  return picture;
}

WiringPicture grounds_tied() {
  WiringPicture picture = good_pentaconn();
  wire(picture, "", WireState::extra, "amp.R1 amp.R3");
  return picture;
}

WiringPicture reversed_left() {
  WiringPicture picture = good_pentaconn();
  picture.wires[0].state = WireState::missing;
  picture.wires[1].state = WireState::missing;
  wire(picture, "", WireState::extra, "amp.T left.S");
  wire(picture, "", WireState::extra, "amp.R1 left.T");
  return picture;
}

WiringPicture channels_swapped() {
  WiringPicture picture = pentaconn();
  wire(picture, "L+", WireState::good, "amp.T right.T");
  wire(picture, "L-", WireState::good, "amp.R1 right.S");
  wire(picture, "R+", WireState::good, "amp.R2 left.T");
  wire(picture, "R-", WireState::good, "amp.R3 left.S");
  return picture;
}

WiringPicture shared_return() {
  WiringPicture picture;
  picture.left = {end("amp", "3.5 mm TRS", "T R S", "front")};
  picture.right = {end("left", "3.5 mm TS", "T S"), end("right", "3.5 mm TS", "T S")};
  wire(picture, "L+", WireState::good, "amp.T left.T");
  wire(picture, "R+", WireState::good, "amp.R right.T");
  wire(picture, "L-=R-", WireState::good, "amp.S left.S right.S");
  return picture;
}

WiringPicture shared_return_open() {
  WiringPicture picture = shared_return();
  picture.wires[2].contacts = {{0, 2}, {1, 1}};
  wire(picture, "L-=R-", WireState::missing, "amp.S right.S");
  return picture;
}

WiringPicture microphone() {
  WiringPicture picture;
  picture.left = {end("female", "XLR 3-pin", "1 2 3 shell")};
  picture.right = {end("male", "XLR 3-pin", "1 2 3 shell")};
  wire(picture, "shield", WireState::good, "female.1 male.1 male.shell");
  wire(picture, "hot", WireState::good, "female.2 male.2");
  wire(picture, "cold", WireState::good, "female.3 male.3");
  return picture;
}

WiringPicture one_way() {
  WiringPicture picture = good_pentaconn();
  picture.wires[3].state = WireState::one_way;
  return picture;
}

WiringPicture unsure() {
  WiringPicture picture = good_pentaconn();
  picture.wires[1].state = WireState::unsure;
  return picture;
}

WiringPicture everything_open() {
  WiringPicture picture = good_pentaconn();
  for (PictureWire& each : picture.wires) each.state = WireState::missing;
  return picture;
}

WiringPicture everything_shorted() {
  WiringPicture picture = good_pentaconn();
  wire(picture, "", WireState::extra, "amp.T amp.R1 amp.R2 amp.R3");
  return picture;
}

WiringPicture no_wires() {
  return pentaconn();
}

WiringPicture multicore() {
  WiringPicture picture;
  PictureEnd many{"snake", "DB-25", {}, "J1"};
  for (int i = 1; i <= 25; ++i) many.contacts.push_back({std::to_string(i), false});
  picture.left = {many};
  for (int i = 1; i <= 8; ++i)
    picture.right.push_back(end("ch" + std::to_string(i), "XLR 3-pin", "1 2 3"));
  // The TASCAM order: hot 24 10 21 7 18 4 15 1, cold 12 23 9 20 6 17 3 14, shield 25 11 22 8 19 5
  // 16 2.
  const int hot[] = {24, 10, 21, 7, 18, 4, 15, 1}, cold[] = {12, 23, 9, 20, 6, 17, 3, 14},
            shield[] = {25, 11, 22, 8, 19, 5, 16, 2};
  for (std::size_t i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i + 1), channel = "ch" + n;
    const auto pin = [](int number) { return "snake." + std::to_string(number) + " "; };
    wire(picture, "G" + n, WireState::good, pin(shield[i]) + channel + ".1");
    wire(picture, n + "+", WireState::good, pin(hot[i]) + channel + ".2");
    wire(picture, n + "-", WireState::good, pin(cold[i]) + channel + ".3");
  }
  return picture;
}

WiringPicture measured() {
  WiringPicture picture = good_pentaconn();
  picture.wires[0].ohms = {"0.10 Ω"};
  picture.wires[1].ohms = {"14.74 Ω"};
  picture.wires[1].state = WireState::off_limit;
  picture.wires[2].ohms = {"1.97 Ω", true};
  picture.wires[3].state = WireState::missing;
  return picture;
}

WiringPicture measured_return() {
  WiringPicture picture = shared_return();
  picture.wires[0].ohms = {"0.10 Ω"};
  picture.wires[2].ohms = {"3.04 Ω"};
  picture.wires[2].state = WireState::off_limit;
  picture.accused = {{1, 1}};
  return picture;
}

std::vector<Named> all() {
  return {{"good-4.4", good_pentaconn()},
          {"open", open_pentaconn()},
          {"grounds-tied", grounds_tied()},
          {"reversed", reversed_left()},
          {"channels-swapped", channels_swapped()},
          {"shared-return", shared_return()},
          {"shared-return-open", shared_return_open()},
          {"microphone", microphone()},
          {"one-way", one_way()},
          {"unsure", unsure()},
          {"everything-open", everything_open()},
          {"everything-shorted", everything_shorted()},
          {"no-wires", no_wires()},
          {"measured", measured()},
          {"measured-return", measured_return()},
          {"multicore", multicore()}};
}

std::string text(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) out += plain_text(line) + "\n";
  return out;
}

}  // namespace buzzout::pictures
