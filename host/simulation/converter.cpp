#include "simulation/converter.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace buzzout {
namespace {

constexpr double kReferenceInputOhm = 32e3;
constexpr double kAvccSwitchOhm = 100;
constexpr double kThereVolt = 50e-6;
constexpr double kSmallestReference = 1e-3;  // below it every input is full scale
constexpr double kBandgapPerKelvin = -80e-6;  // about 10 mV from −40 to 85 °C (data sheets, Typical Characteristics)
constexpr double kCodes = Converter::kTop + 1;

// 1 or less in magnitude, 0 at both ends, its peak 1: a bow, an S, or something between the two.
class Bow {
 public:
  Bow(double bow, double s) : bow_(bow), s_(s) {
    double peak = 0;
    for (int i = 1; i < 256; ++i) peak = std::max(peak, std::abs(raw(i / 256.0)));
    scale_ = peak > 0 ? 1 / peak : 0;
  }
  double at(double x) const { return scale_ * raw(x); }

 private:
  double raw(double x) const {
    return bow_ * std::sin(std::numbers::pi * x) + s_ * std::sin(2 * std::numbers::pi * x);
  }
  double bow_, s_, scale_ = 0;
};

}  // namespace

Converter::Converter(const ConverterTraits& traits, std::uint64_t seed) : traits_(traits), random_(~seed) {
  SplitMix part(seed);
  sensor_error_kelvin_ = part.either_way(10);
  const double bow = part.either_way(1), s = part.either_way(1);
  const Bow shape(bow, s);
  for (unsigned k = 1; k <= kTop; ++k)
    transitions_[k] = k + traits.inl_lsb * shape.at(k / kCodes) + part.either_way(traits.dnl_lsb / 2);
  transitions_.front() = -HUGE_VAL;
  transitions_.back() = HUGE_VAL;
}

double Converter::bandgap() const {
  return traits_.bandgap_volt * (1 + kBandgapPerKelvin * (traits_.celsius - 25));
}

Converter::Source Converter::source() const {
  switch (reference_) {
    case Reference::avcc:
      return {traits_.supply_volt, kAvccSwitchOhm};
    case Reference::bandgap:
      return {bandgap(), kReferenceInputOhm};
    case Reference::volt_2_56:
      return {bandgap() * 2.56 / 1.1, kReferenceInputOhm};
    case Reference::aref_pin:
      break;
  }
  return {0, kReferenceInputOhm};
}

void Converter::follow(double now) {
  const Source to = source();
  const double passed = std::max(0.0, now - aref_time_);
  aref_time_ = std::max(now, aref_time_);
  const double off = (aref_volt_ - to.volt) * std::exp(-passed / (to.ohm * traits_.aref_farad));
  aref_volt_ = std::abs(off) < kThereVolt ? to.volt : to.volt + off;
}

void Converter::set_supply(double volt, double now) {
  follow(now);
  traits_.supply_volt = volt;
}

void Converter::select(Reference reference, double now) {
  follow(now);
  reference_ = reference;
}

void Converter::begin_with(Reference reference, double now) {
  reference_ = reference;
  aref_time_ = std::max(now, aref_time_);
  aref_volt_ = source().volt;
}

double Converter::reference_volts(double now) {
  follow(now);
  return aref_volt_;
}

Converter::Chance Converter::draw() {
  const double u = 1 - random_.from_0_to_1(), angle = 2 * std::numbers::pi * random_.from_0_to_1();
  const double phase = 2 * std::numbers::pi * random_.from_0_to_1();
  return {traits_.noise_lsb * std::sqrt(-2 * std::log(u)) * std::cos(angle),
          1 + traits_.ripple_volt / 2 / traits_.supply_volt * std::sin(phase)};
}

unsigned Converter::code(double volts, const Chance& chance, double now) {
  double reference = reference_volts(now);
  if (reference_ == Reference::avcc) reference *= chance.supply_factor;
  const double ideal = volts / std::max(reference, kSmallestReference) * kCodes;
  const double x = ideal * (1 + traits_.gain_lsb / kCodes) + traits_.offset_lsb + chance.noise_lsb;
  auto k = static_cast<unsigned>(std::clamp(x, 0.0, static_cast<double>(kTop)));
  while (x < transitions_[k]) --k;
  while (x >= transitions_[k + 1]) ++k;
  return k;
}

unsigned Converter::convert(double volts, double now) {
  const Chance chance = draw();
  return code(volts * traits_.supply_volt / kNominalSupply * chance.supply_factor, chance, now);
}

unsigned Converter::convert_bandgap(double now) {
  return code(bandgap(), draw(), now);
}

unsigned Converter::convert_ground(double now) {
  return code(0, draw(), now);
}

unsigned Converter::convert_temperature(double now) {
  const double celsius = traits_.celsius + sensor_error_kelvin_;
  const double slope = celsius < 25 ? (314.0 - 242) / 70 : (380.0 - 314) / 60;
  return code((314 + slope * (celsius - 25)) * 1e-3, draw(), now);
}

}  // namespace buzzout
