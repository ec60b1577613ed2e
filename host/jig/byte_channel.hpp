#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "jig/clock.hpp"

namespace buzzout {

// Bytes to and from a jig. Every member but name() and simulated() throws Error "jig-unplugged"
// when the other side is gone; that is final for the channel.
class ByteChannel {
 public:
  virtual ~ByteChannel() = default;

  // Hands over all of `bytes`, or throws.
  virtual void write(std::string_view bytes) = 0;

  // Waits until there is something, then returns what is there: at least one byte and at most
  // `most`. 0: nothing came within `wait` (or `most` is 0). A `wait` of 0 or less only looks.
  virtual std::size_t read(char* into, std::size_t most, Duration wait) = 0;

  // For messages: "/dev/ttyACM0", "sim:good".
  virtual std::string name() const = 0;

  virtual bool simulated() const { return false; }

  // Takes effect at once; the caller has seen the reply to all it wrote. No-op where there is no
  // line speed. Throws Error "jig-baud" for a speed that the port refuses; a speed that it only
  // approximates shows as replies that do not check.
  virtual void set_baud(unsigned) {}

  // Forgets what was received and not read.
  virtual void discard_input() {}
};

}  // namespace buzzout
