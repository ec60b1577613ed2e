#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "pictures.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"
#include "tracer.hpp"

using namespace buzzout;

namespace {

using Random = std::mt19937;
using Contacts = std::set<std::string>;  // by their names, which are unique in these pictures

std::size_t below(Random& random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

bool conducts(WireState state) {
  return state == WireState::good || state == WireState::extra || state == WireState::miswired ||
         state == WireState::one_way || state == WireState::off_limit;
}

WiringPicture random_picture(Random& random) {
  WiringPicture picture;
  std::vector<ContactRef> all;
  std::size_t number = 10;
  for (auto* side : {&picture.left, &picture.right}) {
    const std::size_t ends = 1 + below(random, side == &picture.left ? 2 : 4);
    for (std::size_t e = 0; e < ends; ++e) {
      PictureEnd end{"end" + std::to_string(number), "connector", {}, "socket"};
      const std::size_t contacts = 1 + below(random, 7);
      for (std::size_t c = 0; c < contacts; ++c) {
        end.contacts.push_back({"c" + std::to_string(number++), false});
        all.push_back(
            {picture.left.size() + (side == &picture.right ? picture.right.size() : 0), c});
      }
      side->push_back(std::move(end));
    }
  }
  const auto add = [&](WireState state, std::vector<ContactRef> contacts) {
    if (contacts.empty()) return;
    picture.wires.push_back(
        {"w" + std::to_string(picture.wires.size()), state, std::move(contacts)});
  };
  // Nets that share no contact, then faults across them.
  std::shuffle(all.begin(), all.end(), random);
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t count = std::min(all.size() - from, 1 + below(random, 3));
    const auto state = below(random, 6);
    add(state == 0   ? WireState::missing
        : state == 1 ? WireState::one_way
        : state == 2 ? WireState::off_limit
                     : WireState::good,
        {all.begin() + static_cast<std::ptrdiff_t>(from),
         all.begin() + static_cast<std::ptrdiff_t>(from + count)});
    from += count;
  }
  if (below(random, 2) == 0)
    for (PictureWire& wire : picture.wires)
      if (conducts(wire.state)) wire.ohms = {std::to_string(below(random, 1200)) + " Ω", wire.state == WireState::good && below(random, 8) == 0};
  for (std::size_t faults = below(random, 4); faults > 0; --faults) {
    std::shuffle(all.begin(), all.end(), random);
    const WireState states[] = {WireState::extra, WireState::miswired, WireState::missing,
                                WireState::unsure};
    const std::size_t count = std::min(all.size(), 2 + below(random, 3));
    add(states[below(random, 4)], {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)});
  }
  return picture;
}

std::string name_of(const WiringPicture& picture, const ContactRef& ref) {
  return picture.end(ref.end)->contacts[ref.contact].name;
}

std::vector<std::string> labels_of(const WiringPicture& picture) {
  std::vector<std::string> labels;
  for (const PictureWire& wire : picture.wires)
    labels.push_back(wire.state == WireState::extra     ? wire.label + " short"
                     : wire.state == WireState::miswired ? wire.label + " miswired"
                     : wire.state == WireState::one_way ? wire.label + " one-way"
                                                        : wire.label);
  for (const PictureWire& wire : picture.wires)
    for (const std::string note : {"", " near limit"}) {
      if (wire.ohms.words.empty()) continue;
      labels.push_back(wire.ohms.words + note);
      labels.push_back(to_ascii(wire.ohms.words) + note);
    }
  return labels;
}

// What the value says: the sets of contacts that one conductor joins.
std::multiset<Contacts> joined_by_value(const WiringPicture& picture) {
  std::multiset<Contacts> all;
  for (const PictureWire& wire : picture.wires) {
    if (!conducts(wire.state)) continue;
    Contacts names;
    for (const ContactRef& ref : wire.contacts) names.insert(name_of(picture, ref));
    if (names.size() > 1) all.insert(names);
  }
  return all;
}

