// How well each kind of jig measures resistance, on its model with the converter that bites. See docs/resistance.md.
#include <cstdio>
#include <cstdlib>

#include "benchmarks/ohms_kelvin.hpp"

using namespace buzzout;

namespace {

void print(const OhmFigures& f) {
  std::printf("%-22s %4.2f  %+7.1f  %6.1f  %6.1f  %6.1f   +%.1f Ω %6.2f %%   %u of %u   %.2f %%\n", f.jig.c_str(), f.noise_lsb,
              f.bias * 1e3, f.sigma * 1e3, f.within_95 * 1e3, f.within_99_9 * 1e3, f.more, f.found * 100, f.false_flags,
              f.clean_runs, f.worst_of_range * 100);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned jigs = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 600;
  std::printf("errors in mΩ            noise    bias   sigma    95 %%  99.9 %%   found               false flags   32–600 Ω\n");
  for (const double noise : {0.1, 0.25, 0.4, 0.8}) print(kelvin_figures(noise, jigs));
}
