#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "bench_of_tests.hpp"
#include "simulation/converter.hpp"

using namespace buzzout;
using Reference = Converter::Reference;

namespace {

constexpr double kNow = 1;

ConverterTraits faultless() {
  ConverterTraits t;
  t.noise_lsb = t.inl_lsb = t.dnl_lsb = t.ripple_volt = 0;
  return t;
}

// Long after the reference was chosen.
Converter settled(const ConverterTraits& traits, Reference reference, std::uint64_t seed = 1) {
  Converter c(traits, seed);
  c.select(reference, 0);
  return c;
}

struct Statistics {
  double mean = 0, deviation = 0;
};

Statistics of(Converter& c, double volts, int times = 4000) {
  double sum = 0, squares = 0;
  for (int i = 0; i < times; ++i) {
    const double code = c.convert(volts, kNow);
    sum += code;
    squares += code * code;
  }
  const double mean = sum / times;
  return {mean, std::sqrt(squares / times - mean * mean)};
}

// Of a part without noise: [k] is where the code becomes k, in LSB of 5 V.
std::vector<double> transitions(Converter& c) {
  std::vector<double> found = {0};
  for (double lsb = 0; lsb < 1026; lsb += 1.0 / 128)
    while (found.size() <= c.convert(lsb * 5 / 1024, kNow)) found.push_back(lsb);
  return found;
}

}  // namespace

TEST_CASE("a converter without faults gives the data sheet's code") {
  for (const auto& [reference, volt] : {std::pair{Reference::avcc, 5.0}, {Reference::bandgap, 1.1}, {Reference::volt_2_56, 2.56}}) {
    Converter c = settled(faultless(), reference);
    CHECK(c.reference_volts(kNow) == doctest::Approx(volt).epsilon(1e-12));
    for (unsigned code = 0; code < 1024; code += 3)
      CHECK(c.convert((code + 0.5) / 1024 * volt, kNow) == code);
    CHECK(c.convert(volt * 1.5, kNow) == 1023);
    CHECK(c.convert(-0.3, kNow) == 0);
    CHECK(c.convert_ground(kNow) == 0);
  }
}

TEST_CASE("the same seed gives the same codes, and another seed another part") {
  ConverterTraits t;
  t.noise_lsb = 0.8;
  Converter a = settled(t, Reference::avcc, 7), b = settled(t, Reference::avcc, 7), other = settled(t, Reference::avcc, 8);
  int different = 0;
  for (int i = 0; i < 500; ++i) {
    const double volts = 0.01 * i;
    const unsigned code = a.convert(volts, kNow);
    CHECK(code == b.convert(volts, kNow));
    if (code != other.convert(volts, kNow)) ++different;
  }
  CHECK(different > 100);
}

TEST_CASE("what was converted before does not change what chance does next") {
  ConverterTraits t;
  t.noise_lsb = 0.8;
  Converter a = settled(t, Reference::avcc), b = settled(t, Reference::avcc);
  a.convert(1, kNow);
  a.convert_bandgap(kNow);
  b.convert_temperature(kNow);
  b.convert(4.99, kNow);
  for (int i = 0; i < 100; ++i) CHECK(a.convert(2.5, kNow) == b.convert(2.5, kNow));
}

TEST_CASE("noise has the deviation that was asked for") {
  for (const double lsb : {0.4, 0.8, 3.0}) {
    ConverterTraits t = faultless();
    t.noise_lsb = lsb;
    Converter c = settled(t, Reference::avcc);
    const auto [mean, deviation] = of(c, 500.5 / 1024 * 5);
    CHECK(mean == doctest::Approx(500).epsilon(0.0003));
    CHECK(deviation == doctest::Approx(std::hypot(lsb, std::sqrt(1.0 / 12))).epsilon(0.05));
  }
}

TEST_CASE("averaging cannot remove what a quiet converter gets wrong") {
  ConverterTraits t = faultless();
  t.noise_lsb = 0.1;
  Converter c = settled(t, Reference::avcc);
  CHECK(of(c, 500.9 / 1024 * 5).mean < 500.3);
  t.noise_lsb = 0.8;
  Converter loud = settled(t, Reference::avcc);
  CHECK(of(loud, 500.9 / 1024 * 5).mean == doctest::Approx(500.4).epsilon(0.0002));
}

TEST_CASE("the bow peaks where it was asked to and the ends stay") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    ConverterTraits t = faultless();
    t.inl_lsb = 1.25;
    Converter c = settled(t, Reference::avcc, seed);
    const auto at = transitions(c);
    REQUIRE(at.size() == 1024);
    double peak = 0;
    for (unsigned k = 1; k < 1024; ++k) peak = std::max(peak, std::abs(at[k] - k));
    CHECK(peak == doctest::Approx(1.25).epsilon(0.02));
    CHECK(std::abs(at[1] - 1) < 0.05);
    CHECK(std::abs(at[1023] - 1023) < 0.05);
  }
}

TEST_CASE("codes differ in width by no more than they may, and do differ") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    ConverterTraits t = faultless();
    t.dnl_lsb = 0.5;
    Converter c = settled(t, Reference::avcc, seed);
    const auto at = transitions(c);
    REQUIRE(at.size() == 1024);
    double most = 0;
    for (unsigned k = 1; k < 1023; ++k) most = std::max(most, std::abs(at[k + 1] - at[k] - 1));
    CHECK(most <= 0.5 + 1.0 / 64);
    CHECK(most > 0.4);
  }
}

TEST_CASE("offset and gain shift and stretch the scale") {
  ConverterTraits t = faultless();
  t.offset_lsb = 2;
  t.gain_lsb = -4;
  Converter c = settled(t, Reference::avcc);
  CHECK(c.convert(0, kNow) == 2);
  CHECK(c.convert(512.5 / 1024 * 5, kNow) == 512);
  CHECK(c.convert(1000.5 / 1024 * 5, kNow) == 998);
}

