#include "core/evidence.hpp"

#include <algorithm>

#include "core/board.hpp"
#include "core/error_codes.hpp"
#include "core/netlist.hpp"

namespace buzzout {
namespace {

using Names = std::vector<std::string>;

constexpr unsigned kMinPoints = 2;

unsigned points_of(const Fixture& fixture) {
  const Board* board = find_board(fixture.board);
  return board == nullptr ? 0 : board->points;
}

std::string point_text(Point p, const Fixture& fixture, const Names& in_use) {
  const Board* board = find_board(fixture.board);
  std::string out = "point " + std::to_string(point_number(p));
  if (board != nullptr && p < board->points) {
    out += " (pin " + board->pin(p);
    if (board->kelvin) out += ", sense " + board->sense_pin(p);
    out += ")";
  }
  // The sockets in use, if the point belongs to one; else all that it belongs to.
  std::string used, all;
  for (const auto& c : fixture.contacts_at(p))
    for (std::string* list : {&all, &used})
      if (list == &all || std::ranges::find(in_use, c.end) != in_use.end())
        *list += (list->empty() ? "" : ", ") + c.name();
  if (all.empty()) return out;
  out += ", socket contact " + (used.empty() ? all : used);
  if (const auto sense = fixture.senses.find(p); board != nullptr && sense != fixture.senses.end())
    out += ", read by point " + std::to_string(point_number(sense->second)) + " (pin " + board->pin(sense->second) + ")";
  return out;
}

std::string points_text(PointSet points, const Fixture& fixture, const Names& in_use) {
  std::string out;
  for (Point p : members(points)) out += (out.empty() ? "" : "; ") + point_text(p, fixture, in_use);
  return out;
}

std::optional<Problem> restarted(const Evidence& e) {
  if (e.scans.size() < 2) return Problem{"incomplete", "the jig was not scanned twice", "", "test again"};
  std::uint32_t last = 0;
  bool first = true;
  auto follows = [&](std::uint32_t boot, std::uint32_t count) {
    const bool ok = boot == e.scans.front().boot && (first || count > last);
    first = false;
    last = count;
    return ok;
  };
  bool ordered = follows(e.scans.front().boot, e.scans.front().count);
  for (const auto* holds : {&e.holds, &e.halves})
    for (const auto& h : *holds) ordered = ordered && follows(h.boot, h.count);
  for (std::size_t i = 1; i < e.scans.size(); ++i)
    ordered = ordered && follows(e.scans[i].boot, e.scans[i].count);
  if (ordered) return std::nullopt;
  return Problem{"jig-restarted", "the jig restarted during the test", "", "test again"};
}

std::optional<Problem> unclean(const Evidence& e, const Fixture& fixture, const Names& in_use) {
  PointSet high = 0, low = 0;
  for (const auto& s : e.scans) {
    high |= s.held_high;
    low |= s.held_low;
  }
  for (const auto* holds : {&e.holds, &e.halves})
    for (const auto& h : *holds) {
      high |= h.held_high;
      low |= h.held_low;
    }
  const std::string remedy =
      "unplug the cable and whatever it is connected to; if the message stays, the jig is damaged there";
  if (high != 0) {
    const std::string where = points_text(high, fixture, in_use);
    return Problem{"held-high", "an outside voltage or a stuck pin holds the jig high at " + where, where, remedy};
  }
  if (low != 0) {
    const std::string where = points_text(low, fixture, in_use);
    return Problem{"held-low", "ground, 0 V from outside or a stuck pin holds the jig low at " + where, where,
                   remedy};
  }
  return std::nullopt;
}

std::optional<Problem> malformed(const Evidence& e, const Fixture& fixture) {
  const unsigned points = points_of(fixture);
  const PointSet beyond = ~first_points(points);
  bool good = e.jig.points == points && points >= kMinPoints;
  for (const auto& s : e.scans) {
    good = good && s.matrix.points() == points;
    for (PointSet row : s.matrix.rows) good = good && (row & beyond) == 0;
  }
  for (const auto* holds : {&e.holds, &e.halves})
    for (const auto& h : *holds)
      good = good && ((h.driven | h.ever_low) & beyond) == 0 && (h.always_low & ~h.ever_low) == 0;
  if (good) return std::nullopt;
  return Problem{"wrong-points",
                 "the jig did not read the " + std::to_string(points) + " points of a " + fixture.board, "",
                 "flash the jig with its own firmware"};
}

std::optional<Problem> dead(const Evidence& e, const Fixture& fixture, const Names& in_use) {
  PointSet found = 0;
  for (const auto& s : e.scans) found |= netlist_of(s.matrix).dead;
  for (const auto* holds : {&e.holds, &e.halves})
    for (const auto& h : *holds) found |= h.driven & ~h.always_low;
  if (found == 0) return std::nullopt;
  const std::string where = points_text(found, fixture, in_use);
  return Problem{"dead-point", "the jig cannot pull low at " + where, where,
                 "check the pin and its resistor; replace the board if it is dead"};
}

}  // namespace

bool shows_sound_jig(const Evidence& e) {
  Fixture any;
  any.board = e.jig.board;
  return !unreadable(e, any, {}) && !dead(e, any, {});
}

std::optional<Problem> unreadable(const Evidence& e, const Fixture& fixture, const Names& in_use) {
  if (auto problem = restarted(e)) return problem;
  if (auto problem = unclean(e, fixture, in_use)) return problem;
  return malformed(e, fixture);
}

std::optional<Problem> untrustworthy(const Evidence& e, const Fixture& fixture, const Names& in_use) {
  if (auto problem = dead(e, fixture, in_use)) return problem;
  const auto slow = slow_pass_of(e.holds, points_of(fixture));
  const auto unseen = slow ? joined_unseen(slow->settled(e.scans.front().matrix), e.halves) : std::nullopt;
  if (!unseen) return Problem{"incomplete", "the slow pass is missing", "", "test again"};
  if (*unseen != 0) {
    const std::string where = points_text(*unseen, fixture, in_use);
    return Problem{kTooManyJoined,
                   "more points are joined than the " + std::to_string(kMostPointsPerNet) +
                       " that one pin of the jig can hold low, among them " + where,
                   where, "look for a short between all of these contacts"};
  }
  return std::nullopt;
}

}  // namespace buzzout
