#pragma once

#include "benchmarks/table.hpp"

namespace buzzout::benchmarks {

// A library of so many made-up cables: loading it, naming a cable, finding the nearest ones.
Table identify_figures(std::size_t cables);

}  // namespace buzzout::benchmarks
