#include "avr/silicon_usart.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace buzzout {
namespace {

// UCSR0A and UCSR0B, the same on both controllers.
constexpr std::uint8_t kReceived = 0x80, kSent = 0x40, kEmpty = 0x20, kFramingError = 0x10,
                       kOverrun = 0x08, kDouble = 0x02, kWritableStatus = 0x03;
constexpr std::uint8_t kReceiveInterrupt = 0x80, kEmptyInterrupt = 0x20, kReceiver = 0x10,
                       kTransmitter = 0x08;
constexpr std::uint8_t kEightDataBits = 0x06;

SiliconUsart& self(void* param) {
  return *static_cast<SiliconUsart*>(param);
}

avr_cycle_count_t cycle_at(double when) {
  return static_cast<avr_cycle_count_t>(std::ceil(when));
}

avr_cycle_count_t cycles_until(const avr_t* avr, double when) {
  const avr_cycle_count_t at = cycle_at(when);
  return at > avr->cycle ? at - avr->cycle : 1;
}

}  // namespace

SiliconUsart::SiliconUsart(avr_t* avr) : avr_(avr) {
  uart_ = find_module<avr_uart_t>(avr, "uart", [](const avr_uart_t& u) { return u.name == '0'; });
  if (!uart_) throw Error("avr-core", "simavr's controller has no USART0");
  uart_->io.reset = [](avr_io_t*) {};
  uart_->flags = 0;
  const auto io = [&](avr_io_addr_t address) -> auto& {
    return avr->io[AVR_DATA_TO_IO(address)];
  };
  io(uart_->r_udr).r = {this, [](avr_t*, avr_io_addr_t, void* p) { return self(p).read_data(); }};
  io(uart_->r_ucsra).r = {this,
                          [](avr_t*, avr_io_addr_t, void* p) { return self(p).read_status(); }};
  io(uart_->r_udr).w = {
      this, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { self(p).write_data(v); }};
  io(uart_->r_ucsra).w = {
      this, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { self(p).write_status(v); }};
  io(uart_->r_ucsrb).w = {
      this, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { self(p).write_control(v); }};
  io(uart_->ubrrl.reg).w = {nullptr, nullptr};
  on_reset();
}

void SiliconUsart::on_reset() {
  avr_->data[uart_->r_ucsra] = kEmpty;
  avr_->data[uart_->r_ucsrb] = 0;
  avr_->data[uart_->r_ucsrc] = kEightDataBits;
  fifo_.clear();
  shifted_.reset();
  start_edge_.reset();
  overrun_ = false;
  shifting_ = false;
  buffer_.reset();
  schedule_hunt(static_cast<double>(avr_->cycle));
}

double SiliconUsart::bit() const {
  const unsigned divisor =
      1u + avr_->data[uart_->ubrrl.reg] + ((avr_->data[uart_->ubrrh.reg] & 0x0Fu) << 8);
  return divisor * (avr_->data[uart_->r_ucsra] & kDouble ? 8.0 : 16.0);
}

double SiliconUsart::firmware_baud() const {
  return avr_->frequency / bit();
}

double SiliconUsart::host_bit() const {
  return host_baud_ == 0 ? bit() : static_cast<double>(avr_->frequency) / host_baud_;
}

bool SiliconUsart::enabled(std::uint8_t mask) const {
  return (avr_->data[uart_->r_ucsrb] & mask) != 0;
}

// simavr raises an interrupt as an event; these two are levels.
void SiliconUsart::raise_levels() {
  if (!fifo_.empty() && enabled(kReceiveInterrupt)) avr_raise_interrupt(avr_, &uart_->rxc);
  if (!buffer_ && enabled(kEmptyInterrupt) && enabled(kTransmitter))
    avr_raise_interrupt(avr_, &uart_->udrc);
}

void SiliconUsart::send(std::span<const std::uint8_t> bytes) {
  const double now = static_cast<double>(avr_->cycle);
  const bool idle = !sending();
  for (const std::uint8_t byte : bytes) to_jig_.send(now, byte, host_bit());
  if (idle && !start_edge_) schedule_hunt(now);
}

bool SiliconUsart::sending() const {
  return to_jig_.free_at() > static_cast<double>(avr_->cycle);
}

std::vector<std::uint8_t> SiliconUsart::take() {
  std::vector<std::uint8_t> bytes;
  const double now = static_cast<double>(avr_->cycle);
  while (const auto start = to_host_.falling_edge(host_listens_from_)) {
    const double end = SerialWire::stop_sample(*start, host_bit());
    if (end > now) break;
    const SerialWire::Frame frame = to_host_.sample(*start, host_bit());
    if (!frame.noise) bytes.push_back(frame.byte);
    host_listens_from_ = frame.noise ? *start + 1 : end;
  }
  to_host_.forget(host_listens_from_);
  return bytes;
}

