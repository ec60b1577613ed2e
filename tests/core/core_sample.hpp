#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/error.hpp"
#include "core/verdict.hpp"

template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static doctest::String convert(const std::vector<std::string>& list) {
    std::string out;
    for (const auto& line : list) out += "\n  " + line;
    return (list.empty() ? "(none)" : out).c_str();
  }
};

namespace buzzout::sample {

inline ConnectorType plug(const std::string& name, std::vector<std::string> contacts) {
  ConnectorType t;
  t.name = t.title = name;
  t.contacts = std::move(contacts);
  return t;
}
inline ConnectorType pentaconn() { return plug("pentaconn-4.4", {"T", "R1", "R2", "R3", "S"}); }
inline ConnectorType trrs() {
  ConnectorType t = plug("trrs-2.5", {"T", "R1", "R2", "S"});
  t.orders = {{"Astell&Kern", {"R-", "R+", "L+", "L-"}, {}}, {"HiFiMAN", {"L+", "R+", "L-", "R-"}, {}}};
  return t;
}
inline ConnectorType trs() { return plug("trs-3.5", {"T", "R", "S"}); }
inline ConnectorType ts() { return plug("ts-3.5", {"T", "S"}); }
inline ConnectorType xlr() {
  ConnectorType t = plug("xlr-3", {"1", "2", "3", "shell"});
  t.shape = Shape::xlr;
  t.shell = "shell";
  t.shell_bond = "1";
  return t;
}

inline Contact contact(const std::string& name) {
  const auto dot = name.rfind('.');
  return {name.substr(0, dot), name.substr(dot + 1)};
}
inline std::vector<Contact> contacts(std::initializer_list<const char*> list) {
  std::vector<Contact> out;
  for (const char* name : list) out.push_back(contact(name));
  return out;
}
inline std::vector<std::string> names(const std::vector<Contact>& list) {
  std::vector<std::string> out;
  for (const auto& c : list) out.push_back(c.name());
  return out;
}

inline Profile balanced() {
  Profile p;
  p.name = "balanced";
  p.use = Use::headphone;
  p.wiring = Wiring::balanced;
  p.ends = {{"amp", pentaconn()}, {"left", ts()}, {"right", ts()}};
  p.nets = {{"L+", contacts({"amp.T", "left.T"})},
            {"L-", contacts({"amp.R1", "left.S"})},
            {"R+", contacts({"amp.R2", "right.T"})},
            {"R-", contacts({"amp.R3", "right.S"})}};
  return p;
}

// The order of a 2.5 mm plug: R- R+ L+ L- from the tip.
inline Profile small_balanced() {
  Profile p = balanced();
  p.name = "small-balanced";
  p.ends[0].type = trrs();
  p.nets = {{"L+", contacts({"amp.R2", "left.T"})},
            {"L-", contacts({"amp.S", "left.S"})},
            {"R+", contacts({"amp.R1", "right.T"})},
            {"R-", contacts({"amp.T", "right.S"})}};
  return p;
}

inline Profile shared_ground() {
  Profile p = balanced();
  p.name = "shared-ground";
  p.wiring = Wiring::single_ended;
  p.ends[0].type = trs();
  p.nets = {{"L+", contacts({"amp.T", "left.T"})},
            {"R+", contacts({"amp.R", "right.T"})},
            {"L-=R-", contacts({"amp.S", "left.S", "right.S"})}};
  return p;
}

inline Profile microphone() {
  Profile p;
  p.name = "microphone";
  p.use = Use::mic;
  p.ends = {{"in", xlr()}, {"out", xlr()}};
  p.nets = {{"shield", contacts({"in.1", "out.1"})},
            {"hot", contacts({"in.2", "out.2"})},
            {"cold", contacts({"in.3", "out.3"})}};
  return p;
}

inline Socket socket(const std::string& name, const std::string& label, const ConnectorType& type, Point first) {
  Socket s{name, label, type, {}, {}};
  for (const auto& pin : type.contacts) s.wires.emplace_back(pin, first++);
  return s;
}

// Points 1–5 the amplifier's sockets, 6–7 and 8–9 the cups, 10–13 an XLR, 14–16 free; the XLR `in` shares
// points 1–4.
inline Fixture bench() {
  Fixture f;
  f.name = f.title = "bench";
  f.board = "uno";
  f.sockets = {socket("amp-4.4", "amp", pentaconn(), 0), socket("amp-2.5", "amp", trrs(), 0),
               socket("amp-3.5", "amp", trs(), 0),       socket("in-xlr", "in", xlr(), 0),
               socket("cup-l", "left", ts(), 5),         socket("cup-r", "right", ts(), 7),
               socket("out-xlr", "out", xlr(), 9)};
  return f;
}

// A profile's cable in the fixture, and what a jig would measure of any other wiring.
struct Placed {
  explicit Placed(Profile p) : profile(std::move(p)), map(profile, fixture), expected(profile, map) {}

  // Groups of joined contacts, each "amp.T left.T …"; all else is apart.
  ScanMatrix matrix(const std::vector<std::vector<std::string>>& groups) const {
    std::vector<PointSet> sets;
    for (const auto& g : groups) {
      PointSet set = 0;
      for (const auto& name : g) set |= point(name);
      sets.push_back(set);
    }
    return of_sets(sets);
  }
  static ScanMatrix of_sets(const std::vector<PointSet>& sets) {
    ScanMatrix m;
    for (Point p = 0; p < 16; ++p) {
      m.rows.push_back(only(p));
      for (PointSet s : sets)
        if (has(s, p)) m.rows.back() |= s;
    }
    return m;
  }
  // A contact of the cable, or of a socket.
  PointSet point(const std::string& name) const {
    const Contact c = contact(name);
    if (profile.has_contact(c)) return map.points_of(c);
    return only(fixture.socket(c.end)->point_of(c.pin));
  }
  std::vector<Fault> faults(const ScanMatrix& m) const {
    return compare(map, expected, netlist_of(m));
  }
  std::vector<Diagnosis> diagnoses(const ScanMatrix& m) const {
    return diagnose(profile, map, netlist_of(m), faults(m));
  }

  Fixture fixture = bench();
  Profile profile;
  FixtureMap map;
  Expectation expected;
};

// What a correct test of a wiring brings home.
inline Evidence evidence_of(const ScanMatrix& wiring) {
  Evidence e;
  e.jig.board = "uno";
  e.jig.firmware = "0.1.0";
  e.jig.protocol = 1;
  e.jig.points = 16;
  e.jig.lamp_seconds = 60;
  std::uint32_t count = 40;
  e.scans.push_back({7, ++count, 0, 0, wiring});
  for (Point p = 0; p < wiring.points(); ++p)
    e.holds.push_back({7, ++count, 0, 0, only(p), kHoldMs, wiring.rows[p], wiring.rows[p]});
  e.scans.push_back({7, ++count, 0, 0, wiring});
  return e;
}

}  // namespace buzzout::sample
