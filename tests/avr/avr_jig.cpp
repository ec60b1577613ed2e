#include "avr/avr_jig.hpp"

#include <cstdlib>
#include <random>

#include "avr/avr_program.hpp"
#include "avr/board_pins.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

// avrdude's "m328p" is simavr's "atmega328p".
std::string controller_of(const Board& board) {
  return "at" + std::string(board.mcu).replace(0, 1, "mega");
}

struct Core {
  explicit Core(const Board& board) {
    avr = avr_make_mcu_by_name(controller_of(board).c_str());
    if (!avr)
      throw Error("avr-core", "simavr does not know the controller of " + std::string(board.name));
    avr_init(avr);
    avr->frequency = AvrJig::kHertz;
    avr->vcc = avr->avcc = avr->aref = 5000;
    avr->sleep = [](avr_t*, avr_cycle_count_t) {};
  }
  Core(const Core&) = delete;
  ~Core() {
    avr_terminate(avr);
    std::free(avr);
  }
  avr_t* avr;
};

constexpr std::uint16_t kJumpToItself = 0xCFFF;  // rjmp .-2
constexpr std::uint8_t kProgramEnable = 0x02;    // EEPE in EECR
constexpr avr_cycle_count_t kBurst = 1000;       // cycles without a look at timers

}  // namespace

struct AvrJig::Impl {
  // simavr's list of modules, with one that hears of every reset at its head.
  struct ResetListener {
    avr_io_t io;
    Impl* impl;
  };

  Impl(const std::filesystem::path& elf, const Board& b, Workbench& bench, const Options& options)
      : board(b), program(elf), core(b), avr(core.avr), usart(avr), ports(avr, b, bench), adc(avr, b, bench, ports) {
    program.load(avr);
    power_up(options);
    ports.follow(pins_of(b).serial_in,
                 [this] { return usart.line_is_high(); });
    if (const BoardPins& pins = pins_of(b); bench.addon() && pins.sda) connect_addon(pins, bench);
    watchdog =
        find_module<avr_watchdog_t>(avr, "watchdog", [](const avr_watchdog_t&) { return true; });
    for (unsigned i = 0; i < avr->interrupts.vector_count; ++i)
      avr_irq_register_notify(
          avr->interrupts.vector[i]->irq + AVR_INT_IRQ_RUNNING,
          [](avr_irq_t* irq, std::uint32_t running, void* p) {
            static_cast<Impl*>(p)->on_interrupt(irq->irq / 256, running != 0);
          },
          this);
    listener.impl = this;
    listener.io.kind = "jig";
    listener.io.reset = [](avr_io_t* io) {
      reinterpret_cast<ResetListener*>(io)->impl->on_reset();
    };
    avr_register_io(avr, &listener.io);
    slow_down_eeprom();
    // The program feeds the watchdog all the time, and simavr looks for it along the list.
    bring_forward(&watchdog->io);
  }

  void connect_addon(const BoardPins& pins, Workbench& bench) {
    wire.emplace(bench);
    ports.follow(*pins.sda, [this] { return wire->sda_is_high(); });
    const unsigned sda = pins.sda->bit, scl = pins.scl->bit;
    ports.watch(pins.sda->port, static_cast<std::uint8_t>(1U << sda | 1U << scl),
                [this, sda, scl](std::uint8_t ddr, std::uint8_t latch, double cycle) {
                  const auto pin = [&](unsigned bit) { return I2cWire::Pin{(ddr >> bit & 1) != 0, (latch >> bit & 1) != 0}; };
                  wire->set(pin(sda), pin(scl), ports.seconds_at(cycle));
                });
  }

  void power_up(const Options& options) {
    std::mt19937 random(options.seed);
    const auto noise = [&](unsigned from, unsigned to) {
      for (unsigned a = from; a < to; ++a) avr->data[a] = static_cast<std::uint8_t>(random());
    };
    noise(0, 32);
    noise(avr->ioend + 1u, avr->ramend + 1u);
    if (!options.number) return;
    std::uint8_t cells[8];  // the number and its complement, least significant byte first
    for (unsigned i = 0; i < 4; ++i) {
      cells[i] = static_cast<std::uint8_t>(*options.number >> (8 * i));
      cells[4 + i] = static_cast<std::uint8_t>(~cells[i]);
    }
    avr_eeprom_desc_t d = {cells, 0, sizeof cells};
    avr_ioctl(avr, AVR_IOCTL_EEPROM_SET, &d);
  }