// From the next falling edge on: the timer first fires at the edge, then at the stop bit's sample.
void SiliconUsart::schedule_hunt(double from) {
  const auto edge = to_jig_.falling_edge(from);
  if (!edge) return;
  avr_cycle_timer_register(
      avr_, cycles_until(avr_, *edge),
      [](avr_t*, avr_cycle_count_t when, void* p) { return self(p).on_receive_event(when); }, this);
}

std::uint64_t SiliconUsart::on_receive_event(std::uint64_t when) {
  if (!start_edge_) {
    start_edge_ = to_jig_.falling_edge(static_cast<double>(when) - 1);
    if (!start_edge_) return 0;
    if (shifted_) {  // the start bit of the next frame: the one that waits in the shift register is
                     // gone
      shifted_.reset();
      overrun_ = true;
      ++counters_.lost;
    }
    frame_bit_ = bit();
    return cycle_at(SerialWire::stop_sample(*start_edge_, frame_bit_));
  }
  const SerialWire::Frame frame = to_jig_.sample(*start_edge_, frame_bit_);
  const double from = frame.noise ? *start_edge_ + 1 : static_cast<double>(when);
  start_edge_.reset();
  to_jig_.forget(from);
  if (!frame.noise) {
    counters_.last_received = when;
    deliver({frame.byte, frame.framing_error});
  }
  const auto edge = to_jig_.falling_edge(from);
  return edge ? std::max(cycle_at(*edge), when + 1) : 0;
}

void SiliconUsart::deliver(Received received) {
  if (!enabled(kReceiver)) {
    ++counters_.deaf;
    return;
  }
  ++counters_.received;
  if (received.framing_error) ++counters_.framing_errors;
  if (fifo_.size() < 2)
    fifo_.push_back(received);
  else
    shifted_ = received;
  raise_levels();
}

std::uint8_t SiliconUsart::read_data() {
  if (fifo_.empty()) return 0;
  const std::uint8_t byte = fifo_.front().byte;
  fifo_.pop_front();
  ++counters_.read;
  overrun_ = false;
  if (shifted_) {
    fifo_.push_back(*shifted_);
    shifted_.reset();
  }
  if (fifo_.empty()) uart_->rxc.pending = 0;
  return byte;
}

std::uint8_t SiliconUsart::read_status() {
  std::uint8_t v = avr_->data[uart_->r_ucsra] & (kSent | kWritableStatus);
  if (!fifo_.empty()) v |= kReceived;
  if (!buffer_) v |= kEmpty;
  if (!fifo_.empty() && fifo_.front().framing_error) v |= kFramingError;
  if (overrun_) v |= kOverrun;
  return v;
}

void SiliconUsart::write_status(std::uint8_t v) {
  std::uint8_t& status = avr_->data[uart_->r_ucsra];
  status = static_cast<std::uint8_t>((status & ~kWritableStatus) | (v & kWritableStatus));
  if (v & kSent) {
    status = static_cast<std::uint8_t>(status & ~kSent);
    uart_->txc.pending = 0;
  }
}

void SiliconUsart::write_control(std::uint8_t v) {
  avr_->data[uart_->r_ucsrb] = v;
  if (!enabled(kReceiver)) {
    fifo_.clear();
    shifted_.reset();
    overrun_ = false;
    uart_->rxc.pending = 0;
  }
  raise_levels();
}

void SiliconUsart::write_data(std::uint8_t byte) {
  if (!enabled(kTransmitter) || buffer_) {
    ++counters_.refused;
    return;
  }
  if (shifting_) {
    buffer_ = byte;
    uart_->udrc.pending = 0;
    return;
  }
  const double start = static_cast<double>(avr_->cycle + 1);
  start_transmit(start, byte);
  avr_cycle_timer_register(
      avr_, cycles_until(avr_, start + 10 * bit()),
      [](avr_t*, avr_cycle_count_t when, void* p) { return self(p).on_transmit_event(when); },
      this);
}

void SiliconUsart::start_transmit(double when, std::uint8_t byte) {
  shifting_ = true;
  to_host_.send(when, byte, bit());
}

std::uint64_t SiliconUsart::on_transmit_event(std::uint64_t when) {
  ++counters_.sent;
  counters_.last_sent = when;
  if (buffer_) {
    start_transmit(static_cast<double>(when), *buffer_);
    buffer_.reset();
    raise_levels();
    return when + cycle_at(10 * bit());
  }
  shifting_ = false;
  avr_raise_interrupt(avr_, &uart_->txc);
  return 0;
}

}  // namespace buzzout
