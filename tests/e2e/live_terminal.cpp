#include <doctest/doctest.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <thread>

#include "e2e/host_process.hpp"
#include "e2e/terminal.hpp"

// `watch`, `build` and `test --loop` on a real terminal, in front of the shipped firmware. With
// BUZZOUT_UPDATE=1 in the environment the screens are written anew; read the difference before it
// is committed.
namespace e2e {
namespace {

using std::chrono::seconds;

constexpr Terminal::Size kUsual{80, 24};

// Everything between the program and the person.
struct Desk {
  explicit Desk(const std::string& arguments, Terminal::Size size = kUsual,
                const std::string& cable = "4.4-ts", const std::string& environment = "",
                const std::string& afterwards = "")
      : bench("mega", {.cable = cable}),
        terminal(script(arguments, environment, afterwards), account.variables(""), size) {
    terminal.await("on the screen before");
    settings = terminal.settings();
  }

  std::string script(const std::string& arguments, const std::string& environment,
                     const std::string& afterwards) const {
    std::ostringstream out;
    out << "set -m\ntrap : INT\necho on the screen before\nread start\n"
        << "sh -c 'echo $$ >" << pid_file()
        << "; exec env LD_PRELOAD=" << account.variables(bench.shim()).at("LD_PRELOAD") << " "
        << environment << " " BUZZOUT_HOST " " << arguments << " -p " << bench.port()
        << "'\necho \"ended with $?\"\n"
        << afterwards << "\nsleep 600\n";
    return out.str();
  }
  // Its settings are noted before the program starts.
  void begin() { terminal.press("Enter"); }
  std::string pid_file() const { return (folder.path() / "pid").string(); }
  void signal(int s) const {
    pid_t pid = 0;
    std::ifstream(pid_file()) >> pid;
    REQUIRE(pid > 0);
    REQUIRE(::kill(pid, s) == 0);
  }
  // Until the program has looked at what is plugged in now, some times.
  void await_looks() {
    constexpr std::uint64_t look = 120;  // bytes, at least, of a reply to SCAN?
    bench.await_sent(bench.status("sent") + 6 * look);
  }
  void plug(const std::string& cable) {
    bench.plug(cable);
    await_looks();
  }
  void check_given_back() {
    CHECK(terminal.ask("alternate_on") == "0");
    CHECK(terminal.ask("cursor_flag") == "1");
    CHECK(terminal.settings() == settings);
    CHECK(count(terminal.screen(), "on the screen before") == 1);
  }

