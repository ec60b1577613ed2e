#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "e2e/host_process.hpp"
#include "e2e/temp_folder.hpp"
#include "e2e/terminal.hpp"
#include "store/record_store.hpp"

// A production lot on a real terminal, in front of the shipped firmware: somebody scans, plugs in and takes out.
namespace e2e {
namespace {

using buzzout::StoredRecord;
using buzzout::RecordQuery;
using buzzout::RecordStore;

constexpr const char* kGood = "4.4-ts";

std::string with(const std::string& edit) { return std::string(kGood) + "," + edit; }

// The faults that a change brings about; none where several readings are right (two wires exchanged).
std::vector<std::string> kinds_of(const std::string& cable) {
  const auto has = [&](const char* word) { return cable.find(word) != std::string::npos; };
  if (has(",open:") || has(",unplug:")) return {"open"};
  if (has(",short:")) return {"short"};
  return {};
}

class Station {
 public:
  Station()
      : bench("mega", {.cable = "none"}),
        terminal(script(), account.variables(""), {100, 30}) {
    terminal.await("ready to begin");
    terminal.press("Enter");
  }

  void enter() { terminal.press("Enter"); }
  void type(const std::string& line) {
    terminal.press(line);
    enter();
  }

  void pass_gates() {
    terminal.await("Unplug everything");
    enter();
    for (const char* socket : {"amp-4.4", "left", "right"}) {
      terminal.await(std::string("into ") + socket);
      bench.plug(std::string("none,loop:") + socket);
      enter();
      terminal.await(std::string("✔ ") + socket);
      bench.plug("none");
    }
    terminal.await("Plug in the golden cable");
    bench.plug(kGood);
    enter();
    terminal.await("Plug in the red rabbit");
    bench.plug(with("open:left.T"));
    enter();
    terminal.await("Take out what is in the fixture");
    bench.plug("none");
    terminal.await("Scan the serial number of the next cable");
  }

  void arm(const std::string& serial) {
    terminal.await("Scan the serial number of the next cable");
    type(serial);
    terminal.await("Plug it in: amp into amp-4.4");
  }
  void take_out() {
    bench.plug("none");
    terminal.await("Scan the serial number of the next cable");
  }
  void await_pass() { CHECK(count(terminal.await("with the good ones"), "Take it out. Put it with the good ones.") == 1); }
  void await_fail() { terminal.await("put it aside"); }
  void test(const std::string& serial, const std::string& cable) {
    INFO(serial << " " << cable);
    arm(serial);
    bench.plug(cable);
    cable == kGood ? await_pass() : await_fail();
    expect(serial, cable == kGood ? "PASS" : "FAIL", cable);
  }

  // What was done to a cable, for its record.
  void expect(const std::string& serial, const std::string& outcome, const std::string& cable) {
    expected[serial].push_back(outcome);
    injected.push_back({{"serial", serial}, {"outcome", outcome}, {"kinds", kinds_of(cable)}});
  }

  std::string store() const { return account.variables("").at("XDG_DATA_HOME") + "/buzzout/records.sqlite"; }
  Run buzzout(std::vector<std::string> words) const {
    words.insert(words.begin(), BUZZOUT_HOST);
    Child child(words, account.variables(""));
    return finish(child);
  }

  std::map<std::string, std::vector<std::string>> expected;  // by serial number: outcomes, in their order
  std::vector<nlohmann::json> injected;                      // in the order of the tests

  Account account;
  BenchProcess bench;
  Terminal terminal;

