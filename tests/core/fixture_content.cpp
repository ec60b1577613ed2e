#include "core/fixture_content.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace buzzout;

namespace {

Fixture sample() {
  ConnectorType trs, ts;
  trs.name = "trs-3.5";
  trs.contacts = {"T", "R", "S"};
  ts.name = "ts-3.5";
  ts.contacts = {"T", "S"};
  Fixture f;
  f.name = "bench";
  f.title = "A bench";
  f.board = "uno";
  f.sha256 = "aa";
  f.sockets = {{"amp", "amp", trs, {{"T", 0}, {"R", 1}, {"S", 2}}, {{ts, {{"T", {"T"}}, {"S", {"R", "S"}}}}}, 0, Gender::unsaid},
               {"out", "out", ts, {{"T", 3}, {"S", 4}}, {}, 0, Gender::unsaid}};
  return f;
}

using Change = void (*)(Fixture&);

}  // namespace

TEST_CASE("what changes no wire of a fixture changes nothing of its content") {
  const Change changes[] = {
      [](Fixture& f) { f.name = "other"; },
      [](Fixture& f) { f.title = "Another title"; },
      [](Fixture& f) { f.sha256 = "bb"; },  // a comment
      [](Fixture& f) { f.sockets[0].label = "headphones"; },
      [](Fixture& f) { f.sockets[0].life = 5000; },
      [](Fixture& f) { f.sockets[1].gender = Gender::male; },
      [](Fixture& f) { f.sockets[0].type.title = "3.5 mm"; },
      [](Fixture& f) { std::ranges::reverse(f.sockets); },
      [](Fixture& f) { std::ranges::reverse(f.sockets[0].wires); },
      [](Fixture& f) { std::ranges::reverse(f.sockets[0].accepts[0].lands[1].second); },
  };
  for (const Change change : changes) {
    Fixture f = sample();
    change(f);
    CHECK(fixture_content(f) == fixture_content(sample()));
  }
}

TEST_CASE("whatever changes where a contact is wired, or what a plug joins, is another content") {
  const Change changes[] = {
      [](Fixture& f) { f.board = "mega"; },
      [](Fixture& f) { f.sockets[0].name = "in"; },
      [](Fixture& f) { f.sockets[0].type.name = "trs-6.35"; },
      [](Fixture& f) { f.sockets[0].wires[0].second = 9; },
      [](Fixture& f) { std::swap(f.sockets[0].wires[0].second, f.sockets[0].wires[1].second); },
      [](Fixture& f) { std::swap(f.sockets[0].wires, f.sockets[1].wires); },
      [](Fixture& f) { f.sockets[0].wires.pop_back(); },
      [](Fixture& f) { f.sockets.pop_back(); },
      [](Fixture& f) { f.sockets[0].accepts.clear(); },
      [](Fixture& f) { f.sockets[0].accepts[0].lands[1].second = {"S"}; },
      [](Fixture& f) { f.senses = {{0, 10}}; },
      [](Fixture& f) { f.taps = {{0, 0}}; },
  };
  for (const Change change : changes) {
    Fixture f = sample();
    change(f);
    CHECK(fixture_content(f) != fixture_content(sample()));
  }
}

TEST_CASE("an add-on's taps belong to the content, channel by channel") {
  Fixture a = sample(), b = sample();
  a.taps = {{0, 0}, {1, 1}};
  b.taps = {{0, 1}, {1, 0}};
  CHECK(fixture_content(a) != fixture_content(b));
  CHECK(fixture_content(sample()).find("tap") == std::string::npos);
}
