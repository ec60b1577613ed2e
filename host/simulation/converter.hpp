#pragma once

#include <array>
#include <cstdint>

#include "simulation/split_mix.hpp"

namespace buzzout {

// What one chip's converter is like. The defaults are the typical figures of the data sheets (ATmega328P, ADC
// characteristics; ATmega2560, the same table, single-ended) at an ADC clock of 200 kHz or less, and of a board on USB.
struct ConverterTraits {
  double noise_lsb = 0.25;     // rms of the Gaussian noise of one conversion. No data sheet says; 0.1 to 0.8 is published
  double inl_lsb = 0.5;        // peak of the smooth bow between the ends of the scale (typical 0.5)
  double dnl_lsb = 0.25;       // no code is wider or narrower than one by more than this and the bow's slope (typical 0.25)
  double offset_lsb = 0;       // added to every conversion. Typical up to ±2; 0.5 puts the transitions where the data sheet draws them
  double gain_lsb = 0;         // added at full scale, and in proportion below. Typical up to ±2
  double bandgap_volt = 1.1;   // at 25 °C; 1.0 to 1.2 by part
  double supply_volt = 5.0;    // AVcc
  double ripple_volt = 0.02;   // of the supply, peak to peak
  double celsius = 25;         // of the chip
  double aref_farad = 100e-9;  // at the AREF pin: what an Uno, a Nano and a Mega carry
};

// The analogue-to-digital converter of an AVR (ATmega328P, ATmega2560) and the capacitor at its AREF pin: volts in, codes of
// ten bits out. The same seed and traits give the same codes to the same questions.
//
// A conversion: volts · 1024 / reference, plus noise, held against the part's own transitions. Ideal ones are at whole numbers.
// Every conversion draws the same amount of chance, whatever it converts, so that two runs that convert the same things in the
// same order see the same noise even where the voltages differ.
//
// Ripple: the supply's switching is locked to nothing, so each conversion meets it at a phase of its own. Whatever a jig's pins
// drive is in proportion to the supply, and so is AVcc as the reference: the same factor stands on both and cancels.
//
// Not modelled: sources above 10 kΩ, which do not charge the sample-and-hold capacitor within 1.5 ADC clocks; below that the
// first conversion after a change of channel is as good as any (data sheets, "Analog Input Circuitry"). The start-up of the bandgap
// (70 µs). Faster ADC clocks than 200 kHz: a bench gives them more noise.
class Converter {
 public:
  enum class Reference : unsigned char { aref_pin, avcc, bandgap, volt_2_56 };  // 2.56 V on an ATmega2560 only

  // The network whose volts are converted is supplied with this much; see convert().
  static constexpr double kNominalSupply = 5.0;
  static constexpr unsigned kTop = 1023;

  explicit Converter(const ConverterTraits& = {}, std::uint64_t seed = 1);

  const ConverterTraits& traits() const { return traits_; }
  // The same part in another room, or on another supply. AREF follows as it does after select().
  void set_celsius(double celsius) { traits_.celsius = celsius; }
  void set_supply(double volt, double now);

  // All that follow take the present time in seconds, of any clock that never goes back.

  // Connects a reference to AREF; at first it is the pin, with nothing on it, at 0 V. The capacitor follows:
  //   AVcc        through a switch, τ = 10 µs (100 Ω: an assumption; no data sheet says, but a conversion later it is there);
  //   1.1, 2.56 V with τ = 32 kΩ · aref_farad = 3.2 ms, up or down: they are "a high impedance source", and 32 kΩ is the
  //               resistance of the reference input (data sheets, Voltage Reference Selections and ADC characteristics). From
  //               AVcc that is 28 ms to within half an LSB, and 36 ms to the exact value;
  //   the pin     towards 0 V with the same τ, for the boards leave it open.
  // Within 50 µV of its end the capacitor is taken to be there.
  void select(Reference, double now);
  Reference reference() const { return reference_; }
  // The same, with the capacitor there at once.
  void begin_with(Reference, double now);
  // Volts at AREF, with the supply at its mean.
  double reference_volts(double now);

  // The code, 0 to kTop, of `volts` at a pin. They are those of a network with a supply of kNominalSupply, all of it in proportion
  // to the supply; the converter puts its own supply and this conversion's ripple in.
  unsigned convert(double volts, double now);
  // The channels inside the chip: the bandgap (with AVcc as the reference it tells the supply), ground, and the temperature sensor of an
  // ATmega328P: 242 mV at −45 °C, 314 mV at 25 °C, 380 mV at 85 °C, off by up to ±10 K from part to part (data sheet, Temperature
  // Measurement).
  unsigned convert_bandgap(double now);
  unsigned convert_ground(double now);
  unsigned convert_temperature(double now);

 private:
  struct Chance {
    double noise_lsb;
    double supply_factor;  // supply of this conversion / mean supply
  };
  struct Source {
    double volt;
    double ohm;
  };

  double bandgap() const;
  Source source() const;
  void follow(double now);
  Chance draw();
  unsigned code(double volts, const Chance&, double now);

  ConverterTraits traits_;
  SplitMix random_;
  double sensor_error_kelvin_ = 0;
  std::array<double, kTop + 2> transitions_{};  // [k]: from here on the code is k; in LSB

  Reference reference_ = Reference::aref_pin;
  double aref_volt_ = 0;
  double aref_time_ = 0;
};

}  // namespace buzzout
