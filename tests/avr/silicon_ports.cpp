#include "avr/silicon_ports.hpp"

#include <bit>
#include <string>
#include <utility>

#include "core/error.hpp"

namespace buzzout {
namespace {

Drive drive_of(bool output, bool latch) {
  if (output) return latch ? Drive::high : Drive::low;
  return latch ? Drive::pull_up : Drive::floating;
}

}  // namespace

SiliconPorts::SiliconPorts(avr_t* avr, const Board& board, Workbench& bench)
    : avr_(avr), bench_(bench), bench_time_(static_cast<double>(avr->cycle)) {
  for (avr_io_t* io = avr->io_port; io; io = io->next)
    if (io->kind && std::string_view(io->kind) == "port") {
      Port p;
      p.ports = this;
      p.io = reinterpret_cast<avr_ioport_t*>(io);
      ports_.push_back(p);
    }
  for (Port& p : ports_) {
    const auto at = [&](avr_io_addr_t address) -> auto& {
      return avr->io[AVR_DATA_TO_IO(address)];
    };
    at(p.io->r_pin).r = {&p, [](avr_t*, avr_io_addr_t, void* param) {
                           auto& port = *static_cast<Port*>(param);
                           return port.ports->read(port);
                         }};
    at(p.io->r_ddr).w = {&p, [](avr_t* a, avr_io_addr_t, std::uint8_t v, void* param) {
                           auto& port = *static_cast<Port*>(param);
                           port.ports->write(port, v, a->data[port.io->r_port]);
                         }};
    at(p.io->r_port).w = {&p, [](avr_t* a, avr_io_addr_t, std::uint8_t v, void* param) {
                            auto& port = *static_cast<Port*>(param);
                            port.ports->write(port, a->data[port.io->r_ddr], v);
                          }};
    // A one written to a PIN bit toggles its latch; SBI writes that one bit only.
    at(p.io->r_pin).w = {&p, [](avr_t* a, avr_io_addr_t, std::uint8_t v, void* param) {
                           auto& port = *static_cast<Port*>(param);
                           const unsigned low = a->flash[a->pc], high = a->flash[a->pc + 1];
                           if (high == 0x9A) v = static_cast<std::uint8_t>(1u << (low & 7u));
                           port.ports->write(port, a->data[port.io->r_ddr],
                                             a->data[port.io->r_port] ^ v);
                         }};
  }
  for (Point k = 0; k < board.points; ++k) {
    place(board.drive_pins[k], Role::point, k);
    if (board.kelvin) place(board.sense_pins[k], Role::sense, k);
  }
}

SiliconPorts::Port& SiliconPorts::port(char letter) {
  for (Port& p : ports_)
    if (p.io->name == letter) return p;
  throw Error("avr-core", std::string("simavr's controller has no port ") + letter);
}

void SiliconPorts::place(const PinRef& pin, Role role, Point k) {
  Port& p = port(pin.port);
  p.role[pin.bit] = role;
  p.point[pin.bit] = k;
  p.points = static_cast<std::uint8_t>(p.points | 1u << pin.bit);
}

void SiliconPorts::ground(const PinRef& pin, bool on) {
  Port& p = port(pin.port);
  const auto mask = static_cast<std::uint8_t>(1u << pin.bit);
  p.grounded = static_cast<std::uint8_t>(on ? p.grounded | mask : p.grounded & ~mask);
}

void SiliconPorts::follow(const PinRef& pin, std::function<bool()> is_high) {
  Port& p = port(pin.port);
  p.followed = static_cast<std::uint8_t>(1u << pin.bit);
  p.is_high = std::move(is_high);
}

void SiliconPorts::watch(char letter, std::uint8_t bits, Watcher watcher) {
  Port& p = port(letter);
  p.watched = bits;
  p.watcher = std::move(watcher);
}

bool SiliconPorts::drives_high(const PinRef& pin) const {
  for (const Port& p : ports_)
    if (p.io->name == pin.port)
      return (avr_->data[p.io->r_ddr] & avr_->data[p.io->r_port] & (1u << pin.bit)) != 0;
  return false;
}

// Whether the instruction at the PC reaches its register in its second cycle. IN and OUT are 1011…,
// SBIC and SBIS 1001 10x1….
bool SiliconPorts::two_cycles() const {
  const unsigned high = avr_->flash[avr_->pc + 1];
  return (high & 0xF0u) != 0xB0u && (high & 0xFDu) != 0x99u;
}

double SiliconPorts::read_time() const {
  const bool second =
      two_cycles() && (avr_->flash[avr_->pc + 1] & 0xFDu) != 0x98u;  // CBI, SBI read in their first
  return static_cast<double>(avr_->cycle) + (second ? 0.5 : -0.5);
}

void SiliconPorts::write(Port& p, std::uint8_t ddr, std::uint8_t latch) {
  const auto before_ddr = avr_->data[p.io->r_ddr];
  const auto before_latch = avr_->data[p.io->r_port];
  avr_->data[p.io->r_ddr] = ddr;
  avr_->data[p.io->r_port] = latch;
  const unsigned changed = (ddr ^ before_ddr) | (latch ^ before_latch);
  if ((changed & p.watched) != 0) {
    const double when = static_cast<double>(avr_->cycle) + (two_cycles() ? 2 : 1);
    catch_up(when);
    p.watcher(ddr, latch, when);
  }
  if ((changed & p.points) == 0) return;
  changes_.push_back({static_cast<double>(avr_->cycle) + (two_cycles() ? 2 : 1), &p, ddr, latch});
  if (changes_.size() > 8) catch_up(static_cast<double>(avr_->cycle) - 2);
}

std::uint8_t SiliconPorts::read(Port& p) {
  const std::uint8_t ddr = avr_->data[p.io->r_ddr], latch = avr_->data[p.io->r_port];
  // What is no test point: an output reads its latch, an input its pull-up unless grounded.
  unsigned value = latch & ~(p.grounded & ~ddr);
  if (p.followed) value = p.is_high() ? value | p.followed : value & ~unsigned{p.followed};
  if (p.points == 0) return static_cast<std::uint8_t>(value);
  ++counters_.reads;
  catch_up(read_time());
  value &= ~static_cast<unsigned>(p.points);
  for (unsigned rest = p.points; rest; rest &= rest - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(rest));
    if (!bench_.reads_low(p.point[bit])) value |= 1u << bit;
  }
  return static_cast<std::uint8_t>(value);
}

