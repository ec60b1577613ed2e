#pragma once

#include <stdint.h>

#include "core/bytes.h"
#include "core/pin_bank.h"

#if defined(__GNUC__)
#define BUZZOUT_INLINE inline __attribute__((always_inline))
#define BUZZOUT_NOINLINE __attribute__((noinline))
#else
#define BUZZOUT_INLINE inline
#define BUZZOUT_NOINLINE
#endif

namespace buzzout {

// How many bits it takes to tell n things apart: ⌈log2 n⌉.
constexpr uint8_t bits_for(uint8_t n, uint8_t bits = 0) {
  return (1u << bits) >= n ? bits : bits_for(n, static_cast<uint8_t>(bits + 1));
}

// The measurements a jig makes with its points. Only "low" and "pulled up" exist while it reads, so
// nothing that is plugged in can make two points fight.
template <class Bank>
class Scanner {
 public:
  typedef typename Bank::Set Set;

  explicit Scanner(Bank& bank) : bank_(bank) {}

  // The two-sided check: what did not stay low when floated after a discharge (an external voltage, or
  // stuck high), and what did not rise on its pull-up (grounded, or stuck low).
  struct Check {
    typename Bank::Mask held_high;
    typename Bank::Mask held_low;
    bool clean() const { return held_high == 0 && held_low == 0; }
  };
  // Quick where all is well; a point that fails is given slow_ms before it is reported. Leaves the points
  // idle.
  Check check() {
    bank_.begin();
    const bool quick = is_clean();
    bank_.idle();
    return quick ? Check() : slow_check();
  }

  // The two-sided check, then the full matrix: every point driven low alone while all others are read.
  // rows[p] is what read high; nothing is driven, and rows mean nothing, if the check fails.
  Check scan(Set (&rows)[Bank::points]) {
    if (measure(rows)) return Check();
    const Check slow = slow_check();
    if (slow.clean()) {
      bank_.begin();
      matrix(rows);
      bank_.idle();
    }
    return slow;
  }

  // The quick path of a scan; false if the check was not clean at once.
  BUZZOUT_NOINLINE bool measure(Set (&rows)[Bank::points]) {
    bank_.begin();
    const bool clean = is_clean();
    if (clean) matrix(rows);
    bank_.idle();
    return clean;
  }

  // Labels by arbitration: levels[k] is what read high in pattern k, from the most significant index
  // bit down. label_of() turns them into the smallest index in each point's net. ⌈log2 N⌉ patterns,
  // the fewest that tell every partition apart.
  static const uint8_t patterns = bits_for(Bank::points);
  BUZZOUT_NOINLINE void learn(Set (&levels)[patterns]) {
    bank_.begin();
    Set contenders = Bank::all();
    Patterns<0, patterns>::run(bank_, contenders, levels);
    bank_.idle();
  }
  static uint8_t label_of(const typename Bank::Mask (&levels)[patterns], uint8_t point) {
    uint8_t label = 0;
    for (uint8_t k = 0; k < patterns; ++k)
      label = static_cast<uint8_t>((label << 1) | ((byte_of(levels[k], point / 8) >> (point % 8)) & 1));
    return label;
  }

  // Holds `driven` low for `ms` after a long precharge, reading all the time during the second half:
  // a wire is low in every reading, capacitance in none, a flaky joint in some. Leaves no charge behind
  // that the next scan would see.
  struct Held {
    typename Bank::Mask always_low;
    typename Bank::Mask ever_low;
  };
  Held hold(typename Bank::Mask driven, uint8_t ms) {
    bank_.begin();
    level();
    bank_.drive_low(Bank::from_mask(driven));
    const uint8_t half = static_cast<uint8_t>(ms / 2);
    bank_.wait_ms(static_cast<uint8_t>(ms - half));
    Set always_high = bank_.high(), never_high = Bank::minus(Bank::all(), always_high);
    for (uint16_t n = 0; n < half * hold_readings_per_ms; ++n) {
      bank_.template wait_us<1000 / hold_readings_per_ms>();
      const Set high = bank_.high();
      always_high = Bank::both(always_high, high);
      never_high = Bank::minus(never_high, high);
    }
    bank_.release();
    level();
    bank_.idle();
    return Held{Bank::to_mask(never_high), lows(always_high)};
  }

