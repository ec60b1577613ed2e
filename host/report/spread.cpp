#include "report/spread.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {

void Spread::count(double value, std::optional<double> beyond) {
  least_ = n_ == 0 ? value : std::min(least_, value);
  most_ = n_ == 0 ? value : std::max(most_, value);
  // P. Pebay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical
  // moments" (2008), for one value more.
  const double before = static_cast<double>(n_++), n = before + 1, delta = value - mean_, part = delta / n;
  const double term = delta * part * before;
  mean_ += part;
  m4_ += term * part * part * (n * n - 3 * n + 3) + 6 * part * part * m2_ - 4 * part * m3_;
  m3_ += term * part * (n - 2) - 3 * part * m2_;
  m2_ += term;
  if (beyond && value >= *beyond) {
    ++beyond_;
    return;
  }
  ++steps_[static_cast<std::int64_t>(std::floor(value / width_))];
  while (steps_.rbegin()->first - steps_.begin()->first >= kMost) {
    std::map<std::int64_t, std::uint64_t> wider;
    for (const auto& [at, count] : steps_) wider[static_cast<std::int64_t>(std::floor(static_cast<double>(at) / 2))] += count;
    steps_ = std::move(wider);
    width_ *= 2;
  }
}

double Spread::s() const { return n_ < 2 ? 0 : std::sqrt(m2_ / static_cast<double>(n_ - 1)); }

bool Spread::is_normal() const {
  constexpr double kOnePercent = 9.2103;  // of a chi-squared distribution with two degrees of freedom
  if (n_ < 4 || m2_ <= 0) return false;
  const double n = static_cast<double>(n_);
  const double skewness = std::sqrt(n) * m3_ / std::pow(m2_, 1.5), kurtosis = n * m4_ / (m2_ * m2_) - 3;
  return n / 6 * (skewness * skewness + kurtosis * kurtosis / 4) <= kOnePercent;
}

Capability capability(const Spread& values, std::optional<double> min, std::optional<double> max) {
  Capability out;
  if (!min && !max) out.why_not = "no limit";
  else if (values.n() < Capability::kFewest) out.why_not = "fewer than " + std::to_string(Capability::kFewest) + " values";
  else if (values.s() <= 0) out.why_not = "all values are the same";
  else if (!values.is_normal()) out.why_not = "not normally distributed";
  if (!out.why_not.empty()) return out;
  const double three = 3 * values.s();
  if (max) out.cpk = (*max - values.mean()) / three;
  if (min) out.cpk = std::min(out.cpk.value_or(HUGE_VAL), (values.mean() - *min) / three);
  if (min && max) out.cp = (*max - *min) / (2 * three);
  return out;
}

}  // namespace buzzout
