#include "events/hook.hpp"

#include <csignal>
#include <vector>

#include "core/error.hpp"
#include "events/folder.hpp"

using namespace buzzout;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

std::uint64_t ended(const Hook& hook) {
  const Hook::Counts counts = hook.counts();
  return counts.done + counts.failed + counts.timed_out;
}

bool ends(const Hook& hook, std::uint64_t how_many) {
  return soon([&] { return ended(hook) >= how_many; });
}

int children() {
  int out = 0;
  for (const auto& entry : fs::directory_iterator("/proc/self/task"))
    for (char c : bytes_of((entry.path() / "children").string())) out += c == ' ' ? 1 : 0;
  return out;
}

}  // namespace

TEST_CASE("a command gets the document on its standard input") {
  const Folder folder;
  Hook hook("cat > '" + folder / "got'");
  hook.run(R"({"outcome":"PASS"})");
  REQUIRE(ends(hook, 1));
  CHECK(hook.counts().done == 1);
  CHECK(bytes_of(folder / "got") == "{\"outcome\":\"PASS\"}\n");
  CHECK(children() == 0);
}

TEST_CASE("a document of a megabyte is read whole, or not at all, and neither holds anybody up") {
  const Folder folder;
  const std::string large(1'000'000, 'x');
  Hook reads("cat > '" + folder / "got'");
  reads.run(large);
  REQUIRE(ends(reads, 1));
  CHECK((bytes_of(folder / "got") == large + "\n"));
  for (const std::string command : {"true", "exec <&-; sleep 0.1", "head -c 10 >/dev/null"}) {
    INFO(command);
    Hook hook(command);
    hook.run(large);
    REQUIRE(ends(hook, 1));
    CHECK(hook.counts().done == 1);
  }
}

TEST_CASE("a command that fails, is missing or is killed is counted with its reason") {
  for (const auto& [command, trouble] : std::vector<std::pair<std::string, std::string>>{
           {"exit 3", "exit status 3"}, {"/nowhere/program", "exit status 127"}, {"kill -9 $$", "killed by signal 9"}}) {
    Hook hook(command);
    hook.run("{}");
    REQUIRE(ends(hook, 1));
    CHECK(hook.counts().failed == 1);
    CHECK(hook.counts().trouble == trouble);
  }
}

TEST_CASE("a command that never ends is killed with all that it started") {
  const Folder folder;
  Hook::Limits limits;
  limits.each = milliseconds(300);
  Hook hook("trap '' TERM; (trap '' TERM; echo $$ >'" + folder / "pid'; sleep 100) & sleep 100", limits);
  hook.run(std::string(1'000'000, 'x'));
  REQUIRE(ends(hook, 1));
  CHECK(hook.counts().timed_out == 1);
  const int group = std::stoi(bytes_of(folder / "pid"));
  CHECK(soon([&] { return ::kill(-group, 0) != 0; }));
  CHECK(children() == 0);
}

TEST_CASE("documents wait for the command in their order, and what does not fit is counted") {
  const Folder folder;
  Hook::Limits limits;
  limits.waiting = 5;
  Hook hook("sleep 0.2; cat >> '" + folder / "got'", limits);
  const auto start = steady_clock::now();
  for (int i = 0; i < 20; ++i) hook.run(std::to_string(i));
  CHECK(steady_clock::now() - start < milliseconds(100));
  hook.close(milliseconds(10'000));
  const Hook::Counts counts = hook.counts();
  CHECK(counts.done + counts.dropped == 20);
  CHECK(counts.done >= 5);
  CHECK(counts.done <= 6);
  CHECK(bytes_of(folder / "got").starts_with("0\n1\n2\n3\n4\n"));
}

TEST_CASE("closing kills a command that goes on for too long, and drops those that wait") {
  Hook hook("sleep 100");
  for (int i = 0; i < 3; ++i) hook.run("{}");
  const auto start = steady_clock::now();
  hook.close(milliseconds(100));
  CHECK(steady_clock::now() - start < milliseconds(2000));
  CHECK(hook.counts().timed_out + hook.counts().dropped == 3);
  CHECK(children() == 0);
}

TEST_CASE("a command has none of the tester's files and signals, and the terminal does not hear it") {
  const Folder folder;
  std::signal(SIGPIPE, SIG_IGN);
  Hook::Limits limits;
  limits.log = folder / "log";
  Hook hook("echo to the log; echo and this >&2; ls /proc/self/fd | wc -l; (sleep 0.1; yes) | head -1", limits);
  hook.run("{}");
  REQUIRE(ends(hook, 1));
  std::signal(SIGPIPE, SIG_DFL);
  CHECK(bytes_of(folder / "log") == "to the log\nand this\n4\ny\n");  // three streams and the folder that ls lists
}

TEST_CASE("a command or a log that cannot be is refused at once") {
  const auto refusal = [](const std::string& command, const std::string& log) -> std::string {
    Hook::Limits limits;
    limits.log = log;
    try {
      Hook hook(command, limits);
    } catch (const Error& e) {
      return e.code;
    }
    return "";
  };
  CHECK(refusal(" \n", "") == "hook-empty");
  CHECK(refusal(std::string("a\0b", 3), "") == "hook-empty");
  CHECK(refusal("true", "/nowhere/log") == "hook-log");
}
