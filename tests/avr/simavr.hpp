#pragma once

// simavr is C, has no include guards for C++ everywhere, and is GPL: only executables of tests and
// benches may include this.
#include <string>
#include <string_view>

extern "C" {
#include <simavr/avr_adc.h>
#include <simavr/avr_eeprom.h>
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/avr_watchdog.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <simavr/sim_elf.h>
#include <simavr/sim_hex.h>
#include <simavr/sim_interrupts.h>
}

namespace buzzout {

// simavr prints what it thinks of a program; after this it only remembers its last complaint.
void hush_simavr();
const std::string& simavr_complaint();

// The first I/O module of a kind ("port", "uart", "watchdog", "eeprom", "adc") that `wanted`
// accepts; T is the module's type, whose first member is the avr_io_t. Null if there is none.
template <class T, class Wanted>
T* find_module(avr_t* avr, std::string_view kind, Wanted wanted) {
  for (avr_io_t* io = avr->io_port; io; io = io->next) {
    auto* module = reinterpret_cast<T*>(io);
    if (io->kind && kind == io->kind && wanted(*module)) return module;
  }
  return nullptr;
}

}  // namespace buzzout
