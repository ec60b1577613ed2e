#include "report/fixture_table.hpp"

#include <algorithm>
#include <map>

#include "core/board.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

bool is_jack(const Socket& s) { return s.type.shape == Shape::phone; }

std::string part_of(const Socket& s) {
  if (is_jack(s)) return (s.gender == Gender::male ? "plug on a short lead, " : "socket, ") + s.type.title;
  return (s.gender == Gender::unsaid ? "socket, " : "panel connector, ") + titled(s.type, s.gender);
}

std::string loop_back_of(const Socket& s) {
  if (is_jack(s)) return (s.gender == Gender::male ? "socket, " : "plug, ") + s.type.title;
  return "plug, " + titled(s.type, opposite(s.gender));
}

std::string parts_list(const Fixture& f, const Board& board) {
  std::map<std::string, int> connectors;
  for (const auto& s : f.sockets) ++connectors[part_of(s)];
  std::string out = "| quantity | part |\n|---|---|\n";
  out += "| 1 | " + std::string(board.title) + " |\n";
  out += "| " + std::to_string(board.points) + " | resistor 470 Ω" +
         (board.kelvin ? " 1 %" : "") + ", one for each test point |\n";
  for (const auto& [title, count] : connectors)
    out += "| " + std::to_string(count) + " | " + title + " |\n";
  return out;
}

// One of each kind is enough: one socket is proved at a time.
std::string loop_back_list(const Fixture& f) {
  struct Plug {
    std::string title, contacts, sockets;
  };
  std::vector<Plug> plugs;
  for (const auto& s : f.sockets) {
    if (s.type.contacts.size() < 2) continue;
    const std::string title = loop_back_of(s);
    auto plug = std::ranges::find(plugs, title, &Plug::title);
    if (plug == plugs.end()) plug = plugs.insert(plugs.end(), {title, list_of(s.type.contacts, ", "), ""});
    plug->sockets += (plug->sockets.empty() ? "" : ", ") + s.name;
  }
  std::string out = "| loop-back plug | join all of | for |\n|---|---|---|\n";
  for (const auto& p : plugs) out += "| " + p.title + " | " + p.contacts + " | " + p.sockets + " |\n";
  return out;
}

std::string wiring_table(const Fixture& f, const Board& board) {
  std::string out = board.kelvin
                        ? "| point | force pin, through 470 Ω | sense pin, direct | socket contacts |\n|---|---|---|---|\n"
                        : "| point | pin, through 470 Ω | socket contacts |\n|---|---|---|\n";
  for (Point p = 0; p < board.points; ++p) {
    std::string contacts;
    for (const auto& c : f.contacts_at(p)) contacts += (contacts.empty() ? "" : ", ") + c.name();
    out += "| " + std::to_string(point_number(p)) + " | " + board.pin(p) + " | ";
    if (board.kelvin) out += board.sense_pin(p) + " | ";
    out += (contacts.empty() ? "free" : contacts) + " |\n";
  }
  return out;
}

}  // namespace

std::string fixture_table(const Fixture& f) {
  const Board& board = *find_board(f.board);
  return "# " + f.name + "\n\n" + f.title + "\n\n## Parts\n\n" + parts_list(f, board) + "\n## Wiring\n\n" +
         wiring_table(f, board) + "\n## Loop-back plugs for the self-test\n\n" + loop_back_list(f);
}

}  // namespace buzzout
