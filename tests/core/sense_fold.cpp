#include "core/sense_fold.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "core/error.hpp"

using namespace buzzout;

namespace {

constexpr unsigned kPoints = 16;

// Ten contacts; three of them are read by points 11 to 13, one by 16, and points 14 and 15 are free.
const std::map<Point, Point> kSenses = {{0, 12}, {3, 10}, {4, 11}, {9, 15}};

Fixture sensed_fixture() {
  ConnectorType ten;
  ten.name = "ten";
  Socket socket{"amp", "amp", ten, {}, {}};
  for (Point p = 0; p < 10; ++p) socket.wires.emplace_back("C" + std::to_string(p + 1), p);
  Fixture f;
  f.name = "sensed";
  f.board = "uno";
  f.sockets = {socket};
  f.senses = kSenses;
  return f;
}

const SenseFold& fold_of_sample() {
  static const SenseFold fold(sensed_fixture());
  return fold;
}

PointSet with_readers(PointSet set) {
  for (const auto& [contact, reader] : kSenses)
    if (has(set, contact)) set |= only(reader);
  return set;
}

// What such a jig reads where the contacts alone would read `m`.
ScanMatrix sensed_matrix(const ScanMatrix& m) {
  ScanMatrix out = m;
  for (auto& row : out.rows) row = with_readers(row);
  for (const auto& [contact, reader] : kSenses) out.rows[reader] = out.rows[contact];
  return out;
}

// Any links between contacts, one-way ones and such that do not join up among them.
ScanMatrix random_matrix(std::mt19937& random) {
  ScanMatrix m;
  for (Point p = 0; p < kPoints; ++p) m.rows.push_back(only(p) | (p < 10 ? random() & random() & first_points(10) : 0));
  return m;
}

ScanMatrix alone_matrix() {
  ScanMatrix m;
  for (Point p = 0; p < kPoints; ++p) m.rows.push_back(only(p));
  return m;
}

Scan scan_of(const ScanMatrix& m) {
  Scan s;
  s.matrix = m;
  return s;
}

bool reads_another(Point p) {
  return std::ranges::any_of(kSenses, [&](const auto& s) { return s.second == p; });
}

bool throws_sense_wire(const auto& read) {
  try {
    auto copy = read;
    fold_of_sample().fold(copy);
  } catch (const Error& e) {
    CHECK(e.code == "sense-wire");
    CHECK_FALSE(e.remedy.empty());
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a jig with sense wires reads, folded, what it would without them") {
  std::mt19937 random(1);
  for (int i = 0; i < 500; ++i) {
    const ScanMatrix wanted = random_matrix(random);
    Scan scan = scan_of(sensed_matrix(wanted));
    fold_of_sample().fold(scan);
    CHECK(scan.matrix == wanted);
    for (Point p = 0; p < kPoints; ++p) {
      const ScanMatrix read = sensed_matrix(wanted);
      const PointSet at_times = random() & first_points(10);
      Hold hold{.driven = only(p), .always_low = read.rows[p], .ever_low = read.rows[p] | with_readers(at_times)};
      fold_of_sample().fold(hold);
      CHECK(hold.always_low == wanted.rows[p]);
      CHECK(hold.ever_low == (wanted.rows[p] | (reads_another(p) ? 0 : at_times)));
    }
  }
}

TEST_CASE("a single bit in which a sense wire and its contact differ is an error") {
  std::mt19937 random(2);
  unsigned tried = 0;
  for (int i = 0; i < 50; ++i) {
    const ScanMatrix read = sensed_matrix(random_matrix(random));
    for (const auto& [contact, reader] : kSenses)
      for (const Point changed : {contact, reader})
        for (Point p = 0; p < kPoints; ++p) {
          ScanMatrix in_column = read, in_row = read;
          in_column.rows[p] ^= only(changed);
          CHECK(throws_sense_wire(scan_of(in_column)));
          if (p == contact || p == reader) continue;  // in the column too
          in_row.rows[changed] ^= only(p);
          CHECK(throws_sense_wire(scan_of(in_row)) == (with_readers(only(p)) != only(p) || reads_another(p)));
          ++tried;
        }
  }
  CHECK(tried == 50 * 4 * 2 * 14);
}

TEST_CASE("a joint of the cable that let go between the rows of a contact and its sense wire is open there, and no error") {
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const ScanMatrix wanted = random_matrix(random);
    for (const auto& [contact, reader] : kSenses)
      for (const Point row : {contact, reader}) {
        const PointSet lost = only(5) | only(7);  // two contacts that nothing else reads
        Scan scan = scan_of(sensed_matrix(wanted));
        scan.matrix.rows[row] &= ~lost;
        fold_of_sample().fold(scan);
        ScanMatrix open = wanted;
        open.rows[contact] &= ~lost;
        CHECK(scan.matrix == open);
      }
  }
}

TEST_CASE("a pin that does not drive stays to be told as dead, and no other row is touched") {
  for (const auto& [contact, reader] : kSenses)
    for (const Point dead : {contact, reader}) {
      ScanMatrix alone = alone_matrix();
      Scan scan = scan_of(sensed_matrix(alone));
      scan.matrix.rows[dead] = 0;
      fold_of_sample().fold(scan);
      alone.rows[dead] = 0;
      CHECK(scan.matrix == alone);
      Hold hold{.driven = only(dead), .always_low = 0, .ever_low = 0};
      fold_of_sample().fold(hold);
      CHECK_FALSE(has(hold.always_low, dead));
    }
}

TEST_CASE("a hold in which a sense wire let go, or one that touched, is an error") {
  for (const auto& [contact, reader] : kSenses)
    for (Point driven = 0; driven < kPoints; ++driven)
      for (const Point changed : {contact, reader}) {
        const PointSet low = with_readers(only(driven)) |
                             (has(with_readers(only(contact)), driven) ? with_readers(only(contact)) : PointSet{0});
        CHECK(throws_sense_wire(Hold{.driven = only(driven), .always_low = low, .ever_low = low ^ only(changed)}));
        CHECK(throws_sense_wire(Hold{.driven = only(driven), .always_low = low ^ only(changed), .ever_low = low}));
      }
}

TEST_CASE("what holds a contact is told of the contact, and a reading point that is held alone of itself") {
  Scan both, alone;
  both.held_low = with_readers(only(3) | only(5));
  both.held_high = with_readers(only(0));
  alone.held_low = only(10);
  fold_of_sample().fold(both);
  fold_of_sample().fold(alone);
  CHECK(both.held_low == (only(3) | only(5)));
  CHECK(both.held_high == only(0));
  CHECK(alone.held_low == only(10));
}

TEST_CASE("labels lose the reading points, and never one that names its net") {
  std::mt19937 random(3);
  for (int i = 0; i < 500; ++i) {
    std::vector<Point> net(kPoints), wanted(kPoints), read(kPoints);
    for (Point p = 0; p < kPoints; ++p) net[p] = p < 10 ? static_cast<Point>(random() % 10) : 10 + p;
    std::vector<Point> sensed = net;
    for (const auto& [contact, reader] : kSenses) sensed[reader] = net[contact];
    const auto label = [](const std::vector<Point>& of, Point p) {
      return static_cast<Point>(std::ranges::find(of, of[p]) - of.begin());
    };
    for (Point p = 0; p < kPoints; ++p) {
      wanted[p] = label(net, p);
      read[p] = label(sensed, p);
    }
    std::vector<Point> folded = read;
    fold_of_sample().fold(folded);
    CHECK(folded == wanted);
    for (const auto& [contact, reader] : kSenses) {
      std::vector<Point> torn = read;
      torn[reader] = reader;
      CHECK(throws_sense_wire(torn));
    }
  }
  std::vector<Point> none;  // the check was not clean
  fold_of_sample().fold(none);
  CHECK(none.empty());
}

TEST_CASE("a net whose smallest point reads is named by its smallest contact") {
  Fixture f = sensed_fixture();
  f.sockets[0].wires = {{"C1", 12}, {"C2", 13}, {"C3", 14}};
  f.senses = {{13, 10}};
  std::vector<Point> labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10, 10, 14, 15};
  SenseFold(f).fold(labels);
  CHECK(labels == std::vector<Point>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 14, 15});
}

TEST_CASE("the error names contact, point and pin") {
  ScanMatrix torn = sensed_matrix(alone_matrix());
  torn.rows[0] ^= only(12);
  Scan scan = scan_of(torn);
  try {
    fold_of_sample().fold(scan);
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.message == "the sense wire of point 13 (A2) does not read what its contact does, point 1 (amp.C1)");
    CHECK(e.where == "fixture sensed");
  }
}
