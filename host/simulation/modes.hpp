#pragma once

#include <cstddef>
#include <vector>

namespace buzzout {

struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;

  Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * columns + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * columns + j]; }
};

// A linear network in nodal form. The first capacitance.rows nodes have capacitance.
struct NodalEquations {
  Matrix between;               // siemens between two nodes: symmetric, diagonal unused
  std::vector<double> ground;   // siemens to ground
  std::vector<double> current;  // amperes that sources push into the node
  Matrix capacitance;           // farads, as in Q = C·V: symmetric, positive definite

  NodalEquations(std::size_t nodes, std::size_t with_capacitance)
      : between(nodes, nodes),
        ground(nodes),
        current(nodes),
        capacitance(with_capacitance, with_capacitance) {}
};

// The exact course of a linear network while nothing is switched:
//   V(t) = steady + shape · y(t),  y_k(t) = y_k(0) · exp(−rate_k · t).
// One mode for each node with capacitance; the other nodes follow without delay.
struct Modes {
  std::vector<double> steady;   // volts of every node at the end
  std::vector<double> rates;    // per second, never negative
  Matrix shape;                 // nodes × modes
  Matrix weights;               // modes × nodes with capacitance: y = weights · (V − steady)
  std::vector<double> largest;  // of each mode, the largest magnitude in its column of `shape`

  explicit Modes(NodalEquations);
};

}  // namespace buzzout