TEST_CASE("AREF takes 28 ms from AVcc to half an LSB of 1.1 V, and then some to be there") {
  Converter c = settled(faultless(), Reference::avcc);
  CHECK(c.reference_volts(1) == 5);
  c.select(Reference::bandgap, 1);
  CHECK(c.reference_volts(1) == 5);
  CHECK(c.reference_volts(1 + 3.2e-3) == doctest::Approx(1.1 + 3.9 * std::exp(-1)).epsilon(1e-6));
  const double half_lsb = 1.1 / 1024 / 2;
  CHECK(c.reference_volts(1 + 27e-3) - 1.1 > half_lsb);
  CHECK(c.reference_volts(1 + 29e-3) - 1.1 < half_lsb);
  CHECK(c.reference_volts(1 + 36.2e-3) == 1.1);
}

TEST_CASE("a code taken before AREF has settled is too low, and steps in between change nothing") {
  Converter early = settled(faultless(), Reference::avcc), stepped = settled(faultless(), Reference::avcc);
  early.select(Reference::bandgap, 1);
  stepped.select(Reference::bandgap, 1);
  for (int i = 0; i < 100; ++i) stepped.convert(1, 1 + i * 100e-6);
  CHECK(early.convert(1.0, 1.010) == stepped.convert(1.0, 1.010));
  CHECK(early.convert(1.0, 1.010) == 805);  // of 1.2714 V
  CHECK(early.convert(1.0, 1.040) == 930);
}

TEST_CASE("up to AVcc AREF needs no more than a conversion, and left open it runs down") {
  Converter c = settled(faultless(), Reference::bandgap);
  c.select(Reference::avcc, 1);
  CHECK(c.reference_volts(1 + 10e-6) < 4);
  CHECK(c.reference_volts(1 + 120e-6) == 5);
  c.select(Reference::aref_pin, 2);
  CHECK(c.reference_volts(2 + 3.2e-3) == doctest::Approx(5 * std::exp(-1)).epsilon(1e-6));
  CHECK(c.reference_volts(3) == 0);
  CHECK(c.convert(0.5, 3) == 1023);
}

TEST_CASE("ripple of the supply cancels against AVcc and shows against 1.1 V") {
  ConverterTraits t = faultless();
  t.noise_lsb = 0.5;
  t.ripple_volt = 0.1;
  Converter ratio = settled(t, Reference::avcc), absolute = settled(t, Reference::bandgap);
  CHECK(of(ratio, 4.5).deviation < 0.7);
  // 1 % either way of 931 LSB, as a sine: 6.6 rms.
  CHECK(of(absolute, 1.0).deviation == doctest::Approx(6.6).epsilon(0.05));
  CHECK(of(absolute, 1.0).mean == doctest::Approx(930.4).epsilon(0.0005));
}

TEST_CASE("the chip tells its own supply and temperature") {
  ConverterTraits t = faultless();
  t.supply_volt = 4.8;
  t.bandgap_volt = 1.15;
  Converter c = settled(t, Reference::avcc);
  CHECK(c.convert_bandgap(kNow) == 245);
  // What its pins drive is in proportion to the supply.
  CHECK(c.convert(2.5, kNow) == 512);
  c.set_supply(5.2, kNow);
  CHECK(c.convert_bandgap(kNow + 1) == 226);
  CHECK(c.convert(2.5, kNow + 1) == 512);

  double least = 1e9, most = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Converter part = settled(faultless(), Reference::bandgap, seed);
    const double cold = part.convert_temperature(kNow);
    part.set_celsius(45);
    const double warm = part.convert_temperature(kNow);
    CHECK((warm - cold) / 20 == doctest::Approx(1.09 / 1.1 * 1.024).epsilon(0.08));
    least = std::min(least, cold);
    most = std::max(most, cold);
  }
  CHECK(least > (314 - 10.5) / 1.1 * 1.024 - 1);
  CHECK(least < 285);
  CHECK(most < (314 + 11.1) / 1.1 * 1.024);
  CHECK(most > 299);
}

TEST_CASE("a bench converts what is at the pin that reads") {
  for (const char* board : {"uno", "mega"}) {
    CAPTURE(board);
    TestBench t("leak:amp.T:amp.S:470", board);
    t.bench.set_converter(faultless(), 1);
    t.bench.converter().select(Reference::avcc, t.bench.now());
    t.set(0, Drive::high);
    t.set(4, Drive::low);
    t.bench.advance(1e-3);
    CHECK(t.bench.now() == doctest::Approx(1e-3));
    for (const Point p : {Point{0}, Point{4}, Point{9}}) {
      const auto ideal = static_cast<unsigned>(std::min(1023.0, t.bench.volts(p) / 5 * 1024));
      CHECK(t.bench.convert(p) == ideal);
    }
    CHECK(t.bench.convert(0) > t.bench.convert(4) + 300);
    CHECK(t.bench.now() == doctest::Approx(1e-3));
  }
}

TEST_CASE("a bench's converter is that of its seed, and keeps its AREF when the cable is changed") {
  TestBench t("good");
  t.bench.converter().select(Reference::bandgap, t.bench.now());
  t.bench.advance(0.1);
  t.plug("none");
  CHECK(t.bench.converter().reference_volts(t.bench.now()) == 1.1);
  ConverterTraits other;
  other.bandgap_volt = 1.05;
  t.bench.set_converter(other, 1);
  CHECK(t.bench.converter().reference_volts(t.bench.now()) == 1.05);
}
