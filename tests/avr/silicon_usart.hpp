#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "avr/serial_wire.hpp"
#include "avr/simavr.hpp"

namespace buzzout {

// USART0 as the data sheet has it (ATmega328P chapter 19, ATmega2560 chapter 22), in place of
// simavr's: a receiver of two bytes and a shift register that loses what is not read in time, a
// transmitter of one byte and a shift register, ten bits a byte, true baud rates on both ends of
// the wire. simavr's own counts eleven bits a byte, loses nothing below 64 bytes, and has no second
// transmit register.
class SiliconUsart {
 public:
  // Takes over the registers of USART0. The avr_t outlives it.
  explicit SiliconUsart(avr_t*);
  SiliconUsart(const SiliconUsart&) = delete;
  SiliconUsart& operator=(const SiliconUsart&) = delete;

  // The rate at which the host speaks and listens; 0: always the firmware's own.
  void set_host_baud(unsigned baud) { host_baud_ = baud; }
  // What the firmware has set (UBRR0, U2X0), in baud.
  double firmware_baud() const;

  // From the host: the bytes follow one another on the wire, behind those still on their way.
  void send(std::span<const std::uint8_t>);
  // Bytes from the host that have not ended yet.
  bool sending() const;
  // The level of the line from the host, now.
  bool line_is_high() const { return to_jig_.high_at(static_cast<double>(avr_->cycle)); }
  // What has arrived at the host since the last call.
  std::vector<std::uint8_t> take();

  struct Counters {
    std::uint64_t received = 0;        // bytes the firmware's receiver completed
    std::uint64_t read = 0;            // bytes the firmware read
    std::uint64_t lost = 0;            // overrun: completed, never read, gone
    std::uint64_t deaf = 0;            // came while the receiver was off
    std::uint64_t framing_errors = 0;  // received with FE0
    std::uint64_t sent = 0;            // bytes the firmware sent
    std::uint64_t refused = 0;         // written to UDR0 while UDRE0 was clear: gone
    std::uint64_t last_received = 0;   // cycle of the stop bit of the last byte from the host
    std::uint64_t last_sent = 0;       // cycle at which the last byte's stop bit ended
  };
  const Counters& counters() const { return counters_; }

  // For the jig: what a reset does, and what the end of an interrupt routine does (the receive and
  // the data-register-empty interrupts are levels and come again).
  void on_reset();
  void on_interrupt_end() { raise_levels(); }

 private:
  struct Received {
    std::uint8_t byte;
    bool framing_error;
  };

  double bit() const;       // cycles, of the firmware
  double host_bit() const;  // cycles
  bool enabled(std::uint8_t mask) const;
  void raise_levels();
  void deliver(Received);
  void schedule_hunt(double from);
  std::uint64_t on_receive_event(std::uint64_t when);
  std::uint64_t on_transmit_event(std::uint64_t when);
  void start_transmit(double when, std::uint8_t byte);
  std::uint8_t read_data();
  std::uint8_t read_status();
  void write_data(std::uint8_t);
  void write_status(std::uint8_t);
  void write_control(std::uint8_t);

  avr_t* avr_;
  avr_uart_t* uart_;
  unsigned host_baud_ = 0;
  Counters counters_;

  SerialWire to_jig_;
  std::optional<double> start_edge_;  // of the frame being received
  double frame_bit_ = 0;
  std::deque<Received> fifo_;        // two at most
  std::optional<Received> shifted_;  // complete, waits in the shift register for room
  bool overrun_ = false;

  SerialWire to_host_;
  double host_listens_from_ = 0;
  bool shifting_ = false;
  std::optional<std::uint8_t> buffer_;
};

}  // namespace buzzout
