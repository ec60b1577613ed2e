#include "jig/serial_channel.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>
#include <utility>

#include "jig/locking_open.hpp"
#include "jig/pty.hpp"
#include "jig/refusals.hpp"

using namespace buzzout;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

std::string read_all(SerialChannel& channel, std::size_t size) {
  std::string got;
  char some[256];
  while (got.size() < size) {
    const auto n = channel.read(some, sizeof some, 2s);
    if (n == 0) break;
    got.append(some, n);
  }
  return got;
}

termios flags(const Pty& pty) {
  termios t{};
  REQUIRE(::tcgetattr(pty.master(), &t) == 0);
  return t;
}

void add_control_flags(const Pty& pty, tcflag_t more) {
  termios t = flags(pty);
  t.c_cflag |= more;
  REQUIRE(::tcsetattr(pty.master(), TCSANOW, &t) == 0);
}

steady_clock::duration cpu_time() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
}

}  // namespace

TEST_CASE("a request goes out and a reply comes in at one megabaud") {
  Pty pty;
  SerialChannel channel(pty.port());
  channel.set_baud(1'000'000);
  CHECK(line_speed(pty.master()) == 1'000'000);
  channel.write("*IDN?\n");
  CHECK(pty.receive(6) == "*IDN?\n");
  pty.send("Buzzout,uno\r\n");
  CHECK(read_all(channel, 13) == "Buzzout,uno\r\n");
}

TEST_CASE("every byte value passes both ways unchanged") {
  Pty pty;
  SerialChannel channel(pty.port());
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  channel.write(all);
  CHECK(pty.receive(256) == all);
  pty.send(all);
  CHECK(read_all(channel, 256) == all);
}

