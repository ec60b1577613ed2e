#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// A fixture made by hand: a 4.4 mm socket on points 1–5, two 3.5 mm TS cups on 6–7 and 8–9, a
// 3.5 mm TRS socket on 10–12 that takes a TS plug, an XLR on 13–16, and a 2.5 mm socket that shares
// the 4.4 mm socket's points.
inline ConnectorType connector(const std::string& name, std::vector<std::string> contacts) {
  ConnectorType t;
  t.name = t.title = name;
  t.contacts = std::move(contacts);
  return t;
}

inline ConnectorType pentaconn() {
  return connector("pentaconn-4.4", {"T", "R1", "R2", "R3", "S"});
}
inline ConnectorType ts() {
  return connector("ts-3.5", {"T", "S"});
}
inline ConnectorType trs() {
  return connector("trs-3.5", {"T", "R", "S"});
}
inline ConnectorType xlr() {
  return connector("xlr-4", {"1", "2", "3", "4"});
}

inline Socket socket(const std::string& name, const std::string& label, const ConnectorType& type,
                     Point first) {
  Socket s{name, label, type, {}, {}};
  for (const auto& pin : type.contacts) s.wires.emplace_back(pin, first++);
  return s;
}

inline Fixture fixture_on(const std::string& board) {
  Fixture f;
  f.name = f.title = "test-bench";
  f.board = board;
  f.sockets = {socket("amp-4.4", "amp", pentaconn(), 0),
               socket("cup-1", "left", ts(), 5),
               socket("cup-2", "right", ts(), 7),
               socket("jack", "source", trs(), 9),
               socket("xlr4", "xlr", xlr(), 12),
               socket("amp-2.5", "amp25", connector("trrs-2.5", {"T", "R1", "R2", "S"}), 0)};
  f.sockets[3].accepts.push_back({ts(), {{"T", {"T"}}, {"S", {"R", "S"}}}});
  return f;
}

// The points of balanced_cable() on this fixture, 0-based: 4.4 mm T R1 R2 R3 S = 0 1 2 3 4, left T
// S = 5 6, right T S = 7 8.
inline Profile balanced_cable() {
  Profile p;
  p.name = "balanced";
  p.ends = {{"amp", pentaconn()}, {"left", ts()}, {"right", ts()}};
  p.nets = {{"L+", {{"amp", "T"}, {"left", "T"}}},
            {"L-", {{"amp", "R1"}, {"left", "S"}}},
            {"R+", {{"amp", "R2"}, {"right", "T"}}},
            {"R-", {{"amp", "R3"}, {"right", "S"}}}};
  return p;
}

// 2.5 mm to XLR: its 2.5 mm socket shares points with the 4.4 mm one.
inline Profile small_adapter() {
  Profile p;
  p.name = "small-adapter";
  p.ends = {{"in", connector("trrs-2.5", {"T", "R1", "R2", "S"})}, {"out", xlr()}};
  p.nets = {{"a", {{"in", "T"}, {"out", "1"}}}, {"b", {{"in", "S"}, {"out", "4"}}}};
  return p;
}

// TRS to XLR, and a TS plug into the TRS socket.
inline Profile jack_cable() {
  Profile p;
  p.name = "jack-cable";
  p.ends = {{"plug", trs()}, {"out", xlr()}};
  p.nets = {{"t", {{"plug", "T"}, {"out", "2"}}}, {"s", {{"plug", "S"}, {"out", "1"}}}};
  return p;
}

inline Profile ts_cable() {
  Profile p;
  p.name = "ts-cable";
  p.ends = {{"plug", ts()}, {"out", xlr()}};
  p.nets = {{"t", {{"plug", "T"}, {"out", "2"}}}, {"s", {{"plug", "S"}, {"out", "1"}}}};
  return p;
}

inline Profile find_test_profile(const std::string& name) {
  for (const auto& p : {balanced_cable(), small_adapter(), jack_cable(), ts_cable()})
    if (p.name == name) return p;
  throw Error("unknown-profile", "there is no profile " + name);
}

// A bench with balanced_cable() under test, and the scan of the firmware in small.
struct TestBench {
  explicit TestBench(const std::string& text = "", const std::string& board_name = "uno",
                     FixtureMap::Choices choices = {})
      : board(*find_board(board_name)),
        fixture(fixture_on(board_name)),
        under_test(balanced_cable()),
        bench(board, fixture, &under_test, std::move(choices), find_test_profile) {
    plug(text);
  }

  void plug(const std::string& text) { bench.plug(parse_cable_edits(text)); }

  void pull_up_all() {
    for (Point p = 0; p < board.points; ++p) set(p, Drive::pull_up);
  }

  // On a Kelvin board the sense pins pull up, and a force pin that does not drive floats.
  void set(Point p, Drive d) {
    if (board.kelvin) {
      bench.drive(p, d == Drive::pull_up ? Drive::floating : d);
      bench.drive_sense(p, d == Drive::floating ? Drive::floating : Drive::pull_up);
    } else {
      bench.drive(p, d);
    }
  }

  PointSet read_all() {
    PointSet low = 0;
    for (Point p = 0; p < board.points; ++p)
      if (bench.reads_low(p)) low |= only(p);
    return low;
  }

  // All points high for a moment, then on their pull-ups.
  void precharge(double seconds = 2e-6) {
    for (Point p = 0; p < board.points; ++p) bench.drive(p, Drive::high);
    bench.advance(seconds);
    pull_up_all();
  }

  PointSet row(Point p, double settle = 10e-6) {
    precharge();
    set(p, Drive::low);
    bench.advance(settle);
    const PointSet low = read_all();
    set(p, Drive::pull_up);
    return low;
  }

  std::vector<PointSet> scan(double settle = 10e-6) {
    std::vector<PointSet> rows;
    for (Point p = 0; p < board.points; ++p) rows.push_back(row(p, settle));
    return rows;
  }

  Board board;
  Fixture fixture;
  Profile under_test;
  Workbench bench;
};

inline PointSet points(std::initializer_list<Point> list) {
  PointSet set = 0;
  for (const Point p : list) set |= only(p);
  return set;
}

// The scan of a cable whose nets of two points or more are these.
inline std::vector<PointSet> scan_of(std::initializer_list<PointSet> nets, unsigned count = 16) {
  std::vector<PointSet> rows;
  for (Point p = 0; p < count; ++p) {
    rows.push_back(only(p));
    for (const PointSet net : nets)
      if (has(net, p)) rows.back() |= net;
  }
  return rows;
}

}  // namespace buzzout
