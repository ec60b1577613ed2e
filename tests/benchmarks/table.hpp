#pragma once

#include <optional>
#include <string>
#include <vector>

namespace buzzout::benchmarks {

struct Target {
  enum class Sense { at_most, at_least } sense;
  double bound;

  bool met_by(double value) const;
  std::string text(int decimals, const std::string& unit) const;  // "≥ 7.0×"
};
inline Target at_most(double bound) {
  return {Target::Sense::at_most, bound};
}
inline Target at_least(double bound) {
  return {Target::Sense::at_least, bound};
}

// The same quantity in every column of its table; no value where it was not measured.
struct Figure {
  std::string what;
  std::vector<std::optional<double>> values;
  std::string unit = {};  // written behind each value
  int decimals = 0;
  std::optional<Target> target = {};
};

struct Table {
  std::string title;
  std::vector<std::string> columns;
  std::vector<Figure> figures;
  std::vector<std::string> notes = {};
};

std::string render(const Table&);

// Which targets are met, which are missed and by how much, and which could not be measured.
std::string render_summary(const std::vector<Table>&);

}  // namespace buzzout::benchmarks