void SiliconPorts::sync() {
  catch_up(static_cast<double>(avr_->cycle));
}

void SiliconPorts::on_reset() {
  for (Port& p : ports_) changes_.push_back({static_cast<double>(avr_->cycle), &p, 0, 0});
}

void SiliconPorts::catch_up(double when) {
  while (!changes_.empty() && changes_.front().when <= when) {
    apply(changes_.front());
    changes_.pop_front();
  }
  if (when <= bench_time_) return;
  bench_.advance((when - bench_time_) / avr_->frequency);
  bench_time_ = when;
}

void SiliconPorts::apply(const Change& c) {
  if (c.when > bench_time_) {
    bench_.advance((c.when - bench_time_) / avr_->frequency);
    bench_time_ = c.when;
  }
  Port& p = *c.port;
  const unsigned changed = ((c.ddr ^ p.ddr) | (c.latch ^ p.latch)) & p.points;
  for (unsigned rest = changed; rest; rest &= rest - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(rest));
    const bool was_output = p.ddr >> bit & 1, was_high = p.latch >> bit & 1;
    const bool output = c.ddr >> bit & 1, high = c.latch >> bit & 1;
    ++counters_.drives;
    if (was_output && output) ++counters_.flips;
    if (p.role[bit] == Role::point) {
      bench_.drive(p.point[bit], drive_of(output, high));
      continue;
    }
    if (was_output && !was_high) --sense_lows_;
    if (output && high) ++counters_.sense_high;
    if (output && !high && ++sense_lows_ > 1) ++counters_.sense_crowded;
    bench_.drive_sense(p.point[bit], drive_of(output, high));
  }
  p.ddr = c.ddr;
  p.latch = c.latch;
}

}  // namespace buzzout
