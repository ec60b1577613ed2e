#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "e2e/host_process.hpp"
#include "e2e/terminal.hpp"

namespace e2e {
namespace {

// Runs a command of the host in a shell that notes the terminal's settings before and after it.
std::string script(const Account& account, const BenchProcess& bench,
                   const std::string& arguments) {
  std::ostringstream out;
  out << "trap : INT\nbefore=$(stty -g)\n";
  out << "LD_PRELOAD=" << account.variables(bench.shim()).at("LD_PRELOAD") << " " BUZZOUT_HOST " "
      << arguments << " -p " << bench.port() << "\n";
  out << "echo \"ended with $?\"\n";
  out << "test \"$before\" = \"$(stty -g)\" && echo terminal as before\n";
  out << "sleep 600\n";
  return out.str();
}

// Takes the cable out for long enough to be noticed, and plugs the next one in.
void exchange(BenchProcess& bench, const std::string& cable) {
  bench.command("unplug");
  constexpr std::uint64_t glance = 150;  // bytes, at least, of a reply to LEARn? or SCAN?
  bench.await_sent(bench.status("sent") + 20 * glance);
  bench.plug(cable);
}

// The lines of the screen that have a word, without the blanks around them.
std::vector<std::string> lines_with(const std::string& screen, const std::string& word) {
  std::vector<std::string> out;
  std::istringstream lines(screen);
  for (std::string line; std::getline(lines, line);)
    if (line.find(word) != std::string::npos) {
      line.erase(0, line.find_first_not_of(' '));
      line.erase(line.find_last_not_of(' ') + 1);
      out.push_back(line);
    }
  return out;
}

// The lines without the times in them, such as 14:02:11.
std::vector<std::string> without_clock(std::vector<std::string> lines) {
  static const std::regex clock("[0-9]{2}:[0-9]{2}:[0-9]{2}");
  for (auto& line : lines) line = std::regex_replace(line, clock, "");
  return lines;
}

}  // namespace

TEST_SUITE("terminal") {
  TEST_CASE("a pile of cables is tested as they are plugged in, until Ctrl-C") {
    BenchProcess bench("uno", {.cable = "4.4-ts"});
    Account account(fixture_of("uno"));
    Terminal terminal(script(account, bench, "test 4.4-ts --loop"), account.variables(""));

    terminal.await("Enter or the next cable", 1);
    exchange(bench, "4.4-ts,open:amp.R2");
    terminal.await("Taken out or moved: waiting for the next cable.", 1);
    terminal.await("next cable: plug it in");  // the live picture of the one that failed
    exchange(bench, "4.4-ts");
    terminal.await("Enter or the next cable", 2);
    terminal.press("C-c");
    const std::string screen = terminal.await("ended with");
    CAPTURE(screen);

    const std::string title = "4.4 mm balanced headphone cable to two 3.5 mm cups";
    CHECK(without_clock(lines_with(screen, title)) ==
          std::vector<std::string>{"✔ PASS  test 1,   " + title, "✘ FAIL  test 2,   " + title, "✔ PASS  test 3,   " + title});
    CHECK(lines_with(screen, "jig ").front() == "jig 4711 · uno · headphone-bench-uno · presumed profile");
    CHECK(count(screen, "amp.R2") > 0);
    CHECK(count(screen, "3 tested, 2 passed") == 1);
    CHECK(lines_with(screen, "ended with") == std::vector<std::string>{"ended with 130"});
    terminal.await("terminal as before");
  }

  TEST_CASE("Enter tests the same cable again and q ends the pile") {
    BenchProcess bench("mega", {.cable = "4.4-ts,swap:left.T:left.S"});
    Account account(fixture_of("mega"));
    Terminal terminal(script(account, bench, "test 4.4-ts --loop"), account.variables(""));
    terminal.await("WRONG");
    bench.plug("4.4-ts");
    terminal.await("RIGHT");
    terminal.press("Enter");
    terminal.await("Enter or the next cable", 1);
    terminal.press("Enter");
    terminal.await("Enter or the next cable", 2);
    terminal.press("q");
    terminal.press("Enter");
    const std::string screen = terminal.await("ended with");
    CAPTURE(screen);
    CHECK(count(screen, "✘ FAIL") == 1);
    CHECK(count(screen, "✔ PASS") == 2);
    CHECK(count(screen, "Before:      FAIL at ") == 1);
    CHECK(count(screen, "3 tested, 2 passed") == 1);
    CHECK(count(screen, "ended with 1") == 1);
    terminal.await("terminal as before");
  }

  TEST_CASE("a jig unplugged while the next cable is awaited ends the pile with an error") {
    BenchProcess bench("uno", {.cable = "4.4-ts"});
    Account account(fixture_of("uno"));
    Terminal terminal(script(account, bench, "test 4.4-ts --loop"), account.variables(""));
    terminal.await("Enter or the next cable", 1);
    bench.kill();
    const std::string screen = terminal.await("ended with");
    CAPTURE(screen);
    CHECK(count(screen, "error: the jig on ") == 1);
    CHECK(count(screen, "→ ") > 0);
    CHECK(count(screen, "ended with 2") == 1);
    terminal.await("terminal as before");
  }

  TEST_CASE("a lesson asks what it does not know, line by line, and Ctrl-C at a question writes nothing") {
    BenchProcess bench("uno", {.cable = "none"});
    Account account(fixture_of("uno"));
    CHECK(run_host(account, bench, {"test", "4.4-ts"}).end.status == 3);  // proves the fixture empty
    bench.plug("4.4-ts");
    const auto type = [](Terminal& terminal, const std::string& word) {
      if (!word.empty()) terminal.press(word);
      terminal.press("Enter");
    };
    {
      Terminal terminal(script(account, bench, "learn mine"), account.variables(""));
      terminal.await("  Who are you:");
      terminal.press("C-c");
      CHECK(count(terminal.await("ended with"), "ended with 130") == 1);
      terminal.await("terminal as before");
    }
    Terminal terminal(script(account, bench, "learn mine"), account.variables(""));
    terminal.await("  Who are you:");
    type(terminal, "");
    terminal.await("  A profile says who learned it.\n  Who are you:");
    type(terminal, "Anna");
    terminal.await("    amp-4.4  4.4 mm TRRRS (Pentaconn)\n    amp-xlr4  4-pin XLR\n");
    terminal.await("  These sockets share test points. Which one holds the plug:");
    type(terminal, "nowhere");
    terminal.await("  That is none of them.\n  These sockets share test points. Which one holds the plug:");
    type(terminal, "amp-xlr4");
    const std::string screen = terminal.await("ended with");
    CAPTURE(screen);
    CHECK(count(screen, "4-pin XLR") > 0);
    terminal.await("terminal as before");
  }

  TEST_CASE("a trace names one contact at a time, and Enter skips it") {
    BenchProcess bench("uno");
    Account account(fixture_of("uno"));
    Terminal terminal(script(account, bench, "fixtures trace"), account.variables(""));
    terminal.await("  touch amp-4.4.T   (point 1)  Enter: skip it; Ctrl-C: end");
    bench.plug("none,touch:amp-4.4.T,touch:amp-4.4.R2");
    terminal.await("  several points answer: touch one contact only");
    bench.plug("none,touch:amp-4.4.T");
    terminal.await("  ✔ amp-4.4.T  point 1");
    bench.command("unplug");
    terminal.await("  touch amp-4.4.R1   (point 2)");
    terminal.press("Enter");
    terminal.await("  - amp-4.4.R1  no answer");
    const std::string screen = terminal.await("  touch amp-4.4.R2   (point 3)");
    CHECK(count(screen, "several points") == 0);
    CHECK(count(screen, "Enter: skip it") == 2);  // Enter left the line of the one that was skipped
    terminal.press("C-c");
    CHECK(count(terminal.await("ended with"), "ended with 130") == 1);
    terminal.await("terminal as before");
  }

  TEST_CASE("Ctrl-C ends the console and a self-test with 130") {
    BenchProcess bench("uno");
    Account account(fixture_of("uno"));
    for (const std::string words : {"jigs console", "fixtures self-test", "fixtures trace"}) {
      CAPTURE(words);
      Terminal terminal(script(account, bench, words), account.variables(""));
      terminal.await(words == "jigs console"         ? "Type SCPI commands"
                     : words == "fixtures self-test" ? "Unplug everything"
                                                     : "touch amp-4.4.T");
      terminal.press("C-c");
      CHECK(count(terminal.await("ended with"), "ended with 130") == 1);
      terminal.await("terminal as before");
    }
  }
}

}  // namespace e2e
