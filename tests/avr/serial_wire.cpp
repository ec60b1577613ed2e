#include "avr/serial_wire.hpp"

#include <algorithm>

namespace buzzout {

void SerialWire::send(double when, std::uint8_t byte, double bit) {
  const double start = std::max(when, free_at_);
  const unsigned frame = 0x200u | (static_cast<unsigned>(byte) << 1);
  bool high = edges_.empty() ? high_before_ : edges_.back().high;
  for (unsigned k = 0; k < 10; ++k) {
    const bool next = (frame >> k) & 1u;
    if (next != high) edges_.push_back({start + k * bit, next});
    high = next;
  }
  free_at_ = start + 10 * bit;
}

std::optional<double> SerialWire::falling_edge(double from) const {
  for (const Edge& e : edges_)
    if (!e.high && e.when >= from) return e.when;
  return std::nullopt;
}

SerialWire::Frame SerialWire::sample(double start, double bit) const {
  Frame frame = {0, !high_at(stop_sample(start, bit)), high_at(start + 0.5 * bit)};
  for (unsigned k = 0; k < 8; ++k)
    if (high_at(start + (1.5 + k) * bit))
      frame.byte = static_cast<std::uint8_t>(frame.byte | 1u << k);
  return frame;
}

void SerialWire::forget(double before) {
  while (!edges_.empty() && edges_.front().when < before) {
    high_before_ = edges_.front().high;
    edges_.pop_front();
  }
}

bool SerialWire::high_at(double when) const {
  bool high = high_before_;
  for (const Edge& e : edges_) {
    if (e.when > when) break;
    high = e.high;
  }
  return high;
}

}  // namespace buzzout
