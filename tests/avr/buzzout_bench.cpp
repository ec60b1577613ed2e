#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <boost/program_options.hpp>
#include <iostream>
#include <optional>

#include "avr/bench_loop.hpp"
#include "catalog/catalog.hpp"
#include "core/error.hpp"

namespace {

using namespace buzzout;

struct Options {
  std::string board, elf, fixture, profile, cable, link;
  std::vector<std::string> library, at;
  std::optional<std::uint32_t> number;
  unsigned seed = 1;
  bool until_eof = false;
};

std::optional<Options> read_options(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  std::uint32_t number = 0;
  po::options_description d("buzzout-bench: the jig's ELF under simavr on a pseudo-terminal");
  auto add = d.add_options();
  add("help", "this text");
  add("board", po::value(&o.board)->required(), "uno, mega or mega64");
  add("elf", po::value(&o.elf)->required(), "the program");
  add("fixture", po::value(&o.fixture)->required(), "name or file");
  add("profile", po::value(&o.profile), "what a cable without a profile's name is");
  add("cable", po::value(&o.cable)->default_value("none"), "what is plugged in");
  add("link", po::value(&o.link)->required(), "where the symbolic link to the port goes");
  add("number", po::value(&number), "the jig's own number");
  add("library", po::value(&o.library)->default_value({BUZZOUT_SOURCE_DIR}, "the source tree"),
      "folder of profiles/ and fixtures/");
  add("at", po::value(&o.at), "END=SOCKET");
  add("seed", po::value(&o.seed)->default_value(1), "of all that is random");
  add("until-eof", po::bool_switch(&o.until_eof), "stop at the end of standard input");
  po::variables_map values;
  po::store(po::parse_command_line(argc, argv, d), values);
  if (values.count("help")) {
    std::cout << d;
    return std::nullopt;
  }
  po::notify(values);
  if (values.count("number")) o.number = number;
  return o;
}

FixtureMap::Choices choices(const std::vector<std::string>& at) {
  FixtureMap::Choices result;
  for (const std::string& text : at) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos) throw Error("usage", "--at wants END=SOCKET", text);
    result[text.substr(0, sign)] = text.substr(sign + 1);
  }
  return result;
}

volatile sig_atomic_t stop_signal = 0;

// The signals arrive in ppoll() only, with the mask returned.
sigset_t await_signals() {
  struct sigaction action {};
  action.sa_handler = [](int s) { stop_signal = s; };
  sigset_t blocked, before;
  sigemptyset(&blocked);
  for (const int s : {SIGINT, SIGTERM}) {
    sigaction(s, &action, nullptr);
    sigaddset(&blocked, s);
  }
  sigprocmask(SIG_BLOCK, &blocked, &before);
  signal(SIGPIPE, SIG_IGN);
  return before;
}

// Runs until quit, a signal, or (with until_eof) the end of standard input. True if the firmware
// did nothing wrong.
bool serve(BenchLoop& loop, PtyLink& link, bool until_eof) {
  const sigset_t mask = await_signals();
  std::string pending;
  bool input = true, clean = true;
  while (!loop.quit() && !stop_signal) {
    loop.step();
    for (const std::string& fault : loop.take_faults()) {
      std::cerr << "violation: " << fault << std::endl;
      clean = false;
    }
    pollfd fds[] = {{loop.stalled() ? -1 : link.descriptor(), POLLIN, 0},
                    {input ? STDIN_FILENO : -1, POLLIN, 0}};
    const auto ns = std::max<long long>(0, loop.pause().count());
    const timespec timeout = {ns / 1'000'000'000, ns % 1'000'000'000};
    if (ppoll(fds, 2, &timeout, &mask) <= 0 || fds[1].revents == 0) continue;
    char text[4096];
    const ssize_t n = read(STDIN_FILENO, text, sizeof text);
    if (n <= 0) {
      input = false;
      if (until_eof) break;
      continue;
    }
    pending.append(text, static_cast<std::size_t>(n));
    for (std::size_t end; (end = pending.find('\n')) != std::string::npos;) {
      std::cout << loop.command(pending.substr(0, end)) << std::endl;
      pending.erase(0, end + 1);
    }
  }
  return clean;
}

int run(const Options& o) {
  const Board* board = find_board(o.board);
  if (!board) throw Error("unknown-board", "no such board", o.board, "uno, mega or mega64");
  const Catalog catalog({o.library.begin(), o.library.end()});
  const Fixture fixture = catalog.fixture(o.fixture);
  if (fixture.board != board->name)
    throw Error("wrong-board", "the fixture is for another board: " + fixture.board, o.fixture);
  std::optional<Profile> profile;
  if (!o.profile.empty()) profile = catalog.profile(o.profile);
  Workbench bench(
      *board, fixture, profile ? &*profile : nullptr, choices(o.at),
      [&](const std::string& name) { return catalog.profile(name); }, o.seed);
  bench.plug(parse_cable_edits(o.cable));
  AvrJig jig(o.elf, *board, bench, {o.number, o.seed});
  PtyLink link(o.link);
  std::cout << "port " << link.port_name() << "\nshim " BUZZOUT_MODEM_SHIM << std::endl;
  BenchLoop loop(jig, bench, link, o.seed);
  return serve(loop, link, o.until_eof) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto options = read_options(argc, argv);
    return options ? run(*options) : 0;
  } catch (const buzzout::Error& e) {
    std::cerr << "buzzout-bench: " << e.code << ": " << e.message << "\n";
    if (!e.where.empty()) std::cerr << e.where << "\n";
    if (!e.remedy.empty()) std::cerr << e.remedy << "\n";
  } catch (const std::exception& e) {
    std::cerr << "buzzout-bench: " << e.what() << "\n";
  }
  return 2;
}
