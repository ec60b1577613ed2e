#include "simulation/simulated_board.hpp"

namespace buzzout {
namespace {

// No port instruction and no reading is quicker than two cycles at 16 MHz.
constexpr double kInstruction = 2 / 16e6;
// Half of what the firmware means to wait is no waiting.
constexpr double kSettled = settle_us * 1e-6 / 2;

}  // namespace

template <std::uint8_t Points>
void SimulatedBank<Points>::set_all(Drive drive, Drive sense) {
  for (Point p = 0; p < points; ++p) {
    bench_.drive(p, drive);
    if (kelvin_) bench_.drive_sense(p, sense);
  }
  bench_.advance(kInstruction);
}

template <std::uint8_t Points>
void SimulatedBank<Points>::drive_low(Set set) {
  for (Point p : members(set)) bench_.drive(p, Drive::low);
  bench_.advance(kInstruction);
}

template <std::uint8_t Points>
typename SimulatedBank<Points>::Set SimulatedBank<Points>::high() {
  if (bench_.seconds_since_drive() < kSettled) ++early_readings_;
  Set out = 0;
  for (Point p = 0; p < points; ++p)
    if (!bench_.reads_low(p)) out = static_cast<Set>(out | only(p));
  return out;
}

template <std::uint8_t Points>
void SimulatedBank<Points>::pass(double seconds) {
  bench_.advance(seconds);
  clock_.sleep(Duration(static_cast<long>(seconds * 1e6)));
}

template class SimulatedBank<16>;
template class SimulatedBank<64>;

}  // namespace buzzout
