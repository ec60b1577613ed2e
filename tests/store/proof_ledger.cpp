#include "store/proof_ledger.hpp"

#include <doctest/doctest.h>
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <vector>

#include "core/error.hpp"

using namespace buzzout;
namespace fs = std::filesystem;

namespace {

// A folder of its own that is gone afterwards.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "buzzout-store-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  fs::path file() const { return path / "data" / "proofs.json"; }
  void write(const std::string& text) const {
    fs::create_directories(file().parent_path());
    std::ofstream(file(), std::ios::binary) << text;
  }
  std::string text() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path path;
};

FixtureEvidence some_proofs(std::int64_t when = 1'800'000'000) {
  FixtureEvidence p;
  p.empty_seen = when;
  p.connected = {{{"amp-4.4", "T"}, when - 5}, {{"amp-4.4", "R1"}, when}, {{"in.line", "1"}, 0}};
  p.broken = {{"left", "S"}, {"amp-4.4", "S"}};
  p.misrouted = {{"right", "T"}};
  p.failed = {"in.line", "out-xlr3"};
  return p;
}

// A fixture with the sockets of some_proofs(); each `extra` is another content.
Fixture fixture(const std::string& extra) {
  Fixture f;
  f.name = "bench";
  f.board = "uno";
  Point next = 0;
  const auto add = [&](const std::string& name, const std::vector<std::string>& pins) {
    Socket s;
    s.name = name;
    s.type.name = "plug";
    for (const auto& pin : pins) s.wires.push_back({pin, next++});
    f.sockets.push_back(s);
  };
  add("amp-4.4", {"T", "R1", "S"});
  add("in.line", {"1"});
  add("left", {"T", "S"});
  add("right", {"T", "S"});
  add("out-xlr3", {"1", "2"});
  add("extra-" + extra, {"1"});
  return f;
}

// What some_proofs() says is wrong, and nothing that it proves.
FixtureEvidence defects_of_some() {
  FixtureEvidence p = some_proofs();
  p.empty_seen.reset();
  p.connected.clear();
  return p;
}

std::string refusal_of(std::function<void()> action) {
  try {
    action();
  } catch (const Error& e) {
    return e.code;
  }
  return "none";
}

// Runs in a process of its own; its exit status.
int status_of(std::function<int()> action) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(action());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool drop_privileges() {
  return ::getuid() != 0 ||
         (::setgroups(0, nullptr) == 0 && ::setgid(65534) == 0 && ::setuid(65534) == 0);
}

}  // namespace

TEST_CASE("a jig and a fixture that were never seen have proved nothing") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  CHECK(ledger.load("1", fixture("aa")) == FixtureEvidence{});
  CHECK_FALSE(fs::exists(folder.file()));  // reading writes nothing
}

TEST_CASE("what was proved comes back whole, to its own jig and fixture only; what was found wrong, to its jig") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save("1", fixture("aa"), some_proofs());
  CHECK(ledger.load("1", fixture("bb")) == defects_of_some());
  FixtureEvidence bridged;
  bridged.bridged = true;
  bridged.traced = true;
  ledger.save("1", fixture("bb"), bridged);  // and so proves that the sockets are whole, in its own box
  ledger.save("4294967295", fixture("aa"), FixtureEvidence{});
  const ProofLedger again(folder.file());
  FixtureEvidence with_bridge = some_proofs();
  with_bridge.bridged = true;
  CHECK(again.load("1", fixture("aa")) == with_bridge);
  CHECK(again.load("1", fixture("bb")) == bridged);
  CHECK(again.load("4294967295", fixture("aa")) == FixtureEvidence{});
  CHECK(again.load("2", fixture("aa")) == FixtureEvidence{});
  again.save("1", fixture("aa"), FixtureEvidence{});  // replaces
  CHECK(again.load("1", fixture("aa")) == FixtureEvidence{});
  CHECK(again.load("1", fixture("bb")) == bridged);
}

TEST_CASE("a comment, a title or another place in the file loses neither a proof nor a defect") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  Fixture f = fixture("aa");
  f.sha256 = "1";
  ledger.save("1", f, some_proofs());
  f.sha256 = "2";
  f.name = "copy";
  f.title = "A copy";
  std::swap(f.sockets[0], f.sockets[1]);
  CHECK(ledger.load("1", f) == some_proofs());
  f.sockets[0].wires[0].second = 15;  // rewired: nothing of it is proved, and what was broken still is
  const FixtureEvidence rewired = ledger.load("1", f);
  CHECK(rewired.connected.empty());
  CHECK_FALSE(rewired.empty_seen);
  CHECK(rewired.broken == some_proofs().broken);
}

