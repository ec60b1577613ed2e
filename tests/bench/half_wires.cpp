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

TEST_CASE("a joint that comes and goes hides nothing, however it was caught") {
  const auto told = [](const Verdict& v) {
    std::vector<std::string> out;
    for (const auto& d : v.diagnoses)
      if (d.code != DiagnosisCode::intermittent) out.push_back(d.summary);
    return out;
  };
  struct Sample {
    std::string profile, joint;
    std::vector<std::string> others;
  };
  const Sample samples[] = {
      {"xlr-mic", "in.3", {"short:in.1:in.2", "open:in.1", "open:out.2", "short:in.2:in.3", "swap:in.2:in.3", "swap:out.1:out.2", "diode:in.1:in.2"}},
      {"4.4-ts", "left.T", {"short:amp.R1:amp.R3", "short:amp.T:amp.R1", "open:right.S", "swap:left.T:left.S", "short:amp.T:amp.S", "swap:amp.R1:amp.R2"}},
      {"3.5-ts", "left.S", {"open:right.S", "open:amp.T", "short:left.T:left.S", "short:amp.T:amp.R", "swap:left.T:left.S"}}};
  unsigned tried = 0;
  for (const auto& sample : samples)
    for (const auto& other : sample.others)
      for (unsigned seed = 0; seed < 8; ++seed) {
        BenchJig jig(sample.profile, kHeadphoneBenches[seed % 2], seed);
        CAPTURE(sample.profile);
        CAPTURE(other);
        CAPTURE(seed);
        const auto alone = told(jig.test(other));
        const Verdict v = jig.test("flaky:" + sample.joint + "," + other);
        CAPTURE(in_words(v));
        REQUIRE(v.outcome == Outcome::fail);
        CHECK(told(v) == alone);
        CHECK(std::ranges::find(v.faults, FaultKind::intermittent, &Fault::kind) != v.faults.end());
        ++tried;
      }
  CHECK(tried == 144);
}

TEST_CASE("a series capacitor does not hide behind a short, nor a short behind a capacitor") {
  BenchJig jig("4.4-ts", "headphone-bench");
  CHECK(jig.test("series:amp.T:0.4u,short:amp.R1:amp.R2").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,short:amp.T:amp.R1").outcome == Outcome::fail);
  CHECK(jig.test("cap:amp.T:amp.R1:30n,open:amp.T").outcome == Outcome::fail);
  CHECK(jig.test("open:amp.T,cap:amp.T:left.T:0.4u").outcome == Outcome::fail);
}
