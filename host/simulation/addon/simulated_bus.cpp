#include "simulation/addon/simulated_bus.hpp"

namespace buzzout {
namespace {

constexpr int kBitUs = 12;
constexpr int kByteUs = 9 * kBitUs;
constexpr int kStartUs = 15, kStopUs = 15;

}  // namespace

void SimulatedBus::pass(int us) {
  bench_.advance(us * 1e-6);
  clock_.sleep(Duration(us));
}

void SimulatedBus::pass_byte() { pass(kByteUs); }

I2cDevice* SimulatedBus::start(std::uint8_t address, bool reads) {
  MilliohmAddon* const addon = bench_.addon();
  if (addon == nullptr) return nullptr;
  pass(kStartUs + kByteUs);
  return addon->addressed(address, reads, bench_.now());
}

void SimulatedBus::stop() {
  if (bench_.addon() != nullptr) pass(kStopUs);
}

bool SimulatedBus::write(std::uint8_t address, const std::uint8_t* bytes, std::uint8_t count) {
  I2cDevice* const chip = start(address, false);
  bool taken = chip != nullptr;
  for (std::uint8_t i = 0; taken && i < count; ++i) {
    pass_byte();
    taken = chip->take(bytes[i], bench_.now());
  }
  stop();
  return taken;
}

bool SimulatedBus::read(std::uint8_t address, std::uint8_t* bytes, std::uint8_t count) {
  I2cDevice* const chip = start(address, true);
  for (std::uint8_t i = 0; chip != nullptr && i < count; ++i) {
    bytes[i] = chip->give(bench_.now());
    pass_byte();
  }
  stop();
  return chip != nullptr;
}

}  // namespace buzzout