  // The points that do not read low while they are driven low themselves.
  static typename Bank::Mask dead(const Set (&rows)[Bank::points]) {
    typename Bank::Mask out = 0;
    for (uint8_t p = 0; p < Bank::points; ++p)
      out = static_cast<typename Bank::Mask>(
          out | (Bank::to_mask(rows[p]) & (static_cast<typename Bank::Mask>(1) << p)));
    return out;
  }

  static typename Bank::Mask lows(Set high) {
    return Bank::to_mask(Bank::minus(Bank::all(), high));
  }

 private:
  template <uint8_t P, uint8_t N, bool = (P < N)>
  struct Rows {
    static BUZZOUT_INLINE void scan(Bank& bank, Set (&rows)[N]) {
      bank.precharge();
      bank.template wait_us<precharge_us>();
      bank.end_precharge();
      bank.template drive_low_only<P>();
      bank.template wait_us<settle_us>();
      rows[P] = bank.high();
      bank.template release_only<P>();
      Rows<P + 1, N>::scan(bank, rows);
    }
  };
  template <uint8_t P, uint8_t N>
  struct Rows<P, N, false> {
    static BUZZOUT_INLINE void scan(Bank&, Set (&)[N]) {}
  };

  template <uint8_t K, uint8_t N, bool = (K < N)>
  struct Patterns {
    static BUZZOUT_INLINE void run(Bank& bank, Set& contenders, Set (&levels)[N]) {
      const Set index_clear = Bank::template index_bit_clear<N - 1 - K>();
      bank.precharge();
      bank.template wait_us<precharge_us>();
      bank.end_precharge();
      bank.drive_low(Bank::both(contenders, index_clear));
      bank.template wait_us<settle_us>();
      const Set high = bank.high();
      bank.release();
      levels[K] = high;
      contenders = Bank::minus(contenders, Bank::where_equal(high, index_clear));
      Patterns<K + 1, N>::run(bank, contenders, levels);
    }
  };
  template <uint8_t K, uint8_t N>
  struct Patterns<K, N, false> {
    static BUZZOUT_INLINE void run(Bank&, Set&, Set (&)[N]) {}
  };

  // From pull-ups to pull-ups.
  BUZZOUT_NOINLINE void matrix(Set (&rows)[Bank::points]) { Rows<0, Bank::points>::scan(bank_, rows); }

  // From pull-ups to pull-ups: all points high for long enough that 0.1 µF between two of them is empty.
  void level() {
    bank_.precharge();
    bank_.wait_ms(1);
    bank_.end_precharge();
  }

  // From pull-ups to pull-ups.
  BUZZOUT_INLINE bool is_clean() {
    bank_.discharge_all();
    bank_.template wait_us<discharge_us>();
    bank_.float_all();
    bank_.template wait_us<settle_us>();
    const Set stayed = bank_.high();
    bank_.pull_up_all();
    bank_.template wait_us<settle_us>();
    return Bank::none(stayed) && Bank::none(Bank::minus(Bank::all(), bank_.high()));
  }

  Check slow_check() {
    bank_.begin();
    bank_.discharge_all();
    bank_.wait_ms(slow_ms);
    bank_.float_all();
    bank_.template wait_us<settle_us>();
    const Set stayed = bank_.high();
    bank_.pull_up_all();
    bank_.wait_ms(slow_ms);
    const Check result = {Bank::to_mask(stayed), lows(bank_.high())};
    bank_.idle();
    return result;
  }

  Bank& bank_;
};

}  // namespace buzzout