TEST_CASE("a number that was seen on another chip is refused: two jigs have it") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  const auto on = [](const char* board) {
    Fixture f = fixture("aa");
    f.board = board;
    return f;
  };
  ledger.save("4711", on("mega"), some_proofs());
  CHECK(refusal_of([&] { ledger.load("4711", on("uno")); }) == "jig-number-twice");
  CHECK(refusal_of([&] { ledger.load("4711", on("mega64")); }) == "none");  // the same chip with another program
  ledger.save("sim:", on("mega"), some_proofs());
  CHECK(refusal_of([&] { ledger.load("sim:", on("uno")); }) == "none");
}

// A file that the program wrote when it knew a fixture by the bytes of its file. bench.yaml is there as it was, gone.yaml is not.
class VersionBefore {
 public:
  VersionBefore() {
    std::ifstream in(BUZZOUT_SOURCE_DIR "/tests/store/ledger_1/proofs.json", std::ios::binary);
    folder.write({std::istreambuf_iterator<char>(in), {}});
  }
  static Fixture bench() {
    ConnectorType trs, ts;
    trs.name = "trs-3.5";
    trs.sha256 = "58a1fe898290617382164c4a63e9123052664dce14e8591b9aa4c9c19f5d7d3c";
    ts.name = "ts-3.5";
    ts.sha256 = "5fd8187cfc7283b59fa21cc6f17ec8fe31763ffe84e8a037233da56afe957b8c";
    Fixture f;
    f.name = "small-bench";
    f.board = "uno";
    f.sha256 = "58918124a43c58da3bda9f5d363bd87e16fe33116c5cc4729315539e1a5632f1";
    f.sockets = {{"amp", "amp", trs, {{"T", 0}, {"R", 1}, {"S", 2}}, {}, 0, Gender::unsaid},
                 {"left", "left", ts, {{"T", 3}, {"S", 4}}, {}, 0, Gender::unsaid},
                 {"right", "right", ts, {{"T", 5}, {"S", 6}}, {}, 0, Gender::unsaid}};
    return f;
  }
  ProofLedger ledger() const {
    return ProofLedger(folder.file(), [] { return std::vector<Fixture>{fixture("aa"), bench()}; });
  }

  Folder folder;
};

TEST_CASE("a ledger of the version before: proofs of files that are there hold, of others not; all defects are known") {
  const VersionBefore before;
  const Fixture bench = before.bench();
  for (const bool written : {false, true}) {  // and the same when it was replaced by one of today
    CAPTURE(written);
    const ProofLedger ledger = before.ledger();
    if (written) ledger.save("9", bench, FixtureEvidence{});
    CHECK(before.folder.text().find("buzzout.proofs/2") == (written ? before.folder.text().find("buzzout.proofs") : std::string::npos));

    const FixtureEvidence simulated = ledger.load("sim:", bench);
    CHECK(simulated.empty_seen == 1795989877);
    CHECK(simulated.connected.size() == 7);
    CHECK(ledger.load("sim:bridge:1:6", bench).bridged);
    CHECK(ledger.load("sim:cut:left.S", bench).failed == std::set<std::string>{"left"});

    const FixtureEvidence bridged = ledger.load("4711", bench);  // found with the file that is gone
    CHECK(bridged.bridged);
    CHECK(bridged.connected.size() == 7);
    CHECK(bridged.empty_seen == 1795989877);

    const FixtureEvidence broken = ledger.load("4712", bench);
    CHECK(broken.broken == std::set<Contact>{{"left", "S"}});
    CHECK(broken.failed == std::set<std::string>{"left"});
    CHECK(broken.misrouted == std::set<Contact>{{"amp", "R"}, {"amp", "T"}});
    CHECK(broken.connected.size() == 5);

    const FixtureEvidence void_ones = ledger.load("4713", bench);
    CHECK(void_ones.failed == std::set<std::string>{"right"});
    CHECK(void_ones.connected.empty());
    CHECK_FALSE(void_ones.empty_seen);
  }
}

