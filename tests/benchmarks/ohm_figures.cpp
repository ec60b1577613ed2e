#include "benchmarks/ohm_figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace buzzout {

double quantile(std::vector<double> errors, double share) {
  for (double& e : errors) e = std::abs(e);
  std::ranges::sort(errors);
  const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(errors.size())));
  return errors.at(std::min(errors.size(), std::max<std::size_t>(at, 1)) - 1);
}

void describe(OhmFigures& f, const std::vector<double>& errors) {
  const auto n = static_cast<double>(errors.size());
  f.bias = std::accumulate(errors.begin(), errors.end(), 0.0) / n;
  double squares = 0;
  for (const double e : errors) squares += (e - f.bias) * (e - f.bias);
  f.sigma = std::sqrt(squares / n);
  f.within_95 = quantile(errors, 0.95);
  f.within_99_9 = quantile(errors, 0.999);
}

}  // namespace buzzout
