#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "avr/silicon_ports.hpp"
#include "avr/simavr.hpp"
#include "core/board.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The ADC as the data sheet has it (ATmega328P chapter 23, ATmega2560 chapter 26), with the workbench's converter behind the
// channels, in place of simavr's: there multiplexer and reference are taken when the result is ready, inputs are whole millivolts
// on eight channels, and the reference has no capacitor.
//
// The prescaler runs from the moment at which ADEN is set. A conversion starts at the first edge of the ADC clock after ADSC is
// written; there channel and reference are locked. It samples 1.5 ADC clocks later (13.5 for the first one after ADEN) and is
// complete 13 (25) after its start. A reference goes to AREF when it is chosen, but for a running conversion and only while ADEN
// is set; with ADEN clear nothing is on AREF.
//
// Channels that are no test points (A6 and A7 of a Nano) are at 0 V. Not modelled, and counted: differential and reserved channels,
// which read 0 V, and triggers other than free running. The ADC's own sleep mode starts nothing.
class SiliconAdc {
 public:
  // Takes over the registers of the ADC. All outlive it.
  SiliconAdc(avr_t*, const Board&, Workbench&, SiliconPorts&);
  SiliconAdc(const SiliconAdc&) = delete;
  SiliconAdc& operator=(const SiliconAdc&) = delete;

  struct Counters {
    std::uint64_t conversions = 0;    // completed
    std::uint64_t aborted = 0;        // by clearing ADEN
    std::uint64_t lost = 0;           // completed while ADCL was read and ADCH was not: the result is gone
    std::uint64_t unmodelled = 0;     // see above
    std::uint64_t last_start = 0;     // cycle
    std::uint64_t last_complete = 0;  // cycle
  };
  const Counters& counters() const { return counters_; }

  void on_reset();

 private:
  enum class Phase : unsigned char { idle, awaits_clock, awaits_sample, awaits_end };
  struct Selection {
    std::uint8_t admux = 0;
    bool mux5 = false;
  };

  static avr_cycle_count_t on_timer(avr_t*, avr_cycle_count_t when, void*);

  std::uint8_t& reg(avr_io_addr_t address) const { return avr_->data[address]; }
  bool powered() const;
  bool enabled() const;
  avr_cycle_count_t clock_cycles() const;
  avr_cycle_count_t write_moment() const;
  Converter::Reference reference_of(const Selection&) const;
  void write_admux(std::uint8_t);
  void write_control_a(std::uint8_t);
  void write_control_b(std::uint8_t);
  std::uint8_t read_low();
  std::uint8_t read_high();
  void choose(const Selection&);
  void connect_reference(avr_cycle_count_t when);
  void request(avr_cycle_count_t when);
  void abort();
  avr_cycle_count_t next(avr_cycle_count_t when);
  avr_cycle_count_t start(avr_cycle_count_t when);
  void sample(avr_cycle_count_t when);
  avr_cycle_count_t complete(avr_cycle_count_t when);

  avr_t* avr_;
  Workbench& bench_;
  SiliconPorts& ports_;
  avr_adc_t* adc_;
  avr_io_addr_t power_reduction_;
  bool wide_;                                 // sixteen channels, and 2.56 V
  std::vector<std::optional<Point>> points_;  // by channel

  Phase phase_ = Phase::idle;
  bool was_enabled_ = false;
  bool first_ = true;  // since ADEN was set
  avr_cycle_count_t enabled_at_ = 0;
  avr_cycle_count_t complete_at_ = 0;
  Selection chosen_, chosen_before_;  // as last written, and until chosen_at_
  avr_cycle_count_t chosen_at_ = 0;
  Selection locked_;
  unsigned sampled_ = 0;
  unsigned result_ = 0;
  bool data_locked_ = false;
  Counters counters_;
};

}  // namespace buzzout
