#include "benchmarks/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace buzzout::benchmarks {
namespace {

constexpr std::size_t kColumn = 14;

std::string grouped(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > 3 && at - 3 > (value < 0 ? 1U : 0U); at -= 3)
    text.insert(at - 3, ",");
  return text;
}

std::string cell(const Figure& f, std::size_t column) {
  if (column >= f.values.size() || !f.values[column]) return "-";
  return grouped(*f.values[column], f.decimals) + f.unit;
}

// How far beyond its bound a value is, as a part of the bound.
std::string shortfall(const Target& target, double value) {
  const double part = std::abs(value - target.bound) / target.bound;
  return fmt::format("{:.1f} %", 100 * part);
}

std::string standing(const Table& table, const Figure& f) {
  std::string missed, absent;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const auto value = c < f.values.size() ? f.values[c] : std::nullopt;
    if (!value)
      absent += " " + table.columns[c];
    else if (!f.target->met_by(*value))
      missed +=
          (missed.empty() ? "" : ", ") + table.columns[c] + " by " + shortfall(*f.target, *value);
  }
  if (!missed.empty()) return "MISSED: " + missed;
  return absent.empty() ? "met" : "not measured:" + absent;
}

}  // namespace

bool Target::met_by(double value) const {
  return sense == Sense::at_most ? value <= bound : value >= bound;
}

std::string Target::text(int decimals, const std::string& unit) const {
  return (sense == Sense::at_most ? "≤ " : "≥ ") + grouped(bound, decimals) + unit;
}

std::string render(const Table& table) {
  std::size_t first = 0;
  for (const auto& f : table.figures) first = std::max(first, f.what.size());
  std::string out = table.title + "\n" + fmt::format("  {:<{}}", "", first);
  for (const auto& c : table.columns) out += fmt::format("{:>{}}", c, kColumn);
  out += "\n";
  for (const auto& f : table.figures) {
    out += fmt::format("  {:<{}}", f.what, first);
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      out += fmt::format("{:>{}}", cell(f, c), kColumn);
    if (f.target) out += "   " + f.target->text(f.decimals, f.unit) + "  " + standing(table, f);
    out += "\n";
  }
  for (const auto& n : table.notes) out += "  " + n + "\n";
  return out;
}

std::string render_summary(const std::vector<Table>& tables) {
  unsigned met = 0, of = 0;
  std::string others;
  for (const auto& table : tables)
    for (const auto& f : table.figures) {
      if (!f.target) continue;
      ++of;
      const std::string how = standing(table, f);
      if (how == "met")
        ++met;
      else
        others += "  " + f.what + ", " + f.target->text(f.decimals, f.unit) + ": " + how + "\n";
    }
  return fmt::format("{} of {} targets met\n", met, of) + others;
}

}  // namespace buzzout::benchmarks
