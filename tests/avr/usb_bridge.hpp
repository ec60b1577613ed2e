#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// The USB chip of an Uno R3 or a Mega 2560 R3 between the jig's serial line and the host: an ATmega16U2 at 16 MHz with the
// program "Arduino-usbserial" (LUFA 100807) that these boards are shipped with. As that program has it:
//
// - A received byte goes into a ring of 128 by interrupt. Nothing looks whether there is room; the count is a byte, too.
// - The ring is emptied into the endpoint when more than 96 bytes are in it or when timer 0 has overflown, every 65,536
//   cycles (4.096 ms): as many bytes as it then counted.
// - The endpoint has one bank of 64 bytes. Once it is full, or the ring is empty, it waits for the host to fetch it. While it
//   waits for a full one, nothing else happens; after 100 ms it gives up, and the byte in hand is lost.
//
// Times are cycles of both chips. What the program needs for one pass of its loop, to move one byte and to receive one (kPass,
// kByte, kInterrupt) is chosen so that the model loses of a long reply what that program lost in a simulation of the chip:
// nothing while the host looks every 250 µs, a third of the replies to an absence of 0.6 ms, nearly all to one of 1 ms. A reply
// that fits into the ring does not depend on it. Of the way to the jig only the host's absence is modelled.
class UsbBridge {
 public:
  struct Host {
    std::uint64_t poll = 250 * 16;  // between two looks of the host at the endpoint
    std::uint64_t away = 0;         // how long it does not look, …
    std::uint64_t every = 1;        // … so often, …
    std::uint64_t from = 0;         // … beginning here

    bool is_away(std::uint64_t cycle) const { return cycle >= from && (cycle - from) % every < away; }
  };

  // `timer`: where the flush timer stands at the beginning, in cycles.
  explicit UsbBridge(Host host, std::uint64_t timer = 0) : host_(host), timer_(timer) {}

  void set_host(Host host) { host_ = host; }

  // A byte from the jig, after the bridge has been brought to this cycle.
  void receive(std::uint8_t byte);
  // From the host; what has reached the jig by now comes out of take_for_jig().
  void send(std::string_view bytes) { to_jig_.insert(to_jig_.end(), bytes.begin(), bytes.end()); }

  void run_to(std::uint64_t cycle);

  std::vector<std::uint8_t> take_for_jig();
  std::string take_for_host();

  // Bytes that were overwritten in the ring before they were sent.
  std::uint64_t overwritten() const { return overwritten_; }

 private:
  static constexpr std::size_t kRing = 128, kBank = 64;
  static constexpr unsigned kNearlyFull = 96;
  static constexpr std::uint64_t kTimer = 65'536, kTimeout = 1'600'000, kPass = 200, kByte = 80, kInterrupt = 53;

  enum class Doing { looking, emptying, waiting_to_write, finishing, waiting_to_end };

  void step();  // of the program, at next_step_
  void poll();  // by the host, at next_poll_
  void commit() { committed_ = true; }
  std::uint8_t remove();

  Host host_;
  std::uint64_t timer_;
  std::array<std::uint8_t, kRing> ring_{};
  std::size_t in_ = 0, out_ = 0;
  std::uint8_t count_ = 0;
  std::uint64_t overwritten_ = 0;

  Doing doing_ = Doing::looking;
  std::uint64_t next_step_ = 0, next_poll_ = 0, waiting_since_ = 0, overflows_ = 0;
  unsigned left_ = 0;  // to be moved in this round
  std::uint8_t in_hand_ = 0;

  std::string bank_;
  bool committed_ = false;
  std::deque<std::uint8_t> to_jig_, for_jig_;
  std::string for_host_;
};

}  // namespace buzzout
