#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

constexpr double kConversion = 104e-6;
constexpr Duration kReferenceFalls{50'000};  // three overflows of the firmware's timer
constexpr Duration kReferenceRises{2'000};

}  // namespace

void SimulatedMeter::off() {
  for (Point p = 0; p < board_.points; ++p) {
    bench_.drive(p, Drive::floating);
    if (board_.kelvin) bench_.drive_sense(p, Drive::floating);
  }
}

void SimulatedMeter::drive(std::uint8_t point, Level level) {
  bench_.drive(point, level == Level::off ? Drive::floating : level == Level::low ? Drive::low : Drive::high);
}

void SimulatedMeter::sink(std::uint8_t point, bool on) { bench_.drive_sense(point, on ? Drive::low : Drive::floating); }

void SimulatedMeter::pull_up(std::uint8_t point, bool on) {
  const Drive drive = on ? Drive::pull_up : Drive::floating;
  if (board_.kelvin)
    bench_.drive_sense(point, drive);
  else
    bench_.drive(point, drive);
}

SimulatedMeter::SimulatedMeter(Workbench& bench, ManualClock& clock, const Board& board)
    : bench_(bench), clock_(clock), board_(board), bus_(bench, clock) {
  bench_.converter().select(Converter::Reference::avcc, bench_.now());
}

void SimulatedMeter::select(Reference r) {
  if (r == reference_) return;
  reference_ = r;
  selected_ = clock_.now();
  bench_.converter().select(r == Reference::supply ? Converter::Reference::avcc : Converter::Reference::bandgap, bench_.now());
}

void SimulatedMeter::settle() {
  const Duration needed = reference_ == Reference::supply ? kReferenceRises : kReferenceFalls;
  const Duration gone = clock_.now() - selected_;
  if (gone < needed) pass(static_cast<double>((needed - gone).count()) * 1e-6);
  convert(bench_.converter().convert_ground(bench_.now()));
  at_bandgap_ = false;
}

std::uint16_t SimulatedMeter::read(std::uint8_t point) {
  at_bandgap_ = false;
  return convert(bench_.convert(point));
}

std::uint16_t SimulatedMeter::read_bandgap() {
  if (!at_bandgap_)
    for (int i = 0; i < 8; ++i) convert(bench_.converter().convert_bandgap(bench_.now()));
  at_bandgap_ = true;
  return convert(bench_.converter().convert_bandgap(bench_.now()));
}

std::uint16_t SimulatedMeter::read_temperature() {
  at_bandgap_ = false;
  return convert(bench_.converter().convert_temperature(bench_.now()));
}

std::uint16_t SimulatedMeter::convert(unsigned code) {
  pass(kConversion);
  return static_cast<std::uint16_t>(code);
}

void SimulatedMeter::pass(double seconds) {
  bench_.advance(seconds);
  clock_.sleep(Duration(static_cast<long>(seconds * 1e6)));
}

}  // namespace buzzout
