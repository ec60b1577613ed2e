#include "core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

std::string placed(const Profile& p, const Fixture& f, const FixtureMap::Choices& choices = {}) {
  try {
    const FixtureMap map(p, f, choices);
    std::string out;
    for (const auto& at : map.placements()) out += (out.empty() ? "" : ", ") + at.end + " in " + at.socket;
    return out;
  } catch (const Error& e) {
    return "[" + e.code + "] " + e.message + " (" + e.where + ") " + e.remedy;
  }
}

Profile patch() {
  Profile p;
  p.name = "patch";
  p.ends = {{"a", ts()}, {"b", ts()}};
  p.nets = {{"hot", contacts({"a.T", "b.T"})}};
  return p;
}

}  // namespace

TEST_CASE("an end goes to the only socket of its type, and else to the one with its label") {
  CHECK(placed(balanced(), bench()) == "amp in amp-4.4, left in cup-l, right in cup-r");
  CHECK(placed(microphone(), bench()) == "in in in-xlr, out in out-xlr");
}

TEST_CASE("an end that fits several sockets asks which") {
  CHECK(placed(patch(), bench()) ==
        "[ambiguous-socket] end `a` (ts-3.5) fits several sockets: cup-l, cup-r (fixture bench) say which");
  CHECK(placed(patch(), bench(), {{"a", "cup-r"}}) == "a in cup-r, b in cup-l");
  CHECK(placed(patch(), bench(), {{"b", "cup-r"}}) == "a in cup-l, b in cup-r");
}

TEST_CASE("a choice must name an end, a socket, and one that takes the plug") {
  CHECK(placed(patch(), bench(), {{"c", "cup-l"}}) ==
        "[unknown-end] profile patch has no end `c` (end `c` in socket `cup-l`) its ends are: a, b");
  CHECK(placed(patch(), bench(), {{"a", "cup"}}) ==
        "[unknown-socket] fixture bench has no socket `cup` (end `a` in socket `cup`) its sockets are: amp-4.4, amp-2.5, amp-3.5, "
        "in-xlr, cup-l, cup-r, out-xlr");
  CHECK(placed(patch(), bench(), {{"a", "amp-4.4"}}) ==
        "[no-socket] socket `amp-4.4` (pentaconn-4.4) does not take end `a` (ts-3.5) (end `a` in socket `amp-4.4`) choose a "
        "socket that takes it: cup-l, cup-r");
  CHECK(placed(patch(), bench(), {{"a", "cup-l"}, {"b", "cup-l"}}).starts_with("[socket-taken] end `b`"));
}

TEST_CASE("an end without a socket, or whose sockets all share points with others, is an error") {
  Profile p = balanced();
  p.ends[0].type = plug("din-5", {"1", "2", "3", "4", "5"});
  CHECK(placed(p, bench()) ==
        "[no-socket] fixture bench has no socket for end `amp` (din-5) (fixture bench) choose another fixture");
  p = patch();
  p.ends.push_back({"c", ts()});
  CHECK(placed(p, bench(), {{"a", "cup-l"}, {"b", "cup-r"}}).starts_with("[socket-taken] every socket for end `c`"));
  p = balanced();
  p.ends[1].type = trrs();  // amp-4.4 and amp-2.5 share points
  CHECK(placed(p, bench()).starts_with("[socket-taken] every socket for end `left` (amp-2.5)"));
  Fixture unknown = bench();
  unknown.board = "due";
  CHECK(placed(balanced(), unknown).starts_with("[unknown-board]"));
}

TEST_CASE("an end goes where it can be pushed in, as far as both say whether they are male") {
  Fixture f = bench();
  for (auto& s : f.sockets) s.gender = Gender::female;
  Profile p = patch();
  p.ends[0].gender = Gender::male;
  p.ends[1].gender = Gender::female;
  CHECK(placed(p, f) ==
        "[no-socket] fixture bench has no plug for end `b` (ts-3.5, socket) (fixture bench) correct what the profile says is "
        "`female`, or choose another fixture");
  CHECK(placed(p, f, {{"b", "cup-r"}}) ==
        "[no-socket] socket `cup-r` (ts-3.5, socket) does not take end `b` (ts-3.5, socket) (end `b` in socket `cup-r`) choose "
        "another fixture");
  f.sockets[5].gender = Gender::male;
  CHECK(placed(p, f) == "a in cup-l, b in cup-r");
  p.ends[1].gender = Gender::male;
  CHECK(placed(p, f, {{"a", "cup-l"}}).starts_with("[socket-taken] every socket for end `b`"));
  CHECK(placed(p, f, {{"b", "cup-r"}}).starts_with("[no-socket] socket `cup-r` (ts-3.5) does not take end `b`"));
  p.ends[1].gender = Gender::unsaid;
  CHECK(placed(p, f, {{"a", "cup-l"}}) == "a in cup-l, b in cup-r");

  Profile mic = microphone();
  Fixture panel = bench();
  const auto xlr = [&](const char* name) -> Socket& { return *std::ranges::find(panel.sockets, name, &Socket::name); };
  for (const Gender in : {Gender::unsaid, Gender::male, Gender::female})
    for (const Gender jack : {Gender::unsaid, Gender::male, Gender::female}) {
      mic.ends[0].gender = in;
      xlr("in-xlr").gender = jack;
      const bool taken = in == Gender::unsaid || jack == Gender::unsaid || in != jack;
      CHECK((placed(mic, panel, {{"in", "in-xlr"}}) == "in in in-xlr, out in out-xlr") == taken);
    }
}

TEST_CASE("a plug that bridges two contacts of its socket lands on both points") {
  Fixture f = bench();
  f.sockets[4].type = trs();
  f.sockets[4].wires = {{"T", 5}, {"R", 13}, {"S", 6}};
  f.sockets[4].accepts = {{ts(), {{"T", {"T"}}, {"S", {"R", "S"}}}}};
  const Profile p = balanced();
  CHECK(placed(p, f) == "amp in amp-4.4, left in cup-l, right in cup-r");
  f.sockets[4].label = "elsewhere";
  CHECK(placed(p, f) == "amp in amp-4.4, left in cup-r, right in cup-l");  // the socket of its own type comes first
  CHECK(placed(p, f, {{"left", "cup-l"}}) == "amp in amp-4.4, left in cup-l, right in cup-r");
  const FixtureMap map(p, f, {{"left", "cup-l"}});
  CHECK(map.points_of({"left", "S"}) == (only(13) | only(6)));
  CHECK(map.socket_contact({"left", "S"}, 13) == Contact{"cup-l", "R"});
  CHECK(map.name_of(13) == "left.S");
  const Expectation e(p, map);
  CHECK(e.net_of(13).name == "L-");
  CHECK(e.net_of(13).points == (only(1) | only(6) | only(13)));
}

TEST_CASE("a point is called by the cable's contact, else by the sockets', else by its number") {
  const Placed cable(balanced());
  CHECK(cable.map.name_of(0) == "amp.T");
  CHECK(cable.map.name_of(9) == "out-xlr.1");
  CHECK(cable.map.name_of(14) == "point 15");
  CHECK(Placed(shared_ground()).map.name_of(3) == "amp-4.4.R3/amp-2.5.S/in-xlr.shell");
}
