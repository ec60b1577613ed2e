#pragma once

namespace buzzout {

// What a jig pin does to the circuit.
enum class Drive : unsigned char { floating, pull_up, low, high };

}  // namespace buzzout
