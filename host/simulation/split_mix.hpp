#pragma once

#include <cstdint>

namespace buzzout {

// Chance from a seed, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}

  // From 0 up to, not including, 1.
  double from_0_to_1() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
  }
  double between(double low, double high) { return low + (high - low) * from_0_to_1(); }
  double either_way(double most) { return between(-most, most); }

 private:
  std::uint64_t state_;
};

}  // namespace buzzout
