#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "avr/i2c_wire.hpp"
#include "avr/silicon_adc.hpp"
#include "avr/silicon_ports.hpp"
#include "avr/silicon_usart.hpp"
#include "core/board.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// A jig board that runs an ELF cycle by cycle (16 MHz, ATmega328P or ATmega2560) with the
// workbench's network on its pins. One thread. Errors: "avr-elf" (unreadable, wrong size),
// "avr-core" (no such controller or peripheral), "avr-crashed" (the program ran wild or stopped),
// "avr-hang". Whenever a member returns, the workbench's time is the CPU's, so cables may be
// changed.
class AvrJig {
 public:
  static constexpr std::uint32_t kHertz = 16'000'000;
  static constexpr std::uint64_t cycles_of_us(std::uint64_t us) { return us * 16; }
  static constexpr std::uint64_t cycles_of_ms(std::uint64_t ms) { return ms * 16'000; }

  struct Options {
    std::optional<std::uint32_t>
        number;         // the jig's own number, as the firmware keeps it in EEPROM
    unsigned seed = 1;  // what power-up leaves in SRAM
  };

  // The workbench outlives the jig.
  AvrJig(const std::filesystem::path& elf, const Board&, Workbench&, Options);
  AvrJig(const std::filesystem::path& elf, const Board& board, Workbench& bench)
      : AvrJig(elf, board, bench, Options{}) {}
  ~AvrJig();

  std::uint64_t cycle() const;
  double seconds() const { return static_cast<double>(cycle()) / kHertz; }

  // Runs for that many cycles, rounded up to whole instructions.
  void run(std::uint64_t cycles);
  // Runs until the predicate, asked after every instruction, holds. False if `most` cycles did not
  // do.
  bool run_until(const std::function<bool()>&, std::uint64_t most);
  // As run(), but with interrupts held off, from the next moment at which the program has them on.
  void run_deaf(std::uint64_t cycles);
  // Whether the program has interrupts on.
  bool interruptible() const;
  // The address (in bytes) of the instruction that comes next.
  std::uint32_t pc() const;

  // A function of the ELF: by linker name, or by C++ name without parameters
  // ("buzzout::Scanner<…>::matrix") or its last parts ("measure", "Scanner::measure"). Throws Error "avr-elf" with the
  // candidates if there is none or more than one.
  std::uint32_t function(std::string_view name) const;

  struct Call {
    std::uint64_t entered;   // cycle at which its first instruction begins
    std::uint64_t returned;  // cycle at which the caller goes on
    std::uint64_t cycles() const { return returned - entered; }
  };
  // The next call of a function, interrupts in between included. None within `most` cycles:
  // nullopt.
  std::optional<Call> next_call(std::uint32_t function, std::uint64_t most);

  // As DTR does through the board's capacitor, without the bootloader: SRAM keeps what it has.
  void reset();
  // The program stops at the next instruction that has interrupts enabled, until the watchdog's
  // interrupt. Receives on, as silicon would.
  void hang();
  bool hung() const;

  void press_button(bool down);
  struct Lamps {
    bool pass = false, fail = false, buzzer = false;  // a board may have `pass` only
  };
  Lamps lamps() const;

  // The bus to the workbench's add-on; null: it has none.
  I2cWire* addon_wire();

  SiliconUsart& usart();
  const SiliconUsart& usart() const;
  const SiliconPorts& ports() const;
  const SiliconAdc& adc() const;

  // All of the EEPROM, and a byte of the data space (SRAM; a register as last written).
  std::vector<std::uint8_t> eeprom() const;
  std::uint8_t data(std::uint16_t address) const;

  // Watchdog interrupts since power-up.
  std::uint64_t watchdog_interrupts() const;

  // For further peripherals.
  avr_t* core();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace buzzout
