#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace buzzout {

// How values are spread: their moments and a histogram, in bounded memory.
class Spread {
 public:
  // `beyond`: from there on a value is counted, and not drawn.
  void count(double value, std::optional<double> beyond = {});

  std::uint64_t n() const { return n_; }
  double mean() const { return mean_; }
  double s() const;  // standard deviation of the sample; 0 of fewer than two
  double least() const { return least_; }
  double most() const { return most_; }
  // Whether they may be normally distributed: C. M. Jarque and A. K. Bera, "A test for normality of observations and
  // regression residuals" (1987), at 1 %. Their skewness and kurtosis tell.
  bool is_normal() const;

  // Steps of one width; from a step's number times the width.
  const std::map<std::int64_t, std::uint64_t>& steps() const { return steps_; }
  double width() const { return width_; }
  std::uint64_t beyond() const { return beyond_; }

 private:
  static constexpr std::int64_t kMost = 40;
  std::uint64_t n_ = 0, beyond_ = 0;
  double mean_ = 0, m2_ = 0, m3_ = 0, m4_ = 0, least_ = 0, most_ = 0;
  double width_ = 0.0005;
  std::map<std::int64_t, std::uint64_t> steps_;
};

// How well a process keeps within its limits. What must hold before that may be said: at least 50 values, normally
// distributed, and a limit (ISO 22514-2 has the indices for normal distributions).
struct Capability {
  static constexpr std::uint64_t kFewest = 50;

  std::optional<double> cp, cpk;
  std::string why_not;  // there is no cpk: "fewer than 50 values"
};
Capability capability(const Spread&, std::optional<double> min, std::optional<double> max);

}  // namespace buzzout
