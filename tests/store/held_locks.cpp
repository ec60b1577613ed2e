#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/error.hpp"
#include "store/held_lock.hpp"
#include "store/shelf.hpp"

namespace buzzout {
namespace {

using shelf::Folder;

std::string held(const std::filesystem::path& file) {
  try {
    const HeldLock lock(file, "held", "somebody has it", "wait");
    return "mine";
  } catch (const Error& e) {
    return e.code;
  }
}

TEST_CASE("a lock is held by one, and is free when its holder is gone, however that went") {
  const Folder folder;
  const auto file = folder.path / "lots" / "one.lock";
  {
    const HeldLock lock(file, "held", "somebody has it", "wait");
    CHECK(held(file) == "held");
    CHECK(held(folder.path / "lots" / "two.lock") == "mine");
  }
  CHECK(held(file) == "mine");
  const pid_t child = fork();
  if (child == 0) {
    const HeldLock lock(file, "held", "somebody has it", "wait");
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(held(file) == "mine");
  CHECK(held("/proc/nothing/lot.lock") == "file-unwritable");
}

}  // namespace
}  // namespace buzzout
