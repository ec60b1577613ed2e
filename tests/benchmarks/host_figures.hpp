#pragma once

#include "benchmarks/table.hpp"

namespace buzzout::benchmarks {

// Instructions from matrix to verdict (verdict_probe.cpp), by callgrind.
Table verdict_figures();

// How often the diagnosis tells what was done to a cable.
Table diagnosis_figures();

// The program from its start to its verdict on the simulated jig, so many times.
Table process_figures(unsigned runs);

}  // namespace buzzout::benchmarks