 private:
  std::string script() const {
    const std::string run = "env LD_PRELOAD=" + account.variables(bench.shim()).at("LD_PRELOAD") +
                            " " BUZZOUT_HOST " batch 4.4-ts --lot L1 --operator Ben --station bench-1 --count 47"
                            " -f headphone-bench -p " +
                            bench.port();
    return "echo ready to begin\nread go\n" + run + "\necho \"first run ended with $?\"\nread go\n" + run +
           " --resume\necho \"second run ended with $?\"\nsleep 600\n";
  }
};

std::string serial(int n) { return (n < 10 ? "L-0" : "L-") + std::to_string(n); }

TEST_SUITE("lot") {
  TEST_CASE("a lot of fifty: what was done to each cable is what the screen, the store and the summary say") {
    Station s;
    s.pass_gates();
    const std::map<int, std::string> bad = {{5, with("open:amp.R1")}, {25, with("swap:left.T:left.S")}};
    for (int n = 1; n <= 40; ++n) {
      const std::string name = serial(n);
      if (bad.contains(n)) {
        s.test(name, bad.at(n));
        s.take_out();
      } else if (n == 9) {  // a retest
        s.test(name, with("short:left.T:left.S"));
        s.take_out();
        s.test(name, kGood);
        s.take_out();
      } else if (n == 13) {  // half plugged in
        s.arm(name);
        s.bench.plug(with("unplug:right"));
        s.terminal.await("Waiting for right");
        s.bench.plug(kGood);
        s.await_pass();
        s.expect(name, "PASS", kGood);
        s.take_out();
      } else if (n == 17) {  // taken out too early
        s.arm(name);
        s.bench.plug(with("unplug:right"));
        s.terminal.await("Waiting for right");
        std::this_thread::sleep_for(milliseconds(600));
        s.bench.plug("none");
        s.terminal.await(name + " has no verdict: the cable was taken out before it was judged");
        s.terminal.await("Plug it in: amp into amp-4.4");
        s.bench.plug(kGood);
        s.await_pass();
        s.expect(name, "ABORTED", kGood);
        s.expect(name, "PASS", kGood);
        s.take_out();
      } else if (n == 20) {  // a duplicate
        s.type(serial(3));
        s.terminal.await(serial(3) + " has passed already");
        s.test(name, kGood);
        s.take_out();
      } else if (n == 22) {  // scanned while a cable is in
        s.arm(name);
        s.bench.plug(kGood);
        s.await_pass();
        s.type(serial(23));
        s.terminal.await("A cable is in");
        s.expect(name, "PASS", kGood);
        s.take_out();
      } else if (n == 30) {  // half plugged in, and judged so
        s.arm(name);
        s.bench.plug(with("unplug:left"));
        s.terminal.await("Waiting for left");
        s.enter();
        s.await_fail();
        s.expect(name, "FAIL", with("unplug:left"));
        s.take_out();
      } else {
        s.test(name, kGood);
        s.take_out();
      }
    }
    // Three in a row with the same fault: the station doubts itself.
    for (int n = 41; n <= 43; ++n) {
      s.arm(serial(n));
      s.bench.plug(with("open:right.T"));
      n < 43 ? s.await_fail() : (void)s.terminal.await("3 cables in a row failed in the same way");
      s.expect(serial(n), "FAIL", with("open:right.T"));
      if (n < 43) s.take_out();
    }
    s.bench.plug("none");
    const std::string stopped = s.terminal.await("first run ended with 1");
    INFO(stopped);
    CHECK(count(stopped, "L-41, L-42 and L-43 failed in the same way") == 1);
    s.enter();
    s.pass_gates();  // asked for again
    for (int n = 41; n <= 50; ++n) {
      s.test(serial(n), kGood);
      n < 50 ? s.take_out() : s.bench.plug("none");
    }
    const std::string summary = s.terminal.await("second run ended with 1");
    INFO(summary);
    CHECK(count(summary, "47 passed, 3 failed, 0 to go of 47") == 1);
    CHECK(count(summary, "The lot is complete") == 1);
    CHECK(count(summary, "43 of 50 passed at their first verdict in the lot; 55 tests of 50 cables") == 1);

    std::map<std::string, std::vector<std::string>> kept;
    std::map<std::string, int> others;
    const RecordStore store(s.store(), buzzout::Access::read);
    store.each(RecordQuery{}, [&](const StoredRecord& k) {
      const auto d = nlohmann::json::parse(k.body);
      if (k.format == "buzzout.test/1" && d.at("purpose") == "production") {
        kept[d.at("serial")].push_back(d.at("outcome"));
        CHECK(d.at("attempt") == kept[d.at("serial")].size());
        CHECK(d.at("lot") == "L1");
        CHECK(d.at("operator") == "Ben");
        CHECK(d.at("station") == "bench-1");
        CHECK_FALSE(d.at("simulated").get<bool>());
        CHECK(d.at("shift").at("gates").size() == 5);
      } else {
        ++others[k.format + (d.contains("gate") ? " " + d.at("gate").get<std::string>() : "") +
                 (d.contains("purpose") ? " " + d.at("purpose").get<std::string>() : "")];
      }
      return true;
    });
    CHECK(kept == s.expected);
    CHECK(others == std::map<std::string, int>{{"buzzout.lot/1", 1},
                                               {"buzzout.gate/1 self-test", 2},
                                               {"buzzout.gate/1 loop-back", 2},
                                               {"buzzout.gate/1 calibration", 2},
                                               {"buzzout.test/1 golden", 2},
                                               {"buzzout.test/1 red-rabbit", 2},
                                               {"buzzout.stop/1", 1}});
    CHECK(s.buzzout({"records", "verify"}).end.status == 0);

    const TempFolder reports;
    const auto file = [&](const std::string& name) { return (reports.path() / name).string(); };
    std::ofstream injected(file("injected.jsonl"));
    for (const auto& one : s.injected) injected << one << '\n';
    injected.close();
    for (const std::string format : {"jsonl", "csv", "junit"})
      CHECK(s.buzzout({"records", "export", "--lot", "L1", "--format", format, "--out", file("lot." + format)}).end.status == 0);
    CHECK(s.buzzout({"report", "lot", "L1", "--out", file("lot.html")}).end.status == 1);  // three are bad
    for (const auto& [name, outcomes] : s.expected) {
      bool passed = false;
      for (const auto& outcome : outcomes)
        if (outcome == "PASS" || outcome == "FAIL") passed = outcome == "PASS";
      CHECK(s.buzzout({"report", "certificate", name, "--out", file(name + ".html")}).end.status == (passed ? 0 : 1));
    }
    Child reader({"/usr/bin/python3", BUZZOUT_SOURCE_DIR "/tests/e2e/lot_reports.py", reports.path().string()}, s.account.variables(""));
    const Run read = finish(reader);
    INFO(read.out << read.err);
    CHECK(read.end.status == 0);
  }
}

}  // namespace
}  // namespace e2e
