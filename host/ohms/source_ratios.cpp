#include "ohms/source_ratios.hpp"

#include <cmath>
#include <set>

namespace buzzout {
namespace {

constexpr int kSweeps = 300;  // sixteen points in a ring are there after some fifty

// Sources that are compared with each other.
std::set<Point> largest_chain(const std::vector<SinkOhms>& all) {
  std::set<Point> best, seen;
  for (const auto& start : all) {
    if (seen.contains(start.from)) continue;
    std::set<Point> sources = {start.from}, sinks;
    for (std::size_t before = 0; before != sources.size() + sinks.size();) {
      before = sources.size() + sinks.size();
      for (const auto& s : all) {
        if (sources.contains(s.from)) sinks.insert(s.to);
        if (sinks.contains(s.to)) sources.insert(s.from);
      }
    }
    seen.insert(sources.begin(), sources.end());
    if (sources.size() > best.size()) best = sources;
  }
  return best;
}

}  // namespace

std::map<Point, double> source_ratios(const std::vector<SinkOhms>& measured) {
  std::vector<SinkOhms> all;
  for (const auto& m : measured)
    if (std::isfinite(m.ohm) && m.ohm > 0) all.push_back(m);
  const std::set<Point> sources = largest_chain(all);
  if (sources.size() < 2) return {};
  std::erase_if(all, [&](const SinkOhms& s) { return !sources.contains(s.from); });
  // log ohm = sink - source. In turn each source, and each sink, is the mean of what the others make of it.
  struct Mean {
    double sum = 0;
    int count = 0;
  };
  std::map<Point, double> source, sink;
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    std::map<Point, Mean> of_sink, of_source;
    for (const auto& s : all) {
      Mean& m = of_sink[s.to];
      m.sum += std::log(s.ohm) + source[s.from];
      ++m.count;
    }
    for (const auto& [point, m] : of_sink) sink[point] = m.sum / m.count;
    for (const auto& s : all) {
      Mean& m = of_source[s.from];
      m.sum += sink[s.to] - std::log(s.ohm);
      ++m.count;
    }
    for (const auto& [point, m] : of_source) source[point] = m.sum / m.count;
  }
  double mean = 0;
  for (const auto& [point, logarithm] : source) mean += logarithm / static_cast<double>(source.size());
  std::map<Point, double> out;
  for (const auto& [point, logarithm] : source) out[point] = std::exp(logarithm - mean);
  return out;
}

}  // namespace buzzout