TEST_CASE("a defect of the version before is lifted by a proof, and by nothing else") {
  const VersionBefore before;
  const ProofLedger ledger = before.ledger();
  const Fixture bench = before.bench();
  FixtureEvidence p = ledger.load("4711", bench);
  p.empty_seen = 1'900'000'000;  // a test saves what it proved
  ledger.save("4711", bench, p);
  CHECK(ledger.load("4711", bench).bridged);
  p.bridged = false;  // a self-test
  ledger.save("4711", bench, p);
  CHECK_FALSE(ledger.load("4711", bench).bridged);
  CHECK(ledger.load("4713", bench).failed == std::set<std::string>{"right"});
}

TEST_CASE("a file that cannot be understood proves nothing and is left as it is") {
  for (const std::string text :
       {"", "{", "not json", "[]", "null", "\"text\"", "{}", R"({"format": "buzzout.proofs/1"})",
        R"({"format": "buzzout.proofs/3", "jigs": {}})", R"({"format": "buzzout.proofs/2", "fixtures": {}})",
        R"({"format": "buzzout.proofs/2", "jigs": []})", R"({"format": "buzzout.proofs/2", "jigs": {"1": {}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "uno", "defects": {}, "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "uno", "defects": [], "fixtures": []}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": 5, "defects": [], "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [{"kind": "odd", "wires": {}, "found": ["a"], "lifted": []}], "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [{"kind": "broken", "socket": "a", "wires": {}, "found": ["a"], "lifted": []}], "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [{"kind": "bridged", "wires": {}, "found": ["a"], "lifted": ["a"]}], "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [{"kind": "bridged", "wires": {"T": 65}, "found": ["a"], "lifted": []}], "fixtures": {}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [], "fixtures": {"h": {"traced": false, "found": -1, "connected": {}}}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [], "fixtures": {"h": {"traced": false, "connected": {}}}}}})",
        R"({"format": "buzzout.proofs/2", "jigs": {"1": {"board": "", "defects": [], "fixtures": {"h": {"traced": false, "found": 0, "connected": {"T": 1}}}}}})",
        R"({"format": 1, "fixtures": {}})",
        R"({"format": "buzzout.proofs/1", "fixtures": []})", R"({"format": "buzzout.proofs/1", "fixtures": 5})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": []}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": 0, "traced": false, "connected": {}, "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {"T": 1}, "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {"a.T": "x"}, "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {"a.T": true}, "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {"a.T": 1e300}, "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": [1], "broken": []}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [1]}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": {"a.T": "b.T"}}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [], "misrouted": {"a.T": "b.T"}}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [], "misrouted": ["T"]}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [], "misrouted": null}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [], "failed": "left"}}})",
        R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": false, "traced": false, "connected": {}, "broken": [], "failed": [1]}}})"}) {
    CAPTURE(text);
    const Folder folder;
    folder.write(text);
    const ProofLedger ledger(folder.file());
    CHECK(refusal_of([&] { ledger.load("1", fixture("aa")); }) == "store-corrupt");
    CHECK(refusal_of([&] { ledger.save("1", fixture("aa"), some_proofs()); }) == "store-corrupt");
    CHECK(folder.text() == text);
  }
}

TEST_CASE("a file from before wiring errors were remembered is read, and its defects are known") {
  const Folder folder;
  folder.write(
      R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": true, "traced": true, "connected": {"left.T": 7}, "broken": ["left.S"]}}})");
  FixtureEvidence old;
  old.bridged = true;
  old.broken = {{"left", "S"}};
  CHECK(ProofLedger(folder.file()).load("1", fixture("aa")) == old);  // no file of today has the hash "aa"
}

TEST_CASE("a file cut short at any byte is corrupt, never half believed") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save("1", fixture("aa"), some_proofs());
  const std::string whole = folder.text();
  for (std::size_t n = 0; n + 1 < whole.size(); ++n) {  // the last byte is a line end
    CAPTURE(n);
    folder.write(whole.substr(0, n));
    REQUIRE(refusal_of([&] { ledger.load("1", fixture("aa")); }) == "store-corrupt");
  }
}

TEST_CASE("a corrupt file is named, with the way out") {
  const Folder folder;
  folder.write("{");
  try {
    ProofLedger(folder.file()).load("1", fixture("aa"));
    FAIL("it was believed");
  } catch (const Error& e) {
    CHECK(e.where == folder.file().string());
    CHECK(e.remedy == "remove the file and prove the fixture again");
    CHECK(e.action == Action{ActionCode::prove_fixture});
  }
}

