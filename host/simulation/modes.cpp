#include "simulation/modes.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {
namespace {

// The lower L with L·Lᵀ = m.
Matrix cholesky(const Matrix& m) {
  Matrix l(m.rows, m.rows);
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = m(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= l(i, k) * l(j, k);
      l(i, j) = i == j ? std::sqrt(sum) : sum / l(j, j);
    }
  return l;
}

// L⁻¹ · m, in place.
void solve_lower(const Matrix& l, Matrix& m) {
  for (std::size_t column = 0; column < m.columns; ++column)
    for (std::size_t i = 0; i < l.rows; ++i) {
      for (std::size_t k = 0; k < i; ++k) m(i, column) -= l(i, k) * m(k, column);
      m(i, column) /= l(i, i);
    }
}

// L⁻ᵀ · m, in place.
void solve_upper(const Matrix& l, Matrix& m) {
  for (std::size_t column = 0; column < m.columns; ++column)
    for (std::size_t i = l.rows; i-- > 0;) {
      for (std::size_t k = i + 1; k < l.rows; ++k) m(i, column) -= l(k, i) * m(k, column);
      m(i, column) /= l(i, i);
    }
}

Matrix transposed(const Matrix& m) {
  Matrix out(m.columns, m.rows);
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.columns; ++j) out(j, i) = m(i, j);
  return out;
}

// Cyclic Jacobi (Golub & Van Loan, Matrix Computations, 8.5) with a relative stop, which keeps the
// small eigenvalues of a network that mixes 0.05 Ω with 35 kΩ. Leaves the eigenvalues on the
// diagonal of `a`; returns the eigenvectors as columns.
Matrix diagonalise(Matrix& a) {
  const std::size_t n = a.rows;
  Matrix q(n, n);
  for (std::size_t i = 0; i < n; ++i) q(i, i) = 1;
  bool turned = true;
  for (int sweep = 0; turned && sweep < 40; ++sweep) {
    turned = false;
    for (std::size_t i = 0; i + 1 < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) {
        if (std::abs(a(i, j)) <= 1e-15 * std::sqrt(std::abs(a(i, i) * a(j, j)))) continue;
        turned = true;
        const double theta = (a(j, j) - a(i, i)) / (2 * a(i, j));
        const double t = std::copysign(1 / (std::abs(theta) + std::hypot(theta, 1)), theta);
        const double c = 1 / std::hypot(t, 1);
        const double s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double ki = a(k, i), kj = a(k, j);
          a(k, i) = c * ki - s * kj;
          a(k, j) = s * ki + c * kj;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double ik = a(i, k), jk = a(j, k);
          a(i, k) = c * ik - s * jk;
          a(j, k) = s * ik + c * jk;
        }
        a(i, j) = a(j, i) = 0;
        for (std::size_t k = 0; k < n; ++k) {
          const double ki = q(k, i), kj = q(k, j);
          q(k, i) = c * ki - s * kj;
          q(k, j) = s * ki + c * kj;
        }
      }
  }
  return q;
}

}  // namespace

Modes::Modes(NodalEquations net)
    : steady(net.ground.size()),
      rates(net.capacitance.rows),
      shape(net.ground.size(), net.capacitance.rows),
      weights(net.capacitance.rows, net.capacitance.rows),
      largest(net.capacitance.rows) {
  const std::size_t nodes = net.ground.size();
  const std::size_t modes = net.capacitance.rows;
  Matrix conductance(modes, modes);

  // Eliminates node after node from the last (star to mesh). Conductances to ground are kept apart
  // from those between nodes, so that nothing is ever subtracted and no digit of a leak is lost
  // beside a solder joint. What is left when the nodes with capacitance remain are their equations.
  auto& w = net.between;
  std::vector<double> total(nodes);
  for (std::size_t k = nodes; k-- > 0;) {
    if (k + 1 == modes)
      for (std::size_t i = 0; i < modes; ++i) {
        conductance(i, i) = net.ground[i];
        for (std::size_t j = 0; j < modes; ++j)
          if (i != j) {
            conductance(i, j) = -w(i, j);
            conductance(i, i) += w(i, j);
          }
      }
    total[k] = net.ground[k];
    for (std::size_t j = 0; j < k; ++j) total[k] += w(k, j);
    if (total[k] == 0) continue;
    for (std::size_t i = 0; i < k; ++i) {
      const double share = w(i, k) / total[k];
      if (share == 0) continue;
      net.ground[i] += share * net.ground[k];
      net.current[i] += share * net.current[k];
      for (std::size_t j = 0; j < k; ++j)
        if (i != j) w(i, j) += share * w(k, j);
    }
  }
  for (std::size_t k = 0; k < nodes; ++k) {
    if (total[k] == 0) continue;
    double sum = net.current[k];
    for (std::size_t j = 0; j < k; ++j) sum += w(k, j) * steady[j];
    steady[k] = sum / total[k];
  }

  // G·x = λ·C·x, through C = L·Lᵀ.
  const Matrix l = cholesky(net.capacitance);
  solve_lower(l, conductance);
  Matrix a = transposed(conductance);
  solve_lower(l, a);
  Matrix q = diagonalise(a);
  for (std::size_t k = 0; k < modes; ++k) rates[k] = std::max(0.0, a(k, k));
  for (std::size_t k = 0; k < modes; ++k)
    for (std::size_t j = 0; j < modes; ++j)
      for (std::size_t i = 0; i <= j; ++i) weights(k, j) += q(i, k) * l(j, i);
  solve_upper(l, q);

  for (std::size_t k = 0; k < modes; ++k) {
    for (std::size_t i = 0; i < modes; ++i) shape(i, k) = q(i, k);
    for (std::size_t i = modes; i < nodes; ++i) {
      if (total[i] == 0) continue;
      for (std::size_t j = 0; j < i; ++j) shape(i, k) += w(i, j) / total[i] * shape(j, k);
    }
    for (std::size_t i = 0; i < nodes; ++i)
      largest[k] = std::max(largest[k], std::abs(shape(i, k)));
  }
}

}  // namespace buzzout