TEST_CASE("a port opens at 115200 baud and can fall back to it") {
  Pty pty;
  SerialChannel channel(pty.port());
  CHECK(line_speed(pty.master()) == 115'200);
  channel.set_baud(1'000'000);
  channel.set_baud(115'200);
  CHECK(line_speed(pty.master()) == 115'200);
}

TEST_CASE("a port left at one megabaud opens again") {
  Pty pty;
  SerialChannel(pty.port()).set_baud(1'000'000);
  REQUIRE(line_speed(pty.master()) == 1'000'000);
  SerialChannel again(pty.port());
  again.write("x");
  CHECK(pty.receive(1) == "x");
}

TEST_CASE("a speed that no port has is refused and changes nothing") {
  Pty pty;
  SerialChannel channel(pty.port());
  CHECK(refusal([&] { channel.set_baud(0); }).code == "jig-baud");
  CHECK(refusal([&] { channel.set_baud(4'000'000'000); }).code == "jig-baud");
  CHECK(line_speed(pty.master()) == 115'200);
}

TEST_CASE("opening a port raises DTR and RTS and closing it leaves them") {
  Pty pty;
  set_modem_lines(0);
  { SerialChannel channel(pty.port()); }
  CHECK((modem_lines() & TIOCM_DTR) != 0);
  CHECK((modem_lines() & TIOCM_RTS) != 0);
}

TEST_CASE("closing a port does not hang up, so the next open does not reset the board") {
  Pty pty;
  add_control_flags(pty, HUPCL);
  SerialChannel channel(pty.port());
  CHECK((flags(pty).c_cflag & HUPCL) == 0);
  channel.set_baud(1'000'000);
  CHECK((flags(pty).c_cflag & HUPCL) == 0);
}

TEST_CASE("hardware flow control that another program left on is turned off") {
  Pty pty;
  add_control_flags(pty, CRTSCTS | CSTOPB);
  REQUIRE((flags(pty).c_cflag & CRTSCTS) != 0);
  SerialChannel channel(pty.port());
  CHECK((flags(pty).c_cflag & (CRTSCTS | CSTOPB)) == 0);
}

TEST_CASE("a jig's hello from before the port was opened is kept, and discarded on demand") {
  Pty pty;
  pty.send("hello\n");
  SerialChannel channel(pty.port());
  char first = 0;
  REQUIRE(channel.read(&first, 1, 2s) == 1);
  CHECK(first == 'h');
  channel.discard_input();
  CHECK(channel.read(&first, 1, 0ms) == 0);
}

TEST_CASE("a read returns nothing on time, without using the processor") {
  Pty pty;
  SerialChannel channel(pty.port());
  char some[8];
  const auto start = steady_clock::now();
  const auto used = cpu_time();
  CHECK(channel.read(some, sizeof some, 200ms) == 0);
  const auto took = steady_clock::now() - start;
  CHECK(took >= 200ms);
  CHECK(took < 1s);
  CHECK(cpu_time() - used < 50ms);
}

TEST_CASE("a read with no time, less than none or no room returns at once") {
  Pty pty;
  SerialChannel channel(pty.port());
  char some[8];
  const auto start = steady_clock::now();
  CHECK(channel.read(some, sizeof some, 0us) == 0);
  CHECK(channel.read(some, sizeof some, -5s) == 0);
  CHECK(channel.read(some, 0, 5s) == 0);
  CHECK(steady_clock::now() - start < 1s);
}

TEST_CASE("a read for as long as it takes returns the first byte that comes") {
  Pty pty;
  SerialChannel channel(pty.port());
  std::thread jig([&] {
    std::this_thread::sleep_for(50ms);
    pty.send("!");
  });
  char some[8];
  CHECK(channel.read(some, sizeof some, Duration::max()) == 1);
  jig.join();
}

TEST_CASE("signals neither cut a read short nor prolong it") {
  Pty pty;
  SerialChannel channel(pty.port());
  struct sigaction quiet {
  }, before{};
  quiet.sa_handler = [](int) {};
  REQUIRE(::sigaction(SIGALRM, &quiet, &before) == 0);
  const itimerval often{{0, 5000}, {0, 5000}}, never{};
  ::setitimer(ITIMER_REAL, &often, nullptr);
  char some[8];
  const auto start = steady_clock::now();
  CHECK(channel.read(some, sizeof some, 150ms) == 0);
  const auto took = steady_clock::now() - start;
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::sigaction(SIGALRM, &before, nullptr);
  CHECK(took >= 150ms);
  CHECK(took < 1s);
}

TEST_CASE("a jig that takes no bytes ends a write at its limit") {
  Pty pty;
  SerialChannel channel(pty.port(), 100ms);
  const auto start = steady_clock::now();
  const auto error = refusal([&] { channel.write(std::string(1 << 20, 'x')); });
  CHECK(error.code == "jig-write-timeout");
  CHECK(error.message.find("of 1048576 bytes") != std::string::npos);
  CHECK(steady_clock::now() - start >= 100ms);
  CHECK(steady_clock::now() - start < 1s);
}

TEST_CASE("a jig unplugged during a read is noticed at once") {
  Pty pty;
  SerialChannel channel(pty.port());
  std::thread hand([&] {
    std::this_thread::sleep_for(50ms);
    pty.unplug();
  });
  char some[8];
  const auto start = steady_clock::now();
  const auto used = cpu_time();
  const auto error = refusal([&] { channel.read(some, sizeof some, 10s); });
  hand.join();
  CHECK(error.code == "jig-unplugged");
  CHECK(error.where == pty.port());
  CHECK_FALSE(error.remedy.empty());
  CHECK(steady_clock::now() - start < 1s);
  CHECK(cpu_time() - used < 30ms);
}

TEST_CASE("a jig unplugged before a call is noticed by every call") {
  Pty pty;
  SerialChannel channel(pty.port());
  pty.unplug();
  char some[8];
  CHECK(refusal([&] { channel.write("*IDN?\n"); }).code == "jig-unplugged");
  CHECK(refusal([&] { channel.read(some, sizeof some, 10s); }).code == "jig-unplugged");
  CHECK(refusal([&] { channel.read(some, sizeof some, 0s); }).code == "jig-unplugged");
  CHECK(refusal([&] { channel.set_baud(1'000'000); }).code == "jig-unplugged");
  CHECK(refusal([&] { channel.discard_input(); }).code == "jig-unplugged");
}

TEST_CASE("a second open of a port in use is refused and disturbs nothing") {
  Pty pty;
  SerialChannel channel(pty.port());
  channel.set_baud(1'000'000);
  const auto error = refusal([&] { SerialChannel second(pty.port()); });
  CHECK(error.code == "jig-busy");
  CHECK(error.remedy.find("serial monitor") != std::string::npos);
  CHECK(error.remedy.find("ModemManager") != std::string::npos);
  CHECK(line_speed(pty.master()) == 1'000'000);
  CHECK((flags(pty).c_cflag & HUPCL) == 0);
  channel.write("still here");
  CHECK(pty.receive(10) == "still here");
}

TEST_CASE("a libserialport that locks ports itself opens one that is ours, and no other") {
  Pty pty;
  {
    const LockingOpen locking;
    SerialChannel channel(pty.port());
    channel.write("x");
    CHECK(pty.receive(1) == "x");
    CHECK(refusal([&] { SerialChannel second(pty.port()); }).code == "jig-busy");
  }
  {
    const LockingOpen stolen(true);
    set_modem_lines(0);
    CHECK(refusal([&] { SerialChannel channel(pty.port()); }).code == "jig-busy");
    CHECK(modem_lines() == 0);
  }
  CHECK_NOTHROW(SerialChannel(pty.port()));
}

TEST_CASE("a port that another program took for itself is refused as busy") {
  Pty pty;
  ::chmod(pty.slave().c_str(), 0666);
  const int other = ::open(pty.slave().c_str(), O_RDWR | O_NOCTTY);
  REQUIRE(::ioctl(other, TIOCEXCL) == 0);
  CHECK(refusal_of_ordinary_user([&] { SerialChannel channel(pty.port()); }) == "jig-busy");
  ::close(other);
}

TEST_CASE("an open port is closed to other programs and free again afterwards") {
  Pty pty;
  ::chmod(pty.slave().c_str(), 0666);
  const auto plain_open = [&] {
    const int fd = ::open(pty.slave().c_str(), O_RDWR | O_NOCTTY);
    if (fd < 0) throw Error(errno == EBUSY ? "busy" : "other", "");
    ::close(fd);
  };
  {
    SerialChannel channel(pty.port());
    CHECK(refusal_of_ordinary_user(plain_open) == "busy");
  }
  CHECK(refusal_of_ordinary_user(plain_open) == "");
  CHECK(refusal_of_ordinary_user([&] { SerialChannel again(pty.port()); }) == "");
}

TEST_CASE("a moved channel goes on, and its port is free when the last owner goes") {
  Pty pty;
  {
    SerialChannel first(pty.port());
    SerialChannel second(std::move(first));
    second.write("x");
    CHECK(pty.receive(1) == "x");
    CHECK(refusal([&] { SerialChannel third(pty.port()); }).code == "jig-busy");
  }
  CHECK_NOTHROW(SerialChannel(pty.port()));
}

TEST_CASE("a failed open leaves the port free") {
  Pty pty;
  CHECK(refusal([&] { SerialChannel channel(pty.slave()); }).code == "jig-not-serial");
  CHECK_NOTHROW(SerialChannel(pty.port()));
}

TEST_CASE("the handles of an open port are not handed to started programs") {
  Pty pty;
  SerialChannel channel(pty.port());
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    if (std::filesystem::read_symlink(entry, gone) != pty.slave()) continue;
    ++found;
    CHECK((::fcntl(std::stoi(entry.path().filename()), F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(found == 2);
}

TEST_CASE("a port without permission is refused with the group to join") {
  Pty pty;
  ::chmod(pty.slave().c_str(), 0);
  CHECK(refusal_of_ordinary_user([&] { SerialChannel channel(pty.port()); }) == "jig-permission");
}

TEST_CASE("what is not a serial port is refused by what it is") {
  Pty pty;
  const auto file = pty.directory() + "/file";
  std::fclose(std::fopen(file.c_str(), "w"));
  const auto reason = [](const std::string& path) {
    const auto error = refusal([&] { SerialChannel channel(path); });
    CHECK(error.where == path);
    return error.code + ": " + error.message;
  };
  CHECK(reason(pty.directory()) == "jig-not-serial: " + pty.directory() + " is a directory");
  CHECK(reason(file) == "jig-not-serial: " + file + " is a file, not a serial port");
  CHECK(reason("/dev/null") == "jig-not-serial: /dev/null has no serial line behind it");
  CHECK(reason(pty.slave()) ==
        "jig-not-serial: " + pty.slave() + " is a terminal, not a serial port");
}

TEST_CASE("a port that is not there is refused, and so is a link that leads nowhere") {
  Pty pty;
  const auto link = pty.directory() + "/jig";
  std::filesystem::create_symlink("/dev/ttyACM97", link);
  const auto loop = pty.directory() + "/loop";
  std::filesystem::create_symlink(loop, loop);
  const auto message = [](const std::string& path) {
    const auto error = refusal([&] { SerialChannel channel(path); });
    CHECK(error.code == "jig-no-port");
    CHECK_FALSE(error.remedy.empty());
    return error.message;
  };
  CHECK(message("/dev/ttyACM98") == "there is no serial port /dev/ttyACM98");
  CHECK(message("/dev/null/ttyACM0") == "there is no serial port /dev/null/ttyACM0");
  CHECK(message("") == "there is no serial port ");
  CHECK(message(std::string(5000, 'x')).size() > 5000);
  CHECK(message(link) == "the link " + link + " leads to nothing");
  CHECK(message(loop) == "the link " + loop + " leads to nothing");
  pty.unplug();
  CHECK(message(pty.port()) == "the link " + pty.port() + " leads to nothing");
}
