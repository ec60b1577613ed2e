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
         (board.kelvin || !f.senses.empty() ? " 1 %" : "") + ", one for each test point |\n";
  if (!f.senses.empty()) out += "| " + std::to_string(f.senses.size()) + " | wire more, one for each point that reads a contact |\n";
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

// Of a point that reads the contact of another one.
std::string sense_of(const Fixture& f, Point p) {
  for (const auto& [contact, reader] : f.senses)
    if (reader == p)
      return "sense wire, behind the resistor: to " + f.contacts_at(contact).front().name() + ", point " +
             std::to_string(point_number(contact));
  return "";
}

std::string wiring_table(const Fixture& f, const Board& board) {
  std::string out = board.kelvin
                        ? "| point | force pin, through 470 Ω | sense pin, direct | socket contacts |\n|---|---|---|---|\n"
                        : "| point | pin, through 470 Ω | socket contacts |\n|---|---|---|\n";
  for (Point p = 0; p < board.points; ++p) {
    std::string contacts = sense_of(f, p);
    for (const auto& c : f.contacts_at(p)) contacts += (contacts.empty() ? "" : ", ") + c.name();
    out += "| " + std::to_string(point_number(p)) + " | " + board.pin(p) + " | ";
    if (board.kelvin) out += board.sense_pin(p) + " | ";
    out += (contacts.empty() ? "free" : contacts) + " |\n";
  }
  return out;
}

}  // namespace

// What measures as a cable without resistance: the zero of every path at once. Of the sockets that share points one with
// all of them will do.
std::string link_lead_list(const Fixture& f) {
  if (f.senses.empty()) return "";
  PointSet shared = 0;
  for (const auto& a : f.sockets)
    for (const auto& b : f.sockets)
      if (&a != &b && (a.points() & b.points()) != 0) shared |= a.points();
  std::vector<std::string> whole, rows;
  for (const auto& s : f.sockets) {
    if ((s.points() & shared) == 0) rows.push_back(loop_back_of(s) + ", for " + s.name);
    if (shared != 0 && s.points() == shared) whole.push_back(loop_back_of(s) + ", for " + s.name);
  }
  std::string out = "\n## Link lead for the zero\n\nA cable without resistance: all contacts of these plugs joined to each "
                    "other.\n\n| quantity | part |\n|---|---|\n";
  if (!whole.empty()) rows.insert(rows.begin(), list_of(whole, "; or "));
  for (const auto& row : rows) out += "| 1 | " + row + " |\n";
  return out + "| | copper wire of 1.5 mm² or thicker, as short as the sockets allow |\n";
}

std::string fixture_table(const Fixture& f) {
  const Board& board = *find_board(f.board);
  return "# " + f.name + "\n\n" + f.title + "\n\n## Parts\n\n" + parts_list(f, board) + "\n## Wiring\n\n" +
         wiring_table(f, board) + "\n## Loop-back plugs for the self-test\n\n" + loop_back_list(f) + link_lead_list(f);
}

}  // namespace buzzout
