#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"
#include "core/wiring.hpp"

namespace buzzout {

// What an owner asks of a cable with left and right signals, and the answer in plain words.
struct BalanceAnswer {
  std::string question;  // one word: "Balanced"
  std::string answer;
  enum class Tone { good, bad, neutral } tone = Tone::neutral;
};

// Balanced: is it four-conductor balanced or shared-ground single-ended? Amplifier: may it go into a balanced one?
// Reverse, of adapters between the two: what of one that goes the other way? Of a cable without left and right
// signals only that it may not. Only a cable that passed its test is called safe.
std::vector<BalanceAnswer> balance_answers(const Profile&, const WiringResult&, const BalancedSafe&, bool passed);

// What no test of a cable can tell of this.
inline constexpr std::string_view kCableCannotTell =
    "whether the amplifier is balanced or fully differential, how much noise is rejected, how it sounds";

}  // namespace buzzout
