#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Reads until a line's end, two seconds at most; the line without it.
std::string read_line(int fd) {
  std::string line;
  char c = 0;
  pollfd p = {fd, POLLIN, 0};
  while (poll(&p, 1, 2000) > 0 && read(fd, &c, 1) == 1 && c != '\n')
    if (c != '\r') line += c;
  return line;
}

// buzzout-bench as a process, its control line and its port.
class BenchProcess {
 public:
  BenchProcess(const std::string& board, const std::string& elf, std::vector<std::string> more)
      : link_(fs::temp_directory_path() / ("buzzout-bench-test-" + std::to_string(getpid()))) {
    int in[2], out[2], complaints[2];
    REQUIRE(pipe2(in, O_CLOEXEC) == 0);
    REQUIRE(pipe2(out, O_CLOEXEC) == 0);
    REQUIRE(pipe2(complaints, O_CLOEXEC) == 0);
    std::vector<std::string> words = {
        BUZZOUT_BENCH,  "--board",   board,
        "--elf",        elf,         "--link",
        link_.string(), "--fixture", board == "uno" ? "headphone-bench-uno" : "headphone-bench"};
    words.insert(words.end(), more.begin(), more.end());
    pid_ = fork();
    if (pid_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      dup2(complaints[1], 2);
      std::vector<char*> argv;
      for (std::string& w : words) argv.push_back(w.data());
      argv.push_back(nullptr);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    close(complaints[1]);
    complaints_ = complaints[0];
    in_ = in[1];
    out_ = out[0];
  }
  ~BenchProcess() {
    if (pid_ > 0) stop(SIGKILL);
    close(in_);
    close(out_);
    close(complaints_);
    fs::remove(link_);
  }

  std::string line() { return read_line(out_); }
  std::string complaint() { return read_line(complaints_); }
  std::string command(const std::string& text) {
    REQUIRE(write(in_, (text + "\n").data(), text.size() + 1) > 0);
    return line();
  }
  // Until the program has run that long since power-up.
  void await_cycle(unsigned long long cycle) {
    const std::string field = "ok cycles=";
    for (;;) {
      const std::string status = command("status");
      REQUIRE(status.rfind(field, 0) == 0);
      if (std::stoull(status.substr(field.size())) >= cycle) return;
    }
  }
  void end_input() {
    close(in_);
    in_ = -1;
  }
  // Exit status; 128 + n for a signal n.
  int stop(int with) {
    if (with != 0) kill(pid_, with);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  const fs::path& link() const { return link_; }

 private:
  fs::path link_;
  pid_t pid_ = -1;
  int in_ = -1, out_ = -1, complaints_ = -1;
};

// A host that speaks to the port.
class Host {
 public:
  explicit Host(const fs::path& link) : fd_(open(link.c_str(), O_RDWR | O_NOCTTY)) {
    REQUIRE(fd_ >= 0);
  }
  ~Host() { close(fd_); }
  void send(const std::string& text) {
    REQUIRE(write(fd_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void await_hello() { CHECK(read_line(fd_).rfind("#BUZZOUT ", 0) == 0); }
  std::string ask(const std::string& request) {
    send(request + "\n");
    return read_line(fd_);
  }

 private:
  int fd_;
};

std::string firmware(const std::string& board) {
  return BUZZOUT_FIRMWARE_ELF + board + ".elf";
}

}  // namespace

TEST_CASE("the bench offers a port behind which the shipped firmware answers") {
  BenchProcess bench("mega", firmware("mega"),
                     {"--profile", "4.4-ts", "--cable", "good", "--number", "77"});
  CHECK(bench.line() == "port /dev/../../.." + bench.link().string());
  CHECK(bench.line().rfind("shim /", 0) == 0);
  Host host(bench.link());
  host.await_hello();
  CHECK(host.ask("*IDN?").rfind("Buzzout,mega,77,", 0) == 0);

  const std::string good = host.ask("SCAN?");
  CHECK(bench.command("cable none") == "ok cable");
  const std::string none = host.ask("SCAN?");
  CHECK(good.size() == none.size());
  CHECK(good.substr(14) != none.substr(14));  // behind boot id and counter

  CHECK(bench.command("cable open:amp.Q").rfind("error ", 0) == 0);
  CHECK(bench.command("stall -1").rfind("error ", 0) == 0);
  CHECK(bench.command("dance").rfind("error ", 0) == 0);
  CHECK(bench.command("garbage 3") == "ok 3");
  CHECK(bench.command("button down") == "ok button");
  CHECK(bench.command("status").find(" lost=0 ") != std::string::npos);
  CHECK(bench.command("quit") == "ok quit");
  CHECK(bench.stop(0) == 0);
  CHECK_FALSE(fs::is_symlink(bench.link()));
}

TEST_CASE("a reset boots the firmware anew, and a signal ends the bench tidily") {
  BenchProcess bench("uno", firmware("uno"), {});
  bench.line();
  bench.line();
  Host host(bench.link());
  host.await_hello();
  const std::string before = host.ask("SYSTem:BOOT?");
  CHECK(bench.command("reset") == "ok reset");
  host.await_hello();
  const std::string after = host.ask("SYSTem:BOOT?");
  CHECK(before.find(",POWER") == 4);
  CHECK(after.find(",POWER") == 4);
  CHECK(before != after);
  CHECK(bench.stop(SIGTERM) == 0);
  CHECK_FALSE(fs::is_symlink(bench.link()));
}

TEST_CASE("the bench runs on without control, or ends with it") {
  BenchProcess bench("uno", firmware("uno"), {"--until-eof"});
  bench.line();
  bench.line();
  bench.end_input();
  CHECK(bench.stop(0) == 0);
}

TEST_CASE("a program that makes two pins fight ends the bench with status 1") {
  BenchProcess bench("uno", std::string(BUZZOUT_HARNESS_ELF) + "atmega328p.elf",
                     {"--cable", "bridge:7:8"});
  bench.line();
  bench.line();
  Host host(bench.link());
  bench.await_cycle(100'000);
  host.send(std::string("wB\1\7", 4));  // PB0 high, PB1 and PB2 low
  CHECK(bench.complaint() == "violation: point 7 drives high against point 8, which drives low");
  CHECK(bench.command("quit") == "ok quit");
  CHECK(bench.stop(0) == 1);
}

TEST_CASE("what the bench cannot run it refuses") {
  const auto refusal = [](const char* board, const std::string& elf, const char* cable) {
    BenchProcess bench(board, elf, {"--cable", cable});
    const std::string complaint = bench.complaint();
    CHECK(bench.stop(0) == 2);
    return complaint;
  };
  CHECK(refusal("uno", "/nowhere.elf", "none") == "buzzout-bench: avr-elf: not an ELF file");
  CHECK(refusal("nano", firmware("uno"), "none") == "buzzout-bench: unknown-board: no such board");
  CHECK(refusal("mega", firmware("mega"), "nonsense:1").rfind("buzzout-bench: ", 0) == 0);
}
