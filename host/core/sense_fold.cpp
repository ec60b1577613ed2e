#include "core/sense_fold.hpp"

#include <algorithm>

#include "core/board.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

bool reads_alike(PointSet set, Point a, Point b) { return has(set, a) == has(set, b); }

}  // namespace

SenseFold::SenseFold(const Fixture& fixture) : fixture_(fixture.name) {
  const Board* board = find_board(fixture.board);
  for (const auto& [contact, reader] : fixture.senses) {
    pairs_.push_back({contact, reader, list_of(fixture.contacts_at(contact), ", "), board == nullptr ? "" : board->pin(reader)});
    readers_ |= only(reader);
  }
}

void SenseFold::fail(const Pair& pair) const {
  const std::string point = "point " + std::to_string(point_number(pair.reader)) + " (" + pair.pin + ")";
  throw Error(kSenseWire,
              "the sense wire of " + point + " does not read what its contact does, point " +
                  std::to_string(point_number(pair.contact)) + " (" + pair.name + ")",
              "fixture " + fixture_,
              "see that the wire of " + point + " is soldered to that contact and to nothing else; then prove the fixture again",
              Action{ActionCode::prove_fixture, {{"fixture", fixture_}}});
}

// A contact that something holds takes the point that reads it along; a reading point that is held alone is stuck.
void SenseFold::fold_held(PointSet& high, PointSet& low) const {
  for (PointSet* held : {&high, &low})
    for (const auto& pair : pairs_)
      if (has(*held, pair.contact)) *held &= ~only(pair.reader);
}

void SenseFold::fold(Scan& scan) const {
  fold_held(scan.held_high, scan.held_low);
  auto& rows = scan.matrix.rows;
  for (const auto& pair : pairs_) {
    if (pair.contact >= rows.size() || pair.reader >= rows.size()) continue;  // of another board, or nothing was read
    for (const PointSet row : rows)
      if (!reads_alike(row, pair.contact, pair.reader)) fail(pair);
  }
  for (const auto& pair : pairs_) {
    if (pair.contact >= rows.size() || pair.reader >= rows.size()) continue;
    PointSet& of_contact = rows[pair.contact];
    const PointSet of_reader = rows[pair.reader];
    // A row without its own point is a dead pin's. Else what is there in one of the two only is what lets go now and then.
    if (has(of_contact, pair.contact) && has(of_reader, pair.reader)) of_contact &= of_reader;
  }
  for (Point p = 0; p < rows.size(); ++p) rows[p] &= has(readers_, p) ? only(p) : ~readers_;
}

void SenseFold::fold(Hold& hold) const {
  fold_held(hold.held_high, hold.held_low);
  if (!hold.clean()) return;
  for (const auto& pair : pairs_)
    for (const PointSet read : {hold.always_low, hold.ever_low})
      if (!reads_alike(read, pair.contact, pair.reader)) fail(pair);
  const PointSet alone = hold.driven & readers_;
  const PointSet seen = (hold.driven & ~readers_) != 0 ? ~readers_ | alone : alone;
  hold.always_low &= seen;
  hold.ever_low &= seen;
}

void SenseFold::fold(std::vector<Point>& labels) const {
  for (const auto& pair : pairs_)
    if (pair.contact < labels.size() && pair.reader < labels.size() && labels[pair.contact] != labels[pair.reader]) fail(pair);
  for (Point p = 0; p < labels.size(); ++p) {
    if (has(readers_, p) || !has(readers_, labels[p])) continue;
    const Point reader = labels[p];
    for (Point q = p; q < labels.size(); ++q)
      if (labels[q] == reader && !has(readers_, q)) labels[q] = p;
  }
  for (const auto& pair : pairs_)
    if (pair.reader < labels.size()) labels[pair.reader] = pair.reader;
}

}  // namespace buzzout