TEST_CASE("a folder that may not be written, and a file that may not be read, are errors that say so") {
  const Folder folder;
  ProofLedger(folder.file()).save("1", fixture("aa"), some_proofs());
  const std::string before = folder.text();
  fs::permissions(folder.path, fs::perms(0755));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          const ProofLedger ledger(folder.file());
          if (ledger.load("1", fixture("aa")) != some_proofs()) return 3;
          return refusal_of([&] { ledger.save("1", fixture("aa"), FixtureEvidence{}); }) == "store-unwritable" ? 0 : 4;
        }) == (::getuid() == 0 ? 0 : 4));
  if (::getuid() != 0) return;  // the owner may write; the rest needs another user
  CHECK(folder.text() == before);
  fs::permissions(folder.file(), fs::perms(0600));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          return refusal_of([&] { ProofLedger(folder.file()).load("1", fixture("aa")); }) == "store-unreadable" ? 0 : 3;
        }) == 0);
  CHECK(refusal_of([] { ProofLedger("/proc/buzzout/proofs.json").save("1", fixture("aa"), FixtureEvidence{}); }) == "store-unwritable");
}

TEST_CASE("a folder that may not be entered is an error, not a ledger without proofs") {
  if (::getuid() != 0) return;  // it takes root to be somebody else
  const Folder folder;
  ProofLedger(folder.file()).save("1", fixture("aa"), some_proofs());
  fs::permissions(folder.path, fs::perms(0755));
  fs::permissions(folder.file().parent_path(), fs::perms(0700));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          return refusal_of([&] { ProofLedger(folder.file()).load("1", fixture("aa")); }) == "store-unreadable" ? 0 : 3;
        }) == 0);
}

TEST_CASE("a file where the folder should be is an error, not a ledger without proofs") {
  const Folder folder;
  std::ofstream(folder.path / "data") << "no folder";
  CHECK(refusal_of([&] { ProofLedger(folder.file()).load("1", fixture("aa")); }) == "store-unreadable");
}

TEST_CASE("processes that write at the same time lose nothing of each other's") {
  const Folder folder;
  constexpr int kWriters = 8, kEach = 12;
  std::vector<pid_t> children;
  for (int w = 0; w < kWriters; ++w) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      int status = 0;
      try {
        const ProofLedger ledger(folder.file());
        for (int n = 0; n < kEach; ++n)
          ledger.save(std::to_string(w), fixture(std::to_string(n)), some_proofs(w * 1000 + n));
      } catch (const std::exception&) {
        status = 1;
      }
      ::_exit(status);
    }
    children.push_back(child);
  }
  for (pid_t child : children) {
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
  }
  const ProofLedger ledger(folder.file());
  for (int w = 0; w < kWriters; ++w)
    for (int n = 0; n < kEach; ++n)
      CHECK(ledger.load(std::to_string(w), fixture(std::to_string(n))) == some_proofs(w * 1000 + n));
}

TEST_CASE("a writer that is killed at any moment leaves a whole file, and the next one goes on") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save("0", fixture("kept"), some_proofs());
  for (int round = 0; round < 60; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (int n = 0;; ++n) ledger.save("1", fixture(std::to_string(n % 50)), some_proofs(n));
    }
    ::usleep(static_cast<useconds_t>(300 + round * 137));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(ledger.load("0", fixture("kept")) == some_proofs());
  }
  ledger.save("2", fixture("after"), some_proofs());
  CHECK(ledger.load("2", fixture("after")) == some_proofs());
}

TEST_CASE("where there is no room the old file stays") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save("1", fixture("aa"), some_proofs());
  const std::string before = folder.text();
  CHECK(status_of([&] {
          ::signal(SIGXFSZ, SIG_IGN);
          const rlimit little{40, 40};
          if (::setrlimit(RLIMIT_FSIZE, &little) != 0) return 2;
          return refusal_of([&] { ledger.save("1", fixture("bb"), some_proofs()); }) == "store-unwritable" ? 0 : 3;
        }) == 0);
  CHECK(folder.text() == before);
  ledger.save("1", fixture("bb"), some_proofs());
  CHECK(ledger.load("1", fixture("bb")) == some_proofs());
}
