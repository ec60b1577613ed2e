#include "core/netlist.hpp"

#include <doctest/doctest.h>

using namespace buzzout;

namespace {

ScanMatrix matrix(std::vector<PointSet> rows) { return {std::move(rows)}; }

}  // namespace

TEST_CASE("links seen in both directions make nets, ordered by their lowest point") {
  const Netlist n = netlist_of(matrix({0b1001, 0b0010, 0b0100, 0b1001}));
  CHECK(n.nets == std::vector<PointSet>{0b1001, 0b0010, 0b0100});
  CHECK(n.one_ways.empty());
  CHECK(n.ragged.empty());
  CHECK(n.dead == 0);
  CHECK(n.net_of(3) == 0b1001);
  CHECK(n.net_of(1) == 0b0010);
}

TEST_CASE("a chain of links is one net, and ragged") {
  const Netlist n = netlist_of(matrix({0b0011, 0b0111, 0b0110, 0b1000}));
  CHECK(n.nets == std::vector<PointSet>{0b0111, 0b1000});
  CHECK(n.ragged == std::vector<PointSet>{0b0111});
}

TEST_CASE("current flows from the point that reads low to the point that is driven") {
  // Point 1 driven pulls point 2 low, not the other way round: anode at 2.
  const Netlist n = netlist_of(matrix({0b0011, 0b0010}));
  CHECK(n.nets == std::vector<PointSet>{0b01, 0b10});
  CHECK(n.one_ways == std::vector<OneWay>{{0b10, 0b01}});
  CHECK(n.loose_nets() == std::vector<PointSet>{0b11});
}

TEST_CASE("a diode between two nets is one one-way link") {
  const Netlist n = netlist_of(matrix({0b1111, 0b1111, 0b1100, 0b1100}));
  CHECK(n.nets == std::vector<PointSet>{0b0011, 0b1100});
  CHECK(n.one_ways == std::vector<OneWay>{{0b1100, 0b0011}});
}

TEST_CASE("two diodes head to tail over a third net are two one-way links") {
  const Netlist n = netlist_of(matrix({0b011, 0b010, 0b110}));
  CHECK(n.nets == std::vector<PointSet>{0b001, 0b010, 0b100});
  CHECK(n.one_ways == std::vector<OneWay>{{0b010, 0b001}, {0b010, 0b100}});
}

TEST_CASE("a one-way link inside a net makes it ragged and is no link of its own") {
  const Netlist n = netlist_of(matrix({0b111, 0b111, 0b110}));
  CHECK(n.nets == std::vector<PointSet>{0b111});
  CHECK(n.one_ways.empty());
  CHECK(n.ragged == std::vector<PointSet>{0b111});
}

TEST_CASE("a point that is not low while driven low is dead, whatever else it does") {
  const Netlist n = netlist_of(matrix({0b10, 0b11}));
  CHECK(n.dead == 0b01);
  CHECK(netlist_of(matrix({0, 0, 0})).dead == 0b111);
}

TEST_CASE("bits beyond the matrix are no points") {
  const Netlist n = netlist_of(matrix({PointSet{1} << 63 | 0b01, 0b110}));
  CHECK(n.nets == std::vector<PointSet>{0b01, 0b10});
  CHECK(n.one_ways.empty());
}

TEST_CASE("sixty-four points in one net, and sixty-four apart") {
  ScanMatrix all, apart;
  for (Point p = 0; p < 64; ++p) {
    all.rows.push_back(~PointSet{0});
    apart.rows.push_back(only(p));
  }
  CHECK(netlist_of(all).nets == std::vector<PointSet>{~PointSet{0}});
  CHECK(netlist_of(apart).nets.size() == 64);
}