// What the drawing says.
std::multiset<Contacts> joined_by_drawing(const WiringPicture& picture,
                                          const std::vector<Line>& lines) {
  const Tracer plain(lines, {}, 0, 0);
  std::map<Tracer::Place, std::string> ports;
  int left_pin = 0, right_pin = 0;
  for (std::size_t e = 0; const PictureEnd* end = picture.end(e); ++e)
    for (const PictureContact& contact : end->contacts) {
      const Tracer::Place name = plain.find(" " + contact.name + " ");
      REQUIRE(name.row >= 0);
      const bool at_left = e < picture.left.size();
      const int pin = at_left ? name.column + columns(contact.name) + 2 : name.column - 1;
      (at_left ? left_pin : right_pin) = pin;
      ports[{name.row, pin}] = contact.name;
      // Bends below the pin are the contact's further wires. A box's corner has nothing outside.
      for (int y = name.row + 1;; ++y) {
        static const std::set<std::string> bends = {"╰", "├", "╯", "┤", "╚",
                                                    "╠", "╝", "╣", "+", "#"};
        const std::string outside = plain.at({y, pin + (at_left ? 1 : -1)});
        const bool bottom = at_left
                                ? plain.at({y, pin - 1}) == "─" || plain.at({y, pin - 1}) == "-"
                                : plain.at({y, pin + 1}) == "─" || plain.at({y, pin + 1}) == "-";
        if (bottom || !bends.contains(plain.at({y, pin}))) break;
        ports[{y, pin}] = contact.name;
      }
    }
  const Tracer tracer(lines, labels_of(picture), left_pin, right_pin);
  std::multiset<Contacts> all;
  std::set<Tracer::Place> seen;
  for (const auto& [place, contact] : ports) {
    if (seen.contains(place)) continue;
    Contacts names;
    for (const Tracer::Place& reached : tracer.reached_from(place))
      if (const auto port = ports.find(reached); port != ports.end()) {
        names.insert(port->second);
        seen.insert(reached);
      }
    if (names.size() > 1) all.insert(names);
  }
  return all;
}

}  // namespace

TEST_CASE("a drawing joins exactly the contacts that the value joins") {
  int drawn = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    Random random(seed);
    const WiringPicture picture = random_picture(random);
    const Theme theme{false, seed % 2 == 0, 60 + static_cast<int>(below(random, 60))};
    const std::vector<Line> lines = draw(picture, theme);
    CAPTURE(seed);
    CAPTURE(pictures::text(lines));
    for (const Line& line : lines) REQUIRE(columns(plain_text(line)) <= theme.width);
    if (lines == list_wires(picture, theme)) continue;
    ++drawn;
    REQUIRE(joined_by_drawing(picture, lines) == joined_by_value(picture));
  }
  CHECK(drawn > 1200);
}

TEST_CASE("the tracer sees a junction where two wires should only cross") {
  const auto joined = [](const std::string& crossing) {
    const std::vector<Line> lines = {{{"o─╮  o"}}, {{"o─" + crossing + "──o"}}, {{"o ╰──o"}}};
    return Tracer(lines, {}, 0, 5).reached_from({0, 0}).contains({1, 5});
  };
  CHECK_FALSE(joined("│"));
  CHECK(joined("●"));
}

TEST_CASE("a cable of a hundred wires in disorder is drawn or listed without delay") {
  WiringPicture picture;
  picture.left = {{"a", "", {}, ""}};
  picture.right = {{"b", "", {}, ""}};
  for (std::size_t i = 0; i < 95; ++i) {
    picture.left[0].contacts.push_back({std::to_string(i), false});
    picture.right[0].contacts.push_back({std::to_string(i), false});
    picture.wires.push_back({"w", WireState::good, {{0, i}, {1, (i * 37 + 11) % 95}}});
  }
  CHECK(draw(picture, {false, true, 100}) == list_wires(picture, {false, true, 100}));
  CHECK(draw(picture, {false, true, 400}) != list_wires(picture, {false, true, 400}));
}