  // simavr writes a byte of EEPROM in no time; silicon shows EEPE for 3.4 ms.
  void slow_down_eeprom() {
    eeprom = find_module<avr_eeprom_t>(avr, "eeprom", [](const avr_eeprom_t&) { return true; });
    auto& io = avr->io[AVR_DATA_TO_IO(eeprom->r_eecr)].w;
    write_eecr = io.c;
    io = {this, [](avr_t* a, avr_io_addr_t address, std::uint8_t v, void* p) {
            auto& self = *static_cast<Impl*>(p);
            const bool writes = avr_regbit_get(a, self.eeprom->eempe) && (v & kProgramEnable);
            self.write_eecr(a, address, v, self.eeprom);
            if (!writes) return;
            a->data[address] |= kProgramEnable;
            avr_cycle_timer_register_usec(
                a, 3400,
                [](avr_t* b, avr_cycle_count_t, void* q) -> avr_cycle_count_t {
                  avr_regbit_clear(b, static_cast<avr_eeprom_t*>(q)->eepe);
                  return 0;
                },
                self.eeprom);
          }};
  }

  void bring_forward(avr_io_t* io) {
    for (avr_io_t** link = &avr->io_port; *link; link = &(*link)->next)
      if (*link == io) {
        *link = io->next;
        io->next = avr->io_port;
        avr->io_port = io;
        return;
      }
  }

  void on_reset() {
    usart.on_reset();
    ports.on_reset();
    adc.on_reset();
  }

  // simavr enters an interrupt in no time; silicon takes four cycles, five with a three-byte PC.
  void on_interrupt(std::uint32_t vector, bool begins) {
    if (!begins) {
      usart.on_interrupt_end();
      return;
    }
    avr->cycle += avr->address_size + 2u;
    if (vector != watchdog->watchdog.vector) return;
    ++watchdog_interrupts;
    release();
    // In interrupt mode (WDE clear) silicon keeps WDIE; simavr clears it when this routine begins.
    if (!avr_regbit_get(avr, watchdog->wde))
      avr_cycle_timer_register(
          avr, 1,
          [](avr_t* a, avr_cycle_count_t, void* p) -> avr_cycle_count_t {
            avr_regbit_set(a, static_cast<avr_watchdog_t*>(p)->watchdog.enable);
            return 0;
          },
          watchdog);
  }

  std::uint16_t word(std::uint32_t at) const {
    return static_cast<std::uint16_t>(avr->flash[at] | avr->flash[at + 1] << 8);
  }
  void set_word(std::uint32_t at, std::uint16_t w) {
    avr->flash[at] = static_cast<std::uint8_t>(w);
    avr->flash[at + 1] = static_cast<std::uint8_t>(w >> 8);
  }
  void release() {
    if (!hung_at) return;
    set_word(*hung_at, hung_word);
    hung_at.reset();
  }

  void step() {
    const int state = avr_run(avr);
    if (state != cpu_Running && state != cpu_Sleeping)
      throw Error(
          "avr-crashed",
          state == cpu_Done ? "the program sleeps with interrupts off" : "the program ran wild",
          "PC " + std::to_string(avr->pc) + ", cycle " + std::to_string(avr->cycle) + " " +
              simavr_complaint());
  }
  void set_burst(avr_cycle_count_t cycles) {
    avr->run_cycle_limit = cycles;
    avr->run_cycle_count = 1;
  }

  unsigned stack_pointer() const { return avr->data[R_SPL] | avr->data[R_SPH] << 8; }

  const Board& board;
  AvrProgram program;
  ResetListener listener{};  // in simavr's list: outlives the core
  Core core;
  avr_t* avr;
  SiliconUsart usart;
  SiliconPorts ports;
  SiliconAdc adc;
  std::optional<I2cWire> wire;
  avr_watchdog_t* watchdog = nullptr;
  avr_eeprom_t* eeprom = nullptr;
  avr_io_write_t write_eecr = nullptr;
  std::uint64_t watchdog_interrupts = 0;
  std::optional<std::uint32_t> hung_at;
  std::uint16_t hung_word = 0;
};

AvrJig::AvrJig(const std::filesystem::path& elf, const Board& board, Workbench& bench,
               Options options)
    : impl_(std::make_unique<Impl>(elf, board, bench, options)) {}
AvrJig::~AvrJig() = default;

std::uint64_t AvrJig::cycle() const {
  return impl_->avr->cycle;
}
std::uint32_t AvrJig::pc() const {
  return impl_->avr->pc;
}

