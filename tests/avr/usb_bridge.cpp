#include "avr/usb_bridge.hpp"

#include <algorithm>
#include <utility>

namespace buzzout {

void UsbBridge::receive(std::uint8_t byte) {
  if (count_ >= kRing) ++overwritten_;
  ring_[in_] = byte;
  in_ = (in_ + 1) % kRing;
  next_step_ += kInterrupt;
  ++count_;  // from 255 to 0, as the program's own
}

std::uint8_t UsbBridge::remove() {
  const std::uint8_t byte = ring_[out_];
  out_ = (out_ + 1) % kRing;
  --count_;
  return byte;
}

void UsbBridge::run_to(std::uint64_t cycle) {
  while (std::min(next_step_, next_poll_) <= cycle) {
    if (next_poll_ <= next_step_) {
      poll();
      next_poll_ += host_.poll;
    } else {
      step();
    }
  }
}

void UsbBridge::poll() {
  if (host_.is_away(next_poll_)) return;
  for (std::size_t n = 0; n < kBank && !to_jig_.empty(); ++n) {
    for_jig_.push_back(to_jig_.front());
    to_jig_.pop_front();
  }
  if (!committed_) return;
  for_host_ += std::exchange(bank_, {});
  committed_ = false;
}

void UsbBridge::step() {
  const auto write = [&](std::uint8_t byte) {
    bank_ += static_cast<char>(byte);
    --left_;
    doing_ = Doing::emptying;
  };
  const std::uint64_t now = next_step_;
  next_step_ += kByte;
  switch (doing_) {
    case Doing::looking: {
      const std::uint64_t overflows = (now + timer_) / kTimer;
      doing_ = Doing::finishing;
      if (overflows == overflows_ && count_ <= kNearlyFull) return;
      overflows_ = overflows;
      left_ = count_;
      doing_ = Doing::emptying;
      return;
    }
    case Doing::emptying:
      if (left_ == 0) {
        doing_ = Doing::finishing;
        return;
      }
      in_hand_ = remove();
      if (!committed_ && bank_.size() < kBank) return write(in_hand_);
      commit();
      waiting_since_ = now;
      doing_ = Doing::waiting_to_write;
      return;
    case Doing::waiting_to_write:
      if (!committed_) return write(in_hand_);
      if (now - waiting_since_ < kTimeout) return;
      --left_;
      doing_ = Doing::emptying;
      return;
    case Doing::finishing:
      next_step_ = now + kPass;
      doing_ = Doing::looking;
      if (committed_ || bank_.empty()) return;
      if (bank_.size() == kBank) doing_ = Doing::waiting_to_end;
      waiting_since_ = now;
      commit();
      return;
    case Doing::waiting_to_end:  // a full bank is followed by an empty packet
      if (committed_ && now - waiting_since_ < kTimeout) return;
      commit();
      doing_ = Doing::looking;
      return;
  }
}

std::vector<std::uint8_t> UsbBridge::take_for_jig() {
  std::vector<std::uint8_t> out(for_jig_.begin(), for_jig_.end());
  for_jig_.clear();
  return out;
}

std::string UsbBridge::take_for_host() { return std::exchange(for_host_, {}); }

}  // namespace buzzout
