#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace buzzout {

// One direction of a serial line as a waveform. Times are CPU cycles, bit lengths too; both may be
// fractions. What a receiver makes of a sender at another rate is therefore what silicon makes of
// it: shifted bits, frames lost and invented, framing errors.
class SerialWire {
 public:
  // Appends a frame (start bit, eight data bits, stop bit), at `when` or as soon as the line is
  // free.
  void send(double when, std::uint8_t byte, double bit);

  // When the last frame's stop bit ends.
  double free_at() const { return free_at_; }

  // The first falling edge at or after a time, as far as is known by now.
  std::optional<double> falling_edge(double from) const;

  struct Frame {
    std::uint8_t byte;
    bool framing_error;  // the line was low where the stop bit belongs
    bool noise;          // the line was high in the middle of the start bit: there was no frame
  };
  // What a receiver with this bit length makes of a start edge. Meaningful once the line is known
  // up to stop_sample().
  Frame sample(double start, double bit) const;
  static double stop_sample(double start, double bit) { return start + 9.5 * bit; }

  bool high_at(double when) const;

  // Forgets what lies before.
  void forget(double before);

 private:
  struct Edge {
    double when;
    bool high;
  };

  std::deque<Edge> edges_;
  bool high_before_ = true;  // the level before the first edge
  double free_at_ = 0;
};

}  // namespace buzzout
