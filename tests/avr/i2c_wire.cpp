#include "avr/i2c_wire.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr double kLow = 4.7e-6, kHigh = 4.0e-6, kDataSetUp = 250e-9, kStartHold = 4.0e-6, kStartSetUp = 4.7e-6, kStopSetUp = 4.0e-6,
                 kFree = 4.7e-6;
constexpr double kRounding = 1e-9;

}  // namespace

void I2cWire::at_least(double seconds, double since, const char* what, double now) {
  if (since < 0 || now - since >= seconds - kRounding) return;
  if (std::ranges::find(violations_, what) == violations_.end()) violations_.emplace_back(what);
}

void I2cWire::set(Pin sda, Pin scl, double now) {
  if (sda.output && sda.latch) at_least(1, now, "SDA is driven high", now);
  const bool clock = !scl.output || scl.latch;
  const bool held = sda.output && !sda.latch;
  if (clock != scl_) {
    scl_ = clock;
    if (clock)
      rise(now);
    else
      fall(now);
  }
  if (held == sda_held_) return;
  const bool before = sda_is_high();
  sda_held_ = held;
  sda_changed_ = now;
  if (!scl_ || sda_is_high() == before) return;
  if (before)
    begin(now);
  else
    end();
  stopped_ = before ? stopped_ : now;
  if (!before) at_least(kStopSetUp, rose_, "a STOP is set up for less than 4 µs", now);
}

void I2cWire::begin(double now) {
  at_least(kStartSetUp, rose_, "a START is set up for less than 4.7 µs", now);
  at_least(kFree, stopped_, "the bus is free for less than 4.7 µs", now);
  started_ = now;
  state_ = State::address;
  chip_ = nullptr;
  bit_ = 0;
  shift_ = 0;
}

void I2cWire::end() {
  state_ = State::idle;
  chip_ = nullptr;
  chip_holds_ = jam_ > 0;
}

void I2cWire::rise(double now) {
  if (state_ == State::idle) {
    rose_ = now;
    return;
  }
  at_least(kLow, fell_, "SCL is low for less than 4.7 µs", now);
  at_least(kDataSetUp, sda_changed_, "SDA is set up for less than 250 ns", now);
  if (rose_ > started_) shortest_period_ = std::min(shortest_period_, now - rose_);
  rose_ = now;
  if (bit_ < 8) {
    if (state_ != State::to_master) shift_ = static_cast<std::uint8_t>(shift_ << 1U | (sda_is_high() ? 1 : 0));
  } else if (state_ == State::to_master) {
    acknowledged_ = !sda_is_high();
  }
}

void I2cWire::fall(double now) {
  if (state_ != State::idle) at_least(kHigh, rose_, "SCL is high for less than 4 µs", now);
  if (started_ > rose_) at_least(kStartHold, started_, "a START is held for less than 4 µs", now);
  fell_ = now;
  if (jam_ > 0) {
    chip_holds_ = --jam_ > 0;
    return;
  }
  if (state_ == State::idle || started_ > rose_) return;  // the first fall after a START begins the first bit
  if (++bit_ < 8) {
    if (state_ == State::to_master) chip_holds_ = (shift_ >> (7U - bit_) & 1U) == 0;
    return;
  }
  if (bit_ == 8) {
    ++bytes_;
    chip_holds_ = false;
    if (state_ == State::address) {
      chip_ = bench_.addon()->addressed(static_cast<std::uint8_t>(shift_ >> 1U), (shift_ & 1U) != 0, now);
      chip_holds_ = chip_ != nullptr;
    } else if (state_ == State::from_master) {
      chip_holds_ = chip_ != nullptr && chip_->take(shift_, now);
    }
    return;
  }
  bit_ = 0;
  chip_holds_ = false;
  if (state_ == State::address) {
    state_ = chip_ == nullptr ? State::idle : (shift_ & 1U) != 0 ? State::to_master : State::from_master;
    acknowledged_ = true;
  }
  if (state_ == State::to_master) {
    if (!acknowledged_) {
      state_ = State::idle;
      return;
    }
    shift_ = chip_->give(now);
    chip_holds_ = (shift_ & 0x80U) == 0;
    return;
  }
  shift_ = 0;
}

}  // namespace buzzout
