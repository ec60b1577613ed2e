// What is neither a wire nor no wire: joints that come and go, and capacitance.
#include <map>

#include "bench_jig.hpp"
#include "soldered_cable.hpp"

using namespace buzzout;

namespace {

template <class Body>
void with_every_cable(Body body) {
  for (const auto& fixture : kFixtures)
    for (const auto& profile : shipped_profiles()) {
      CAPTURE(fixture);
      CAPTURE(profile);
      BenchJig jig(profile, fixture);
      body(jig, SolderedCable(jig.profile));
      jig.check_conduct();
    }
}

}  // namespace

// A flaky joint stays as it is for at most 5 ms, and each pattern of the slow pass is watched for 10 ms:
// it is open at some reading whatever the two scans saw.
TEST_CASE("a joint that comes and goes never passes") {
  std::map<std::string, unsigned> outcomes;
  const auto profiles = shipped_profiles();
  for (unsigned seed = 0; seed < 200; ++seed) {
    BenchJig jig(profiles[seed % profiles.size()], kFixtures[seed / profiles.size() % 2], seed);
    std::vector<Contact> joints;
    for (const auto& net : jig.profile.nets)
      joints.insert(joints.end(), net.contacts.begin(), net.contacts.end());
    const Contact joint = joints[seed / profiles.size() % joints.size()];
    CAPTURE(jig.profile.name);
    CAPTURE(joint.name());
    CAPTURE(seed);
    const Verdict v = jig.test("flaky:" + joint.name());
    REQUIRE(v.outcome == Outcome::fail);
    // Whatever was seen is on the flaky joint's own net.
    REQUIRE(v.faults.size() == 1);
    CHECK(v.faults[0].net == jig.profile.net_of(joint)->name);
    ++outcomes[std::string(to_string(v.faults[0].kind))];
    jig.check_conduct();
  }
  for (const auto& [kind, count] : outcomes) MESSAGE("flaky joints found ", kind, ": ", count);
  CHECK(outcomes["intermittent"] > 100);
}

TEST_CASE("a capacitor in place of a wire never passes") {
  unsigned tried = 0;
  with_every_cable([&](BenchJig& jig, const SolderedCable& good) {
    for (const auto& c : good.contacts()) {
      if (!good.in_a_net(c)) continue;
      for (const char* farad : {"1n", "10n", "0.1u", "0.2u", "0.3u", "0.4u"}) {
        CAPTURE(c.name());
        CAPTURE(farad);
        const Verdict v = jig.test("series:" + c.name() + ":" + farad);
        CHECK(v.outcome == Outcome::fail);
        for (const auto& f : v.faults) CHECK(f.net == jig.profile.net_of(c)->name);
        ++tried;
      }
    }
  });
  MESSAGE(tried, " series capacitors");
}

TEST_CASE("the capacitance of a long cable between neighbouring contacts is not worth a word") {
  with_every_cable([](BenchJig& jig, const SolderedCable& good) {
    std::string edits;
    for (const auto& end : jig.profile.ends)
      for (std::size_t i = 1; i < end.type.contacts.size(); ++i)
        edits += (edits.empty() ? "cap:" : ",cap:") + end.name + "." + end.type.contacts[i - 1] + ":" +
                 end.name + "." + end.type.contacts[i] + ":300p";
    CAPTURE(edits);
    const Verdict v = jig.test(edits);
    CHECK(v.outcome == Outcome::pass);
    CHECK(v.faults.empty());
    CHECK(v.capacitive.empty());
    CHECK(good.is_as_wanted());
  });
}

TEST_CASE("a capacitor between two nets passes, and is reported as what it is") {
  unsigned tried = 0, reported = 0;
  with_every_cable([&](BenchJig& jig, const SolderedCable& good) {
    const auto& all = good.contacts();
    for (std::size_t a = 0; a < all.size(); ++a)
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        if (good.same_net(all[a], all[b])) continue;
        for (const std::string farad : {"1n", "3n", "10n", "30n"}) {
          CAPTURE(all[a].name());
          CAPTURE(all[b].name());
          CAPTURE(farad);
          const Verdict v = jig.test("cap:" + all[a].name() + ":" + all[b].name() + ":" + farad);
          CHECK(v.outcome == Outcome::pass);
          CHECK(v.faults.empty());
          bool named = false;
          for (const auto& link : v.capacitive)
            named = named || (std::ranges::count(link.contacts, all[a]) == 1 &&
                              std::ranges::count(link.contacts, all[b]) == 1);
          CHECK(v.capacitive.size() <= 1);
          if (farad == "30n") CHECK(named);
          reported += named;
          ++tried;
        }
      }
  });
  MESSAGE(tried, " capacitors between nets, ", reported, " of them reported");
}

TEST_CASE("a series capacitor does not hide behind a short, nor a short behind a capacitor") {
  BenchJig jig("4.4-ts", "headphone-bench");
  CHECK(jig.test("series:amp.T:0.4u,short:amp.R1:amp.R2").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,short:amp.T:amp.R1").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,open:amp.T").outcome == Outcome::fail);
  CHECK(jig.test("open:amp.T,cap:amp.T:left.T:0.4u").outcome == Outcome::fail);
}
