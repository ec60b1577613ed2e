#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "simulation/circuit.hpp"

using namespace buzzout;

namespace {

constexpr auto ground = Schematic::ground;

}  // namespace

TEST_CASE("a divider keeps its ratio from a thousandth of an ohm to ten gigaohms") {
  for (const double ohm : {1e-3, 1.0, 1e6, 1e10}) {
    Schematic s;
    const auto top = s.add_node(), middle = s.add_node();
    s.add_branch(top, ground, {{0.5 * ohm, 5}});
    s.add_resistor(top, middle, 0.5 * ohm);
    s.add_resistor(middle, ground, ohm);
    ModeLibrary library;
    Circuit c(s, library);
    CHECK(c.volts(middle) == doctest::Approx(2.5).epsilon(1e-12));
    CHECK(c.volts(ground) == 0);
  }
}

TEST_CASE("a leak is not lost beside a solder joint") {
  Schematic s;
  const auto a = s.add_node(), b = s.add_node(), c = s.add_node();
  s.add_branch(a, ground, {{1e9, 5}});
  s.add_resistor(a, b, 0.05);
  s.add_resistor(b, c, 0.05);
  s.add_resistor(c, ground, 1e9);
  ModeLibrary library;
  CHECK(Circuit(s, library).volts(b) == doctest::Approx(2.5).epsilon(1e-9));
}

TEST_CASE("a switch discharges a capacitor with its time constant") {
  Schematic s;
  const auto n = s.add_node(5);
  s.capacitors.push_back({n, ground, 1e-6});
  const auto source =
      s.add_branch(n, ground, {{1e3, 5}, {1e3, 0}, {std::numeric_limits<double>::infinity(), 0}});
  ModeLibrary library;
  Circuit c(s, library);
  c.advance(1);
  CHECK(c.volts(n) == doctest::Approx(5));
  c.select(source, 1);
  c.advance(1e-3);
  CHECK(c.volts(n) == doctest::Approx(5 * std::exp(-1)).epsilon(1e-5));
  c.select(source, 2);
  c.advance(1);
  CHECK(c.volts(n) == doctest::Approx(5 * std::exp(-1)).epsilon(1e-3));
}

TEST_CASE("nodes that nothing ties down stay finite") {
  Schematic s;
  const auto a = s.add_node(), b = s.add_node(), alone = s.add_node();
  s.add_resistor(a, b, 1);
  ModeLibrary library;
  Circuit c(s, library);
  CHECK(c.volts(a) == 0);
  CHECK(c.volts(b) == 0);
  CHECK(c.volts(alone) == 0);
  CHECK(c.joined(a, b));
  CHECK_FALSE(c.joined(a, alone));
  CHECK_FALSE(c.joined(a, ground));
}

TEST_CASE("random networks run as small steps of Euler say") {
  std::mt19937 random(3);
  const auto between = [&](double low, double high) {
    return low * std::pow(high / low, std::uniform_real_distribution(0.0, 1.0)(random));
  };
  for (int trial = 0; trial < 30; ++trial) {
    constexpr std::size_t kNodes = 5;
    Schematic s;
    double g[kNodes][kNodes] = {}, c[kNodes][kNodes] = {}, current[kNodes] = {}, v[kNodes];
    for (std::size_t i = 0; i < kNodes; ++i) {
      v[i] = between(0.1, 5);
      const auto n = s.add_node(v[i]);
      const double farad = between(1e-6, 1e-5), ohm = between(100, 1000), volt = between(1, 5);
      s.capacitors.push_back({n, ground, farad});
      s.add_branch(n, ground, {{ohm, volt}});
      c[i][i] += farad;
      g[i][i] += 1 / ohm + 1e-10;
      current[i] += volt / ohm;
    }
    for (std::size_t i = 0; i < kNodes; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const auto a = static_cast<Schematic::Node>(i + 1), b = static_cast<Schematic::Node>(j + 1);
        const double ohm = between(100, 10000), farad = between(1e-7, 1e-5);
        s.add_resistor(a, b, ohm);
        s.capacitors.push_back({a, b, farad});
        const double siemens = 1 / ohm + 1e-10;
        g[i][i] += siemens, g[j][j] += siemens, g[i][j] -= siemens, g[j][i] -= siemens;
        c[i][i] += farad, c[j][j] += farad, c[i][j] -= farad, c[j][i] -= farad;
      }
    ModeLibrary library;
    Circuit circuit(s, library);
    circuit.advance(1e-3);

    // C·dv = (current − G·v)·dt, by Gauss-Seidel on the diagonally dominant C.
    constexpr int kSteps = 2000;
    for (int step = 0; step < kSteps; ++step) {
      double rate[kNodes] = {}, push[kNodes];
      for (std::size_t i = 0; i < kNodes; ++i) {
        push[i] = current[i];
        for (std::size_t j = 0; j < kNodes; ++j) push[i] -= g[i][j] * v[j];
      }
      for (int round = 0; round < 200; ++round)
        for (std::size_t i = 0; i < kNodes; ++i) {
          double sum = push[i];
          for (std::size_t j = 0; j < kNodes; ++j)
            if (j != i) sum -= c[i][j] * rate[j];
          rate[i] = sum / c[i][i];
        }
      for (std::size_t i = 0; i < kNodes; ++i) v[i] += rate[i] * 1e-3 / kSteps;
    }
    for (std::size_t i = 0; i < kNodes; ++i)
      CHECK(circuit.volts(static_cast<Schematic::Node>(i + 1)) ==
            doctest::Approx(v[i]).epsilon(0.001));
  }
}

TEST_CASE("a diode charges a capacitor and does not discharge it") {
  Schematic s;
  const auto in = s.add_node(), out = s.add_node();
  const auto source = s.add_branch(in, ground, {{100, 0}, {100, 5}});
  s.diodes.push_back({in, out});
  s.capacitors.push_back({out, ground, 1e-6});
  ModeLibrary library;
  Circuit c(s, library);
  c.select(source, 1);
  c.advance(100e-6);
  // About one time constant of 101 Ω towards 4.4 V.
  CHECK(c.volts(out) == doctest::Approx(4.4 * (1 - std::exp(-100.0 / 101))).epsilon(0.01));
  c.advance(10e-3);
  CHECK(c.volts(out) == doctest::Approx(4.4).epsilon(0.001));
  c.select(source, 0);
  c.advance(1e-3);
  CHECK(c.volts(out) == doctest::Approx(4.4).epsilon(0.001));
}

TEST_CASE("networks of the same make-up share their modes and not their voltages") {
  Schematic s;
  const auto a = s.add_node(1), b = s.add_node(2);
  for (const auto n : {a, b}) {
    s.capacitors.push_back({n, ground, 1e-6});
    s.add_resistor(n, ground, 1e3);
  }
  ModeLibrary library;
  Circuit c(s, library);
  c.advance(1e-3);
  CHECK(c.volts(a) == doctest::Approx(std::exp(-1)).epsilon(1e-5));
  CHECK(c.volts(b) == doctest::Approx(2 * std::exp(-1)).epsilon(1e-5));
}
