#include <doctest/doctest.h>

#include "avr/bridged_jig.hpp"
#include "avr/firmware_rig.hpp"
#include "jig/envelope.hpp"
#include "jig/jig_client.hpp"

using namespace buzzout;

namespace {

constexpr auto us = &AvrJig::cycles_of_us;
constexpr auto ms = &AvrJig::cycles_of_ms;

// What was shipped before replies were spaced and could be had in parts.
std::string old_firmware(const std::string& board) {
  return BUZZOUT_SOURCE_DIR "/tests/old/0.1.0/firmware/buzzout-" + board + ".hex";
}
std::string new_firmware(const std::string& board) { return BUZZOUT_FIRMWARE_ELF + board + ".elf"; }

// A program of the host in front of a jig behind a 16U2.
struct Desk {
  Desk(const std::string& board, const std::string& elf, std::uint64_t timer = 0)
      : rig(board, elf), link((rig.jig.run(ms(30)), rig.jig), {}, timer), client(link, link, 0xFFFF0000U) {}

  // The host stays away once, after `wait` …
  void stall_once(std::uint64_t away, std::uint64_t wait) { set_host({.away = away, .every = ms(10'000), .from = rig.jig.cycle() + wait}); }
  // … or again and again; `wait` is less than `every`.
  void stall(std::uint64_t away, std::uint64_t every, std::uint64_t wait) {
    set_host({.away = away, .every = every, .from = rig.jig.cycle() + wait - every});
  }
  void set_host(const UsbBridge::Host& host) { link.bridge().set_host(host); }
  // Requests that one scan took; the rows must be right.
  std::size_t requests_of_scan() {
    const std::size_t before = link.sent;
    const Scan scan = client.scan();
    CHECK(scan.clean());
    REQUIRE(scan.matrix.points() == rig.board.points);
    for (Point p = 0; p < rig.board.points; ++p)
      CHECK(scan.matrix.rows[p] == (p == 2 || p == 8 ? only(2) | only(8) : only(p)));
    return link.sent - before;
  }

  Rig rig;
  BridgedJig link;
  JigClient client;
};

}  // namespace

namespace {

constexpr unsigned kPhases = 20;

// Of so many whole scans of 64 points, each with one absence of the host somewhere in its reply, how many arrive damaged.
unsigned damaged_scans(const std::string& elf, std::uint64_t away) {
  unsigned damaged = 0;
  for (unsigned k = 0; k < kPhases; ++k) {
    Desk desk("mega64", elf, k * 7400);
    desk.link.sleep(Duration(10'000));
    desk.link.discard_input();  // the hello
    desk.stall_once(away, us(4000 + 382 * k));
    const SealedRequest request = seal(4711, "SCAN?");
    desk.link.write("\n" + request.line + "\n");
    desk.link.sleep(Duration(40'000));
    char bytes[4096];
    std::string reply(bytes, desk.link.read(bytes, sizeof bytes, Duration{0}));
    while (reply.ends_with('\r') || reply.ends_with('\n')) reply.pop_back();
    damaged += !open_reply(request, reply);
  }
  return damaged;
}

// Requests of a scan of 64 points in parts: one that measures, and then five rows each.
constexpr std::size_t kParts = 1 + 13;

}  // namespace

TEST_CASE("the modelled USB chip loses of long replies what the chip's own program loses, and of spaced ones nearly none") {
  CHECK(damaged_scans(old_firmware("mega64"), 0) == 0);
  const unsigned some = damaged_scans(old_firmware("mega64"), us(600)), most = damaged_scans(old_firmware("mega64"), us(1000));
  CAPTURE(some);
  CAPTURE(most);
  CHECK(some >= kPhases / 5);
  CHECK(some <= kPhases / 2);
  CHECK(most >= kPhases * 3 / 4);
  CHECK(damaged_scans(new_firmware("mega64"), us(1000)) <= kPhases / 5);
}

TEST_CASE("a host that stays away for 10 ms again and again costs a 64-point jig one retry in all") {
  for (unsigned k = 0; k < 6; ++k) {
    CAPTURE(k);
    Desk desk("mega64", new_firmware("mega64"), k * 11'000);
    desk.rig.plug("bridge:3:9");
    desk.client.connect();
    desk.stall(ms(10), ms(18), us(2900 * k));
    CHECK(desk.requests_of_scan() == 1 + kParts);
    CHECK(desk.client.line().damaged == 1);
    for (int scans = 0; scans < 2; ++scans) CHECK(desk.requests_of_scan() == kParts);
    const std::size_t before = desk.link.sent;
    CHECK(desk.client.hold(only(2), 20).always_low == (only(2) | only(8)));
    CHECK(desk.link.sent == before + 1);
    CHECK(desk.client.line().damaged == 1);
    CHECK(desk.client.line().in_parts);
    CHECK_FALSE(desk.client.line().slowed);
    CHECK(desk.client.line().baud == protocol::fast_baud);
    CHECK(desk.rig.jig.watchdog_interrupts() == 0);
  }
}

TEST_CASE("one absence of 10 ms, wherever it falls into a scan of 64 points, costs one retry at most") {
  unsigned damaged = 0;
  for (unsigned k = 0; k < 12; ++k) {
    CAPTURE(k);
    Desk desk("mega64", new_firmware("mega64"), k * 5'000);
    desk.rig.plug("bridge:3:9");
    desk.client.connect();
    desk.stall_once(ms(10), us(2000 * k));
    const std::size_t requests = desk.requests_of_scan();
    CHECK((requests == 1 || requests == 1 + kParts));
    damaged += desk.client.line().damaged;
  }
  CHECK(damaged >= 6);
}

TEST_CASE("an older 64-point jig behind such a host ends up at the slower rate, and answers there without a retry") {
  for (unsigned k = 0; k < 3; ++k) {
    CAPTURE(k);
    Desk desk("mega64", old_firmware("mega64"), k * 20'000);
    desk.rig.plug("bridge:3:9");
    desk.client.connect();
    CHECK(desk.client.line().baud == protocol::fast_baud);
    desk.stall(ms(10), ms(18), us(5170 * k));
    CHECK(desk.requests_of_scan() == 3);
    CHECK(desk.client.line().damaged == 2);
    CHECK(desk.client.line().slowed);
    CHECK(desk.client.line().baud == protocol::slow_baud);
    for (int scans = 0; scans < 2; ++scans) CHECK(desk.requests_of_scan() == 1);
    CHECK(desk.client.line().damaged == 2);
  }
}

TEST_CASE("whatever a jig of 16 points answers survives 10 ms without the host") {
  for (const char* board : {"uno", "mega"})
    for (const bool old : {true, false})
      for (unsigned k = 0; k < 6; ++k) {
        CAPTURE(board);
        CAPTURE(k);
        Desk desk(board, old ? old_firmware(board) : new_firmware(board), k * 11'000);
        desk.rig.plug("bridge:3:9");
        desk.client.connect();
        desk.stall(ms(10), ms(12), us(1970 * k));
        for (int scans = 0; scans < 4; ++scans) CHECK(desk.requests_of_scan() == 1);
        CHECK(desk.client.line().damaged == 0);
        CHECK(desk.link.bridge().overwritten() == 0);
      }
}

TEST_CASE("what a scan of 64 points takes behind a USB chip, whole, in parts and at the slower rate") {
  const auto mean_ms = [](const std::string& elf, std::size_t requests, auto prepare) {
    constexpr int kScans = 5;
    Desk desk("mega64", elf);
    desk.rig.plug("bridge:3:9");
    prepare(desk);
    const auto before = desk.link.now();
    for (int k = 0; k < kScans; ++k) {
      CHECK(desk.requests_of_scan() == requests);
      desk.link.sleep(Duration{1700});  // so that the flush timer stands elsewhere
    }
    return static_cast<double>((desk.link.now() - before).count()) / kScans / 1000 - 1.7;
  };
  const auto connect = [](Desk& desk) { desk.client.connect(); };
  const double old_whole = mean_ms(old_firmware("mega64"), 1, connect);
  const double whole = mean_ms(new_firmware("mega64"), 1, connect);
  const double parts = mean_ms(new_firmware("mega64"), kParts, [](Desk& desk) {
    desk.client.connect();
    desk.stall_once(ms(10), us(5000));
    desk.client.scan();
    desk.set_host({});
  });
  const double slow = mean_ms(new_firmware("mega64"), 1, [](Desk& desk) {
    desk.client.fix_baud(protocol::slow_baud);
    desk.client.connect();
  });
  MESSAGE("a scan of 64 points behind a 16U2: ", old_whole, " ms before, ", whole, " ms whole, ", parts, " ms in parts, ", slow,
          " ms at 115,200 baud");
  CHECK(whole < 26);
  CHECK(parts < 75);
  CHECK(slow < 115);
}