void AvrJig::run(std::uint64_t cycles) {
  avr_t* const avr = impl_->avr;
  const std::uint64_t end = avr->cycle + cycles;
  // The timer does nothing but bound a burst or a sleep.
  const auto timer = [](avr_t*, avr_cycle_count_t, void*) -> avr_cycle_count_t { return 0; };
  avr_cycle_timer_register(avr, cycles, timer, this);
  impl_->set_burst(kBurst);
  while (avr->cycle < end) impl_->step();
  avr_cycle_timer_cancel(avr, timer, this);
  impl_->ports.sync();
}

bool AvrJig::run_until(const std::function<bool()>& done, std::uint64_t most) {
  const std::uint64_t end = cycle() + most;
  bool holds = done();
  impl_->set_burst(1);
  while (!holds && cycle() < end) {
    impl_->step();
    holds = done();
  }
  impl_->ports.sync();
  return holds;
}

void AvrJig::run_deaf(std::uint64_t cycles) {
  run_until([&] { return interruptible(); }, cycles_of_ms(1000));
  impl_->avr->sreg[S_I] = 0;
  impl_->avr->interrupt_state = 0;
  run(cycles);
  impl_->avr->sreg[S_I] = 1;
  impl_->avr->interrupt_state = -1;  // look for what is pending
}

bool AvrJig::interruptible() const {
  return impl_->avr->sreg[S_I] != 0;
}

std::uint32_t AvrJig::function(std::string_view name) const {
  return impl_->program.function(name);
}

std::optional<AvrJig::Call> AvrJig::next_call(std::uint32_t function, std::uint64_t most) {
  const std::uint64_t end = cycle() + most;
  if (!run_until([&] { return pc() == function; }, most)) return std::nullopt;
  Call call = {cycle(), 0};
  const unsigned stack = impl_->stack_pointer();
  const unsigned size = impl_->avr->address_size;
  std::uint32_t back = 0;  // pushed as words, most significant byte lowest
  for (unsigned i = 1; i <= size; ++i) back = back << 8 | impl_->avr->data[stack + i];
  const auto returned = [&] { return pc() == back * 2 && impl_->stack_pointer() == stack + size; };
  if (cycle() >= end || !run_until(returned, end - cycle())) return std::nullopt;
  call.returned = cycle();
  return call;
}

void AvrJig::reset() {
  impl_->release();
  avr_reset(impl_->avr);
  avr_regbit_set(impl_->avr, impl_->avr->reset_flags.extrf);
  impl_->ports.sync();
}

void AvrJig::hang() {
  if (impl_->hung_at) return;
  if (!run_until([&] { return impl_->avr->sreg[S_I] != 0; }, cycles_of_ms(1000)))
    throw Error("avr-hang",
                "the program keeps its interrupts off; no watchdog could end a hang here");
  impl_->hung_at = pc();
  impl_->hung_word = impl_->word(pc());
  impl_->set_word(pc(), kJumpToItself);
}

bool AvrJig::hung() const {
  return impl_->hung_at.has_value();
}

void AvrJig::press_button(bool down) {
  impl_->ports.ground(pins_of(impl_->board).button, down);
}

AvrJig::Lamps AvrJig::lamps() const {
  const BoardPins& pins = pins_of(impl_->board);
  const auto lit = [&](const std::optional<PinRef>& pin) {
    return pin && impl_->ports.drives_high(*pin);
  };
  return {lit(pins.pass_lamp), lit(pins.fail_lamp), lit(pins.buzzer)};
}

I2cWire* AvrJig::addon_wire() {
  return impl_->wire ? &*impl_->wire : nullptr;
}

SiliconUsart& AvrJig::usart() {
  return impl_->usart;
}
const SiliconUsart& AvrJig::usart() const {
  return impl_->usart;
}
const SiliconPorts& AvrJig::ports() const {
  return impl_->ports;
}
const SiliconAdc& AvrJig::adc() const {
  return impl_->adc;
}

std::vector<std::uint8_t> AvrJig::eeprom() const {
  std::vector<std::uint8_t> bytes(impl_->avr->e2end + 1u);
  avr_eeprom_desc_t d = {bytes.data(), 0, static_cast<std::uint32_t>(bytes.size())};
  avr_ioctl(impl_->avr, AVR_IOCTL_EEPROM_GET, &d);
  return bytes;
}

std::uint8_t AvrJig::data(std::uint16_t address) const {
  return impl_->avr->data[address];
}
std::uint64_t AvrJig::watchdog_interrupts() const {
  return impl_->watchdog_interrupts;
}
avr_t* AvrJig::core() {
  return impl_->avr;
}

}  // namespace buzzout
