#include <poll.h>
#include <signal.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/shelf.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

// Appends as fast as it can; tells each id when, and only when, it is kept.
[[noreturn]] void write_on(const fs::path& file, int life, int out) {
  try {
    RecordStore store(file);
    for (int i = 0;; ++i) {
      const std::string id = std::to_string(life) + "-" + std::to_string(i);
      store.append(a_test(id), texts());
      const std::string line = id + "\n";
      if (::write(out, line.data(), line.size()) < 0) ::_exit(3);
    }
  } catch (const Error& e) {
    std::fprintf(stderr, "%s: %s\n", e.code.c_str(), e.message.c_str());
    ::_exit(2);
  }
}

std::string all_from(int fd) {
  std::string out;
  char piece[4096];
  for (;;) {
    const ssize_t n = ::read(fd, piece, sizeof piece);
    if (n <= 0) return out;
    out.append(piece, static_cast<std::size_t>(n));
  }
}

}  // namespace

TEST_CASE("a writer killed 300 times at any moment loses nothing that it acknowledged") {
  const Folder folder;
  constexpr int kLives = 300;
  std::mt19937 random(7);
  std::multiset<std::string> acknowledged;
  int unfinished = 0;
  for (int life = 0; life < kLives; ++life) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t writer = ::fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
      ::close(ends[0]);
      write_on(folder.file(), life, ends[1]);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    ::kill(writer, SIGKILL);
    int status = 0;
    ::waitpid(writer, &status, 0);
    REQUIRE(WIFSIGNALED(status));  // it did not end by itself
    std::string told = all_from(ends[0]);
    ::close(ends[0]);
    int lines = 0;
    for (std::size_t end; (end = told.find('\n')) != std::string::npos; told.erase(0, end + 1), ++lines)
      acknowledged.insert(told.substr(0, end));
    CHECK(told.empty());
    unfinished += lines == 0;
  }
  REQUIRE(acknowledged.size() > kLives);
  CHECK(unfinished < kLives);
  const RecordStore store(folder.file());
  std::multiset<std::string> kept;
  store.each({}, [&](const StoredRecord& k) {
    kept.insert(Json::parse(k.body).at("id").get<std::string>());
    return true;
  });
  for (const auto& id : acknowledged) REQUIRE(kept.count(id) == 1);
  CHECK(kept.size() <= acknowledged.size() + kLives);  // at most one that was kept and not yet told of
  CHECK(verify(store).sound());
  MESSAGE(acknowledged.size(), " acknowledged, ", kept.size(), " kept, ", unfinished, " lives without one");
}
