#include <doctest/doctest.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/capacitors.hpp"
#include "catalog/catalog.hpp"
#include "e2e/bench_cables.hpp"
#include "e2e/host_process.hpp"
#include "e2e/long_run.hpp"

// A fixed sample of what tests/bench/capacitance.cpp does with every contact, on the firmware itself.
namespace e2e {
namespace {

using buzzout::Catalog;
using buzzout::Contact;
using buzzout::Profile;

using buzzout::cap;
using buzzout::farads;

constexpr double kRatio = 1.02;  // of a threshold to what is below it

class Capacitors {
 public:
  explicit Capacitors(const std::string& board) : board_(board), bench_(board) {}

  nlohmann::json test(const std::string& profile, const std::string& edits) {
    bench_.plug(profile + "," + edits);
    const Run run = run_host(account_, bench_, {"test", profile, "--json"});
    CHECK(run.err.empty());
    ++tests_;
    return run.json();
  }

  static std::size_t told(const nlohmann::json& record) {
    return record.contains("capacitive") ? record["capacitive"].size() : 0;
  }

  // One contact of each net, far ends last, and the first lone contact.
  static std::vector<Contact> sample(const Profile& profile) {
    std::vector<Contact> out;
    for (std::size_t n = 0; n < profile.nets.size(); ++n) {
      const auto& contacts = profile.nets[n].contacts;
      out.push_back(n % 2 ? contacts.back() : contacts.front());
    }
    for (const auto& c : profile.contacts())
      if (!profile.net_of(c)) {
        out.push_back(c);
        break;
      }
    return out;
  }

  void between_contacts(const Profile& profile, const std::string& name) {
    const auto nets = sample(profile);
    for (std::size_t a = 0; a < nets.size(); ++a) {
      const Contact &x = nets[a], &y = nets[(a + 1) % nets.size()];
      if (profile.net_of(x) && profile.net_of(x) == profile.net_of(y)) continue;
      for (const double f : {300e-12, 1e-9, 30e-9, 0.2e-6}) {
        const std::string edit = cap(x, y, f);
        CAPTURE(edit);
        const auto record = test(name, edit);
        CHECK(record["outcome"] == "PASS");
        CHECK(record["faults"].empty());
        REQUIRE(told(record) == (f < 1e-9 ? 0 : 1));
        if (f < 1e-9) continue;
        const std::string contacts = record["capacitive"][0]["contacts"].dump();
        CHECK(contacts.find('"' + x.name() + '"') != std::string::npos);
        CHECK(contacts.find('"' + y.name() + '"') != std::string::npos);
      }
    }
    if (nets.size() < 3) return;
    const auto record = test(name, cap(nets[0], nets[1], 30e-9) + "," + cap(nets[1], nets[2], 30e-9) +
                                       "," + cap(nets[2], nets[0], 30e-9));
    CHECK(record["outcome"] == "PASS");
    CHECK(told(record) == 3);
  }

  void neighbours(const Profile& profile, const std::string& name) {
    std::string edits;
    for (const auto& end : profile.ends)
      for (std::size_t i = 1; i < end.type.contacts.size(); ++i)
        edits += (edits.empty() ? "" : ",") + cap({end.name, end.type.contacts[i - 1]},
                                                  {end.name, end.type.contacts[i]}, 300e-12);
    const auto record = test(name, edits);
    CHECK(record["outcome"] == "PASS");
    CHECK(record["faults"].empty());
    CHECK(told(record) == 0);
  }

  void in_joints(const Profile& profile, const std::string& name) {
    for (const auto& net : profile.nets)
      for (const double f : {10e-12, 0.1e-6, 0.7e-6}) {
        const Contact& joint = f < 0.2e-6 ? net.contacts.front() : net.contacts.back();
        const std::string edit = "series:" + joint.name() + ":" + farads(f);
        CAPTURE(edit);
        const auto record = test(name, edit);
        CHECK(record["outcome"] == "FAIL");
        REQUIRE(record["faults"].size() == 1);
        CHECK(record["faults"][0]["net"] == net.name);
      }
  }

  void every_shipped_cable(std::size_t step) {
    const auto begun = std::chrono::steady_clock::now();
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    const auto cables = cables_of(catalog, fixture_of(board_));
    for (std::size_t i = 0; i < cables.size(); i += step) {
      const std::string& name = cables[i];
      if (name.find(':') != std::string::npos) continue;  // a variant
      CAPTURE(name);
      const Profile profile = catalog.profile(name);
      between_contacts(profile, name);
      neighbours(profile, name);
      in_joints(profile, name);
    }
    const std::string cable = "pentaconn-4.4-to-dual-ts-3.5";
    const double seen = buzzout::threshold(100e-12, 3e-9, kRatio, [&](double f) {
      return told(test(cable, "cap:amp.T:amp.R1:" + farads(f))) == 1;
    });
    const double fault = buzzout::threshold(0.2e-6, 5e-6, kRatio, [&](double f) {
      return test(cable, "cap:amp.S:amp.R1:" + farads(f))["outcome"] != "PASS";
    });
    const double wire = buzzout::threshold(0.7e-6, 5e-6, kRatio, [&](double f) {
      return test(cable, "series:amp.T:" + farads(f))["outcome"] == "PASS";
    });
    CHECK(seen > 300e-12);
    CHECK(seen < 1e-9);
    CHECK(fault > 0.2e-6);
    CHECK(wire > 0.7e-6);
    CHECK(bench_.status("violations") == 0);
    CHECK(bench_.status("lost") == 0);
    const std::chrono::duration<double> s = std::chrono::steady_clock::now() - begun;
    std::cout << board_ << ": " << tests_ << " tests in " << s.count() << " s; told from " << seen
              << " F, a fault from " << fault << " F, a wire from " << wire << " F\n";
  }

  void a_person_reads_it() {
    bench_.plug("pentaconn-4.4-to-dual-ts-3.5,cap:amp.T:amp.R1:30n");
    const Run run = run_host(account_, bench_, {"test", "4.4-ts"});
    CHECK(run.end.status == 0);
    CHECK(run.out.find("Capacitance between L+ and L- (amp.T, amp.R1, left.T, left.S):") !=
          std::string::npos);
  }

 private:
  std::string board_;
  BenchProcess bench_;
  Account account_;
  int tests_ = 0;
};

}  // namespace

TEST_CASE("on the uno capacitance is told and no fault, and no capacitor passes for a wire" *
          doctest::test_suite("capacitance-uno")) {
  Capacitors("uno").every_shipped_cable(is_long_run() ? 1 : 5);
  Capacitors("uno").a_person_reads_it();
}

TEST_CASE("on the mega capacitance is told and no fault, and no capacitor passes for a wire" *
          doctest::test_suite("capacitance-mega")) {
  Capacitors("mega").every_shipped_cable(is_long_run() ? 1 : 5);
  Capacitors("mega").a_person_reads_it();
}

}  // namespace e2e
