#include <doctest/doctest.h>

#include "core/error.hpp"
#include "events/listener.hpp"
#include "transport/tcp_stream.hpp"

using namespace buzzout;
using std::chrono::steady_clock;

namespace {

template <typename Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& e) {
    CHECK_FALSE(e.where.empty());
    CHECK_FALSE(e.remedy.empty());
    return e.code;
  }
  return "";
}

}  // namespace

TEST_CASE("an address is a host and a port, whatever kind of host") {
  CHECK(tcp_address("tcp://printer:9100")->host == "printer");
  CHECK(tcp_address("tcp://printer:9100")->port == 9100);
  CHECK(tcp_address("tcp://[fe80::1%eth0]:9100")->host == "fe80::1%eth0");
  CHECK(to_string(*tcp_address("tcp://[::1]:1")) == "tcp://[::1]:1");
  CHECK_FALSE(tcp_address("events.jsonl"));
  CHECK_FALSE(tcp_address("/dev/usb/lp0"));
  for (const char* bad : {"tcp://::1:9100", "tcp://[]:9100", "tcp://host:", "tcp://host:-1", "tcp://host:9100/label",
                          "tcp://user@host:9100", "TCP://host:9100", "usb://printer"})
    CHECK_MESSAGE(refusal([&] { tcp_address(bad); }) == "bad-address", bad);
}

TEST_CASE("a printer that stops taking is given up after a while") {
  Listener printer;
  const StopSignal nobody_stops;
  TcpStream stream(*tcp_address(printer.address()), nobody_stops, milliseconds(5000));
  printer.accept();
  std::size_t done = 0;
  const std::string label(50'000'000, 'x');
  CHECK(refusal([&] { stream.send(label, done, nobody_stops, milliseconds(200)); }) == "connection-slow");
  CHECK(done < label.size());
}

TEST_CASE("a printer that hangs up in the middle of a label is told of") {
  Listener printer;
  const StopSignal nobody_stops;
  TcpStream stream(*tcp_address(printer.address()), nobody_stops, milliseconds(5000));
  printer.accept();
  printer.hang_up();
  std::size_t done = 0;
  const std::string label(1000, 'x');
  CHECK(refusal([&] {
          stream.send(label, done, nobody_stops, milliseconds(5000));
          stream.finish(nobody_stops, milliseconds(5000));
        }) == "connection-lost");
}

TEST_CASE("a host that is not there is given up in time, and one that is not known at once") {
  const StopSignal nobody_stops;
  const auto start = steady_clock::now();
  // An address of the block that documents use: nobody has it (RFC 5737).
  CHECK(refusal([&] { TcpStream(TcpAddress{"192.0.2.1", 9100}, nobody_stops, milliseconds(300)); }) == "no-connection");
  CHECK(refusal([&] { TcpStream(TcpAddress{"no-such-host.invalid", 9100}, nobody_stops, milliseconds(300)); }) ==
        "no-connection");
  CHECK(steady_clock::now() - start < std::chrono::seconds(30));
}
