#pragma once

#include <vector>

#include "benchmarks/table.hpp"

// Figures of the shipped ELFs, in simavr; a column a board. They throw Error if a program measures
// wrongly or does not answer.
namespace buzzout::benchmarks {

// Scan and learn, the waits they consist of, and the Arduino API's way on the same pins.
std::vector<Table> scan_figures();

// Request and reply on the wire at 1 Mbaud; a table a board.
std::vector<Table> exchange_figures();

// The whole of a cable's ohms; a table a way to measure them.
std::vector<Table> ohm_figures();

// Flash and static RAM.
Table size_figures();

}  // namespace buzzout::benchmarks