  TempFolder folder;
  Account account;
  BenchProcess bench;
  Terminal terminal;
  std::string settings;
};

// Clock times, the seconds since something, ohms and their chart are what they are.
std::string timeless(std::string screen) {
  screen = std::regex_replace(screen, std::regex("last [0-9]+ s ago"), "last N s ago");
  screen = std::regex_replace(screen, std::regex("[0-9]\\.[0-9]{2} (Ω|ohm)"), "N.NN $1");
  screen = std::regex_replace(screen, std::regex("N (Ω|ohm)(?: |▁|▂|_)+(?:steady|jumped)"), "N $1  CHART  steady");
  return std::regex_replace(screen, std::regex("at [0-9]{2}:[0-9]{2}:[0-9]{2}"), "at HH:MM:SS");
}

void settle() {
  std::this_thread::sleep_for(milliseconds(1500));
}

// The whole screen, as the file of that name has it, some time after the text is on it.
void check_screen(Desk& desk, const std::string& text, const std::string& name) {
  const std::string file = std::string(BUZZOUT_SOURCE_DIR) + "/tests/e2e/screens/" + name + ".txt";
  desk.terminal.await(text);
  std::this_thread::sleep_for(milliseconds(400));
  const char* update = std::getenv("BUZZOUT_UPDATE");
  if (update != nullptr && std::string(update) == "1") {
    settle();
    std::ofstream(file) << timeless(desk.terminal.screen());
  }
  std::ifstream in(file);
  const std::string wanted{std::istreambuf_iterator<char>(in), {}};
  std::string now = timeless(desk.terminal.screen());
  for (const auto end = std::chrono::steady_clock::now() + seconds(5); now != wanted && std::chrono::steady_clock::now() < end;) {
    std::this_thread::sleep_for(milliseconds(50));
    now = timeless(desk.terminal.screen());
  }
  CHECK_MESSAGE(now == wanted, name, " is\n", now, "\nand should be\n", wanted);
}

}  // namespace

TEST_SUITE("live") {
  TEST_CASE(
      "a cable is mended on the screen, tested by itself, and its record says what was wrong") {
    Desk desk("watch 4.4-ts --serial A-7", kUsual, "4.4-ts,swap:left.T:left.S");
    desk.begin();
    check_screen(desk, "WRONG", "watch-wrong");
    std::this_thread::sleep_for(seconds(2));  // for the test that is kept
    desk.plug("4.4-ts,open:left.S");
    check_screen(desk, "open", "watch-half-mended");
    desk.plug("4.4-ts");
    desk.terminal.await("The test runs in ");
    desk.terminal.press("Space");
    check_screen(desk, "As the profile wants it.", "watch-right");
    desk.terminal.press("Space");
    const std::string end = desk.terminal.await("ended with 0");
    CAPTURE(end);
    CHECK(count(end, "Before:      FAIL at ") == 1);
    CHECK(count(end, "Polarity reversed on the left side") == 1);
    CHECK(desk.bench.status("pass_lamp") == 1);
    CHECK(desk.terminal.ask("alternate_on") == "0");
    CHECK(desk.terminal.settings() == desk.settings);
  }

  TEST_CASE("a cable that lets go while it is bent does not pass when it lies still") {
    Desk desk("watch 4.4-ts", {100, 90});
    desk.begin();
    desk.terminal.await("RIGHT");
    settle();
    for (int i = 0; i < 3; ++i) {
      desk.plug("4.4-ts,open:amp.R1");
      desk.plug("4.4-ts");
    }
    desk.terminal.await("let go 3 times");
    desk.terminal.resize(kUsual);
    check_screen(desk, "UNSTEADY", "watch-unsteady");
    desk.terminal.resize({100, 90});
    desk.terminal.press("Enter");
    const std::string end = desk.terminal.await("ended with 1");
    CAPTURE(end);
    CHECK(count(end, "FAIL") >= 1);
    CHECK(count(end, "L- lets go when the cable moves: 3 times while it was watched.") == 1);
    CHECK(desk.bench.status("pass_lamp") == 0);
    CHECK(desk.bench.status("fail_lamp") == 1);
  }

  TEST_CASE("a joint that is pressed beyond its limit does not pass when it lies still") {
    Desk desk("watch 4.4-ts", {100, 90});
    desk.begin();
    desk.terminal.await("RIGHT");
    settle();
    desk.plug("4.4-ts,ohms:left.S:5");
    desk.terminal.await("L- has 5");
    desk.plug("4.4-ts");
    const std::string pressed = desk.terminal.await("UNSTEADY");
    CAPTURE(pressed);
    CHECK(count(pressed, "! L- (amp.R1, left.S) rose by ") == 1);
    CHECK(count(pressed, "  steady") == 3);
    desk.terminal.press("Enter");
    const std::string end = desk.terminal.await("ended with 1");
    CAPTURE(end);
    CHECK(count(end, "when the cable moved or a joint was pressed") == 1);
    CHECK(desk.bench.status("pass_lamp") == 0);
  }

  TEST_CASE("a joint that was redone passes, and its record says so") {
    Desk desk("watch 4.4-ts", {100, 90});
    desk.begin();
    desk.terminal.await("RIGHT");
    settle();
    desk.plug("4.4-ts,open:amp.R1");
    desk.plug("4.4-ts");
    desk.terminal.await("UNSTEADY");
    desk.terminal.press("c");
    desk.terminal.await("RIGHT");
    desk.terminal.press("Enter");
    const std::string end = desk.terminal.await("ended with 0");
    CAPTURE(end);
    CHECK(count(end, "L- (amp.R1, left.S) let go once when it moved; redone since") == 1);
  }

  TEST_CASE("a cable is built joint by joint") {
    Desk desk("build 4.4-ts", kUsual, "none");
    desk.begin();
    check_screen(desk, "BUILDING", "build-nothing");
    desk.plug("none,touch:amp-4.4.R1");
    check_screen(desk, "PROBE", "build-probe");
    const std::string amp_only = "4.4-ts,open:right.T,open:right.S,open:left.S";
    desk.plug(amp_only + ",open:left.T,short:amp.R1:left.T");
    check_screen(desk, "WRONG", "build-wrong");
    CHECK(desk.bench.status("fail_lamp") == 1);
    desk.plug(amp_only);
    check_screen(desk, "1 of 4", "build-one");
    desk.plug("4.4-ts,open:right.S");
    check_screen(desk, "3 of 4", "build-three");
    CHECK(desk.bench.status("pass_lamp") == 0);
    desk.plug("4.4-ts");
    const std::string end = desk.terminal.await("ended with 0");
    CHECK(desk.bench.status("pass_lamp") == 1);
    CHECK(desk.terminal.ask("alternate_on") == "0");
  }

  TEST_CASE("whatever ends the live picture, the terminal is as before") {
    struct Way {
      std::string what, key;
      int signal;
      std::string end;
    };
    for (const Way& way : {Way{"q", "q", 0, "ended with 130"},
                           {"Ctrl-C", "C-c", 0, "ended with 130"},
                           {"kill", "", SIGTERM, "ended with 130"},
                           {"hangup", "", SIGHUP, "ended with 130"}}) {
      CAPTURE(way.what);
      Desk desk("watch 4.4-ts", kUsual, "4.4-ts,open:amp.T");
      desk.begin();
      desk.terminal.await("WRONG");
      CHECK(desk.terminal.ask("alternate_on") == "1");
      CHECK(desk.terminal.ask("cursor_flag") == "0");
      CHECK(desk.terminal.settings() != desk.settings);
      if (way.signal != 0)
        desk.signal(way.signal);
      else
        desk.terminal.press(way.key);
      desk.terminal.await(way.end);
      desk.check_given_back();
    }
  }

  TEST_CASE(
      "a jig that goes away ends the live picture with an error, and the terminal is as before") {
    for (const char* command : {"watch 4.4-ts", "build 4.4-ts"}) {
      Desk desk(command, kUsual, "4.4-ts,open:amp.T");
      desk.begin();
      desk.terminal.await("live, not a verdict");
      desk.bench.kill();
      const std::string end = desk.terminal.await("ended with 2");
      CAPTURE(end);
      CHECK(count(end, "error: the jig on ") == 1);
      CHECK(count(end, "→ ") > 0);
      desk.check_given_back();
    }
  }

  TEST_CASE("a stopped live picture gives the terminal back, and takes it again when it goes on") {
    Desk desk("watch 4.4-ts", kUsual, "4.4-ts,open:amp.T", "",
              "read again; fg; echo \"at last with $?\"");
    desk.begin();
    desk.terminal.await("WRONG");
    settle();
    const std::string before = timeless(desk.terminal.screen());
    desk.terminal.press("C-z");
    desk.terminal.await("ended with 148");  // 128 + SIGTSTP
    desk.check_given_back();
    desk.terminal.press("Enter");
    desk.terminal.await("WRONG");
    settle();
    CHECK(timeless(desk.terminal.screen()) == before);
    CHECK(desk.terminal.ask("alternate_on") == "1");
    desk.terminal.press("C-c");
    desk.terminal.await("at last with 130");
    desk.check_given_back();
  }

  TEST_CASE("the live picture fits every size of the terminal, as it changes") {
    Desk desk("watch 4.4-ts", kUsual, "4.4-ts,short:amp.R1:amp.R3");
    desk.begin();
    desk.terminal.await("WRONG");
    for (const Terminal::Size size :
         {Terminal::Size{100, 40}, {60, 20}, {40, 10}, {20, 5}, {200, 60}, {80, 24}}) {
      const std::string name = std::to_string(size.columns) + "x" + std::to_string(size.lines);
      CAPTURE(name);
      desk.terminal.resize(size);
      std::this_thread::sleep_for(milliseconds(300));
      check_screen(desk, "WRONG", "watch-" + name);
    }
    desk.terminal.press("C-c");
    desk.terminal.await("ended with 130");
    desk.check_given_back();
  }

  TEST_CASE("in ASCII and without colour the picture says the same") {
    Desk desk("watch 4.4-ts --ascii", kUsual, "4.4-ts,open:amp.T", "NO_COLOR=1");
    desk.begin();
    check_screen(desk, "WRONG", "watch-ascii");
  }

  TEST_CASE("in a pile, a cable that failed is mended in place and tested again as the same one") {
    Desk desk("test 4.4-ts --loop", {100, 120}, "4.4-ts,open:left.S");
    desk.begin();
    desk.terminal.await("next cable: plug it in");
    desk.plug("4.4-ts");
    desk.terminal.await("The test runs in ");
    const std::string screen = desk.terminal.await("Enter or the next cable");
    CAPTURE(screen);
    CHECK(count(screen, "Before:      FAIL at ") == 1);
    desk.terminal.press("q");
    desk.terminal.press("Enter");
    desk.terminal.await("2 tested, 1 passed");
    desk.terminal.await("ended with 1");
  }
}

}  // namespace e2e
