#include "naming/likeness.hpp"

#include <doctest/doctest.h>

#include "core/core_sample.hpp"
#include "core/expectation.hpp"
#include "naming/whole_headphone.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

// What is measured of a cable that joins these points.
Reading scanned(const ScanMatrix& matrix) {
  Reading out;
  out.matrix = matrix;
  out.netlist = netlist_of(matrix);
  return out;
}

ScanMatrix as_wired(const Profile& p) {
  const Fixture f = bench();
  return Expectation(p, FixtureMap(p, f)).matrix();
}

}  // namespace

TEST_CASE("a scanned cable is like the known cable that it measures as, and is never called safe") {
  const Fixture f = bench();
  const std::vector<Profile> known = {balanced(), shared_ground()};
  const auto like = likeness_of(identify(scanned(as_wired(balanced())), f, CableIndex(known, f)), f);
  REQUIRE(like);
  CHECK(like->sentence == "It measures as balanced.");
  CHECK(like->hazard.empty());
  REQUIRE(!like->answers.empty());
  for (const auto& a : like->answers) CHECK_FALSE(a.answer.starts_with("safe on"));
}

TEST_CASE("a hazard is that of a cable which measures exactly so, not of one that is merely near") {
  const Fixture f = bench();
  Profile bad = balanced();
  bad.hazard = "it shorts an amplifier";
  const std::vector<Profile> known = {bad};
  CHECK(likeness_of(identify(scanned(as_wired(bad)), f, CableIndex(known, f)), f)->hazard == bad.hazard);
  Profile open = balanced();
  open.nets.back().contacts.pop_back();
  const auto near = likeness_of(identify(scanned(as_wired(open)), f, CableIndex(known, f)), f);
  REQUIRE(near);
  CHECK(near->sentence == "It is nearest to balanced.");
  CHECK(near->hazard.empty());
}

TEST_CASE("what is like no known cable is compared with none") {
  const Fixture f = bench();
  const std::vector<Profile> known = {microphone()};
  CHECK_FALSE(likeness_of(identify(scanned(as_wired(shared_ground())), f, CableIndex(known, f)), f));
}

TEST_CASE("a plug whose own contacts are joined may be a whole headphone; with a net to elsewhere it is none") {
  Socket socket;
  socket.type = trrs();
  socket.type.orders = {{"usual", {"L+", "L-", "R+", "R-"}, {}}};
  for (Point p = 0; p < 4; ++p) socket.wires.emplace_back(socket.type.contacts[p], p);
  Netlist measured;
  measured.nets = {0b0011, 0b1100, 0b10000};
  const auto found = whole_headphone(socket, measured);
  REQUIRE(found);
  CHECK(found->kind == WholeHeadphone::Kind::apart);
  measured.nets = {0b0011, 0b101100};
  CHECK_FALSE(whole_headphone(socket, measured));
}
