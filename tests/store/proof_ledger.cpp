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

Proofs some_proofs(std::int64_t when = 1'800'000'000) {
  Proofs p;
  p.empty_seen = when;
  p.connected = {{{"amp-4.4", "T"}, when - 5}, {{"amp-4.4", "R1"}, when}, {{"in.line", "1"}, 0}};
  p.broken = {{"left", "S"}, {"amp-4.4", "S"}};
  p.misrouted = {{"right", "T"}};
  p.failed = {"in.line", "out-xlr3"};
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
  CHECK(ledger.load(1, "aa") == Proofs{});
  CHECK_FALSE(fs::exists(folder.file()));  // reading writes nothing
}

TEST_CASE("what was proved comes back whole, to its own jig and fixture only") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  Proofs bridged;
  bridged.bridged = true;
  bridged.traced = true;
  ledger.save(1, "aa", some_proofs());
  ledger.save(1, "bb", bridged);
  ledger.save(4294967295U, "aa", Proofs{});
  const ProofLedger again(folder.file());
  CHECK(again.load(1, "aa") == some_proofs());
  CHECK(again.load(1, "bb") == bridged);
  CHECK(again.load(4294967295U, "aa") == Proofs{});
  CHECK(again.load(2, "aa") == Proofs{});
  again.save(1, "aa", bridged);  // replaces
  CHECK(again.load(1, "aa") == bridged);
  CHECK(again.load(1, "bb") == bridged);
}

TEST_CASE("a file that cannot be understood proves nothing and is left as it is") {
  for (const std::string text :
       {"", "{", "not json", "[]", "null", "\"text\"", "{}", R"({"format": "buzzout.proofs/1"})",
        R"({"format": "buzzout.proofs/2", "fixtures": {}})", R"({"format": 1, "fixtures": {}})",
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
    CHECK(refusal_of([&] { ledger.load(1, "aa"); }) == "store-corrupt");
    CHECK(refusal_of([&] { ledger.save(1, "aa", some_proofs()); }) == "store-corrupt");
    CHECK(folder.text() == text);
  }
}

TEST_CASE("a file from before wiring errors were remembered is read") {
  const Folder folder;
  folder.write(
      R"({"format": "buzzout.proofs/1", "fixtures": {"1/aa": {"bridged": true, "traced": true, "connected": {"a.T": 7}, "broken": ["a.S"]}}})");
  Proofs old;
  old.bridged = old.traced = true;
  old.connected = {{{"a", "T"}, 7}};
  old.broken = {{"a", "S"}};
  CHECK(ProofLedger(folder.file()).load(1, "aa") == old);
}

TEST_CASE("a file cut short at any byte is corrupt, never half believed") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save(1, "aa", some_proofs());
  const std::string whole = folder.text();
  for (std::size_t n = 0; n + 1 < whole.size(); ++n) {  // the last byte is a line end
    CAPTURE(n);
    folder.write(whole.substr(0, n));
    REQUIRE(refusal_of([&] { ledger.load(1, "aa"); }) == "store-corrupt");
  }
}

TEST_CASE("a corrupt file is named, with the way out") {
  const Folder folder;
  folder.write("{");
  try {
    ProofLedger(folder.file()).load(1, "aa");
    FAIL("it was believed");
  } catch (const Error& e) {
    CHECK(e.where == folder.file().string());
    CHECK(e.remedy == "remove the file and run `buzzout fixtures self-test` again");
  }
}

TEST_CASE("a folder that may not be written, and a file that may not be read, are errors that say so") {
  const Folder folder;
  ProofLedger(folder.file()).save(1, "aa", some_proofs());
  const std::string before = folder.text();
  fs::permissions(folder.path, fs::perms(0755));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          const ProofLedger ledger(folder.file());
          if (ledger.load(1, "aa") != some_proofs()) return 3;
          return refusal_of([&] { ledger.save(1, "aa", Proofs{}); }) == "store-unwritable" ? 0 : 4;
        }) == (::getuid() == 0 ? 0 : 4));
  if (::getuid() != 0) return;  // the owner may write; the rest needs another user
  CHECK(folder.text() == before);
  fs::permissions(folder.file(), fs::perms(0600));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          return refusal_of([&] { ProofLedger(folder.file()).load(1, "aa"); }) == "store-unreadable" ? 0 : 3;
        }) == 0);
  CHECK(refusal_of([] { ProofLedger("/proc/buzzout/proofs.json").save(1, "aa", Proofs{}); }) == "store-unwritable");
}

TEST_CASE("a folder that may not be entered is an error, not a ledger without proofs") {
  if (::getuid() != 0) return;  // it takes root to be somebody else
  const Folder folder;
  ProofLedger(folder.file()).save(1, "aa", some_proofs());
  fs::permissions(folder.path, fs::perms(0755));
  fs::permissions(folder.file().parent_path(), fs::perms(0700));
  CHECK(status_of([&] {
          if (!drop_privileges()) return 2;
          return refusal_of([&] { ProofLedger(folder.file()).load(1, "aa"); }) == "store-unreadable" ? 0 : 3;
        }) == 0);
}

TEST_CASE("a file where the folder should be is an error, not a ledger without proofs") {
  const Folder folder;
  std::ofstream(folder.path / "data") << "no folder";
  CHECK(refusal_of([&] { ProofLedger(folder.file()).load(1, "aa"); }) == "store-unreadable");
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
          ledger.save(static_cast<std::uint32_t>(w), std::to_string(n), some_proofs(w * 1000 + n));
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
      CHECK(ledger.load(static_cast<std::uint32_t>(w), std::to_string(n)) == some_proofs(w * 1000 + n));
}

TEST_CASE("a writer that is killed at any moment leaves a whole file, and the next one goes on") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save(0, "kept", some_proofs());
  for (int round = 0; round < 60; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (int n = 0;; ++n) ledger.save(1, std::to_string(n % 50), some_proofs(n));
    }
    ::usleep(static_cast<useconds_t>(300 + round * 137));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(ledger.load(0, "kept") == some_proofs());
  }
  ledger.save(2, "after", some_proofs());
  CHECK(ledger.load(2, "after") == some_proofs());
}

TEST_CASE("where there is no room the old file stays") {
  const Folder folder;
  const ProofLedger ledger(folder.file());
  ledger.save(1, "aa", some_proofs());
  const std::string before = folder.text();
  CHECK(status_of([&] {
          ::signal(SIGXFSZ, SIG_IGN);
          const rlimit little{40, 40};
          if (::setrlimit(RLIMIT_FSIZE, &little) != 0) return 2;
          return refusal_of([&] { ledger.save(1, "bb", some_proofs()); }) == "store-unwritable" ? 0 : 3;
        }) == 0);
  CHECK(folder.text() == before);
  ledger.save(1, "bb", some_proofs());
  CHECK(ledger.load(1, "bb") == some_proofs());
}
