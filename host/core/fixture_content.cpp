#include "core/fixture_content.hpp"

#include <algorithm>

#include "core/words.hpp"

namespace buzzout {
namespace {

// Names have neither spaces nor line ends.
std::string content_of(const Acceptance& accepted) {
  std::vector<std::string> lands;
  for (const auto& [from, to] : accepted.lands) {
    std::vector<std::string> pins = to;
    std::ranges::sort(pins);
    lands.push_back(" " + from + ">" + list_of(pins, "+"));
  }
  std::ranges::sort(lands);
  std::string out = " accepts " + accepted.plug.name;
  for (const auto& l : lands) out += l;
  return out + "\n";
}

std::string content_of(const Socket& socket) {
  std::vector<std::string> lines;
  for (const auto& [pin, point] : socket.wires)
    lines.push_back(" wire " + pin + " " + std::to_string(point_number(point)) + "\n");
  for (const auto& accepted : socket.accepts) lines.push_back(content_of(accepted));
  std::ranges::sort(lines);
  std::string out = "socket " + socket.name + " " + socket.type.name + "\n";
  for (const auto& l : lines) out += l;
  return out;
}

}  // namespace

std::string fixture_content(const Fixture& fixture) {
  std::vector<std::string> sockets;
  for (const auto& s : fixture.sockets) sockets.push_back(content_of(s));
  std::ranges::sort(sockets);
  std::string out = "board " + fixture.board + "\n";
  for (const auto& s : sockets) out += s;
  for (const auto& [read, reads] : fixture.senses)
    out += "sense " + std::to_string(point_number(read)) + " " + std::to_string(point_number(reads)) + "\n";
  for (const auto& [point, channel] : fixture.taps)
    out += "tap " + std::to_string(point_number(point)) + " " + std::to_string(channel) + "\n";
  return out;
}

}  // namespace buzzout
