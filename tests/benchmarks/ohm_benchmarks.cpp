// How well each kind of jig measures resistance, on its model with the converter that bites: prints a table, and writes it
// into docs/resistance.md when asked to.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "benchmarks/ohms_half_kelvin.hpp"
#include "benchmarks/ohms_kelvin.hpp"
#include "benchmarks/ohms_milliohm.hpp"

using namespace buzzout;

namespace {

constexpr unsigned kJigs = 600;

// "37 mΩ", "0.45 Ω"
std::string ohms(double value) {
  char text[32];
  if (std::abs(value) < 0.0995)
    std::snprintf(text, sizeof text, "%.*f mΩ", std::abs(value) < 0.00995 ? 1 : 0, value * 1e3);
  else
    std::snprintf(text, sizeof text, "%.2f Ω", value);
  return text;
}

std::string row(const OhmFigures& f) {
  char text[200], noise[8] = "–";  // of the add-on's converter: that of its data sheet
  if (f.noise_lsb > 0) std::snprintf(noise, sizeof noise, "%.2f", f.noise_lsb);
  std::snprintf(text, sizeof text, "| %s | %s | %s | %s | %s | %s | +%s | %.2f %% | %u of %u | %.1f %% |\n", f.jig.c_str(), noise,
                ohms(f.bias).c_str(), ohms(f.sigma).c_str(), ohms(f.within_95).c_str(), ohms(f.within_99_9).c_str(),
                ohms(f.more).c_str(), f.found * 100, f.false_flags, f.clean_runs, f.worst_of_range * 100);
  return text;
}

void write_into(const std::string& path, const std::string& table) {
  std::ifstream in(path);
  std::stringstream all;
  all << in.rdbuf();
  std::string text = all.str();
  const std::string begins = "<!-- ohm_benchmarks -->\n", ends = "<!-- end -->";
  const auto from = text.find(begins), to = text.find(ends, from);
  if (from == std::string::npos || to == std::string::npos) {
    std::cerr << path << " has no place for the table\n";
    std::exit(2);
  }
  text.replace(from + begins.size(), to - from - begins.size(), table);
  std::ofstream(path) << text;
}

}  // namespace

// [FILE]: the document to write the table into.
int main(int argc, char** argv) {
  std::string table =
      "| jig | noise, steps | bias | σ | 95 % of errors below | 99.9 % below | more than golden | found | flagged falsely | worst of 32–600 Ω |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n";
  for (const double noise : {0.1, 0.25, 0.4, 0.8}) table += row(kelvin_figures(noise, kJigs));
  for (const double noise : {0.1, 0.25, 0.4, 0.8}) table += row(half_kelvin_figures(noise, kJigs));
  table += row(milliohm_figures(kJigs));
  std::cout << table;
  if (argc > 1) write_into(argv[1], table);
}
