#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "drawing/figure.hpp"

namespace buzzout {

// Counts by name, of which only so many different ones are kept apart: the rest is "others".
class Counted {
 public:
  explicit Counted(std::size_t most = 1000) : most_(most) {}
  void count(const std::string& name) { ++count_of(name); }

  std::vector<std::pair<std::string, std::uint64_t>> largest_first() const;

 private:
  std::uint64_t& count_of(const std::string& name);

  std::size_t most_;
  std::map<std::string, std::uint64_t> counts_;
  std::uint64_t others_ = 0;
};

// The most frequent faults as bars with their share of all and the running sum, after Pareto. No shapes without any.
Figure pareto(const Counted&);

}  // namespace buzzout
