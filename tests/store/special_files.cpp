#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>
#include <fstream>

#include "store/proof_ledger.hpp"
#include "store/record_store.hpp"
#include "store/shelf.hpp"
#include "store/text_file.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

void make(const fs::path& path, const std::string& kind) {
  fs::create_directories(path.parent_path());
  if (kind == "pipe") REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  if (kind == "folder") fs::create_directory(path);
  if (kind == "device") fs::create_symlink("/dev/null", path);
  if (kind == "endless device") fs::create_symlink("/dev/zero", path);
  if (kind == "link to a pipe") {
    const fs::path pipe = path.string() + ".pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    fs::create_symlink(pipe, path);
  }
  if (kind == "socket") {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path.string().size() < sizeof address.sun_path);
    std::strcpy(address.sun_path, path.c_str());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    ::close(fd);
  }
}

const std::vector<std::string> kKinds{"pipe", "folder", "device", "endless device", "link to a pipe", "socket"};

// What the action throws, in a process of its own that a pipe would hold for ever: 0 if it is the code.
bool throws_in_time(const std::string& code, const std::function<void()>& action) {
  return status_of([&] {
           ::alarm(10);
           return code_of(action) == code ? 0 : 1;
         }) == 0;
}

}  // namespace

TEST_CASE("what is no ordinary file is refused as the file of records, and what SQLite puts beside it too") {
  for (const auto& kind : kKinds)
    for (const char* part : {"", "-wal", "-shm", "-journal"})
      for (const Access access : {Access::write, Access::read, Access::inspect}) {
        CAPTURE(kind);
        CAPTURE(part);
        const Folder folder;
        if (*part != '\0') {
          RecordStore store(folder.file());
          store.append(a_test("one"), texts());
        }
        make(folder.file().string() + part, kind);
        CHECK(throws_in_time("store-not-ours", [&] { const RecordStore store(folder.file(), access); }));
      }
}

TEST_CASE("what is no ordinary file holds nobody who looks for proofs or writes some") {
  for (const auto& kind : kKinds) {
    CAPTURE(kind);
    const Folder folder;
    make(folder.path / "data" / "proofs.json", kind);
    const Fixture fixture;
    const ProofLedger ledger(folder.path / "data" / "proofs.json");
    CHECK(throws_in_time("store-unreadable", [&] { ledger.load("1", fixture); }));
    CHECK(throws_in_time("store-unreadable", [&] { ledger.save("1", fixture, {}); }));
    const Folder other;
    make(other.path / "proofs.json.new", kind);
    CHECK(throws_in_time("store-unreadable", [&] { ProofLedger(other.path / "proofs.json").save("1", fixture, {}); }));
  }
}

TEST_CASE("what is no ordinary file is not replaced") {
  for (const auto& kind : kKinds) {
    CAPTURE(kind);
    const Folder folder;
    make(folder.path / "mine.yaml", kind);
    CHECK(throws_in_time("file-unwritable", [&] { replace_file(folder.path / "mine.yaml", "", "new"); }));
  }
}

TEST_CASE("a record that its reader does not take is not kept, and the next one is") {
  const Folder folder;
  std::vector<std::string> read;
  RecordStore store(folder.file(), Access::write, [&](const Json& document) {
    CHECK(document.contains("chain"));
    read.push_back(document.at("id"));
    if (document.at("started") != "2026-03-14T09:26:53+01:00") throw Error("record-unreadable", "no time");
  });
  Json bad = a_test("two");
  bad["started"] = "12026-03-14T09:26:53+24:30";
  store.append(a_test("one"), texts());
  const ChainLink head = store.head("bench-2");
  CHECK(code_of([&] { store.append(bad, texts()); }) == "record-unreadable");
  CHECK(store.count({}) == 1);
  CHECK(store.head("bench-2").hash == head.hash);
  CHECK(store.append(a_test("three"), texts()).number == 2);
  CHECK(read == std::vector<std::string>{"one", "two", "three"});
}
