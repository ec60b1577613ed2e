#include "naming/seating.hpp"

#include "core/core_sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

std::vector<std::string> in_words(const Profile& p, const Fixture& f) {
  std::vector<std::string> out;
  for (const auto& s : seatings_of(p, f, 100).all) {
    out.push_back(std::string(to_string(s.seat)) + ":");
    for (const auto& [end, socket] : s.choices(p, f)) out.back() += " " + end + "=" + socket;
  }
  return out;
}
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a cable sits as labelled, or with its alike plugs exchanged") {
  CHECK(in_words(balanced(), bench()) == Words{"as-labelled: amp=amp-4.4 left=cup-l right=cup-r",
                                               "exchanged: amp=amp-4.4 left=cup-r right=cup-l"});
}

TEST_CASE("no two plugs sit in sockets that share points, and a plug without a socket sits nowhere") {
  Profile p = balanced();
  p.ends[1].type = trrs();
  CHECK(in_words(p, bench()) == Words{});
  p.ends[1].type = plug("din-5", {"T", "S"});
  CHECK(in_words(p, bench()) == Words{});
}

TEST_CASE("a socket at the far end of an adapter goes onto plugs only") {
  Fixture f = bench();
  f.sockets[5].label = "far";
  f.sockets[4].gender = Gender::female;
  f.sockets[5].gender = Gender::male;
  Profile p;
  p.name = "adapter";
  p.ends = {{"left", ts()}, {"far", ts()}};
  p.nets = {{"hot", contacts({"left.T", "far.T"})}};
  CHECK(in_words(p, f) == Words{"as-labelled: far=cup-r left=cup-l"});
  f.sockets[5].gender = Gender::female;
  CHECK(in_words(p, f) == Words{"as-labelled: far=cup-r left=cup-l", "end-for-end: far=cup-l left=cup-r"});
}
