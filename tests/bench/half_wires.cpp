// What is neither a wire nor no wire: joints that come and go, and capacitors beside other faults.
#include <map>

#include "bench_jig.hpp"

using namespace buzzout;

// A flaky joint stays as it is for at most 5 ms, and each pattern of the slow pass is watched for 10 ms:
// it is open at some reading whatever the two scans saw.
TEST_CASE("a joint that comes and goes never passes") {
  std::map<std::string, unsigned> outcomes;
  const auto profiles = profiles_for("headphone-bench");
  for (unsigned seed = 0; seed < 200; ++seed) {
    BenchJig jig(profiles[seed % profiles.size()], kHeadphoneBenches[seed / profiles.size() % 2], seed);
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

TEST_CASE("a series capacitor does not hide behind a short, nor a short behind a capacitor") {
  BenchJig jig("4.4-ts", "headphone-bench");
  CHECK(jig.test("series:amp.T:0.4u,short:amp.R1:amp.R2").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,short:amp.T:amp.R1").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,open:amp.T").outcome == Outcome::fail);
  CHECK(jig.test("open:amp.T,cap:amp.T:left.T:0.4u").outcome == Outcome::fail);
}
