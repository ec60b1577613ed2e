#pragma once

#include <stdint.h>

#include "protocol/vocabulary.h"

namespace buzzout {

// The instrument's error queue: first in, first out; when full, its last entry becomes
// queue_overflow, as SCPI has it.
class ErrorQueue {
 public:
  void push(protocol::ErrorCode code) {
    if (count_ == capacity) {
      at(capacity - 1) = protocol::ErrorCode::queue_overflow;
      return;
    }
    at(count_++) = code;
  }

  protocol::ErrorCode pop() {
    if (count_ == 0) return protocol::ErrorCode::none;
    const protocol::ErrorCode code = at(0);
    first_ = static_cast<uint8_t>((first_ + 1) % capacity);
    --count_;
    return code;
  }

  void clear() { count_ = 0; }

 private:
  static const uint8_t capacity = 8;
  protocol::ErrorCode& at(uint8_t i) { return codes_[(first_ + i) % capacity]; }

  protocol::ErrorCode codes_[capacity];
  uint8_t first_ = 0;
  uint8_t count_ = 0;
};

}  // namespace buzzout
