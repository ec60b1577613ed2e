#include "benchmarks/host_figures.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "benchmarks/child.hpp"
#include "benchmarks/rig.hpp"

namespace buzzout::benchmarks {
namespace {

constexpr bool kHaveValgrind = sizeof(BUZZOUT_VALGRIND) > 1;
constexpr const char* kNoValgrind = "valgrind is missing: sudo apt-get install valgrind";

std::optional<double> instructions(const std::vector<std::string>& words,
                                   const std::string& function) {
  if (!kHaveValgrind) return std::nullopt;
  return instructions_of(words, function);
}

}  // namespace

Table verdict_figures() {
  Table t{"From matrix to verdict: judge() on a test's evidence (host instructions, callgrind)",
          {"good", "with faults"},
          {}};
  const std::pair<const char*, const char*> jobs[] = {
      {"headphone", "N = 16, 4.4 mm headphone cable"},
      {"uno", "N = 16, loom of 8 wires"},
      {"mega64", "N = 64, loom of 32 wires"},
  };
  for (const auto& [job, what] : jobs) {
    Figure f{what, {}};
    for (const char* cable : {"good", "faulty"})
      f.values.push_back(instructions({BUZZOUT_VERDICT_PROBE, job, cable}, "matrix_to_verdict"));
    t.figures.push_back(std::move(f));
  }
  t.notes = {"faults: one net open, two others joined; the diagnosis is included"};
  if (!kHaveValgrind) t.notes.emplace_back(kNoValgrind);
  return t;
}

Table process_figures(unsigned runs) {
  const std::vector<std::string> words = {BUZZOUT_PROGRAM, "test", kProfile, "-p", "sim:good"};
  std::vector<double> wall, cpu;
  for (unsigned n = 0; n < runs; ++n) {
    const Child child = run(words);
    require(child.status == 0, "the good cable does not pass:\n" + child.output);
    wall.push_back(child.wall_ms);
    cpu.push_back(child.cpu_ms);
  }
  std::ranges::sort(wall);
  std::ranges::sort(cpu);
  Table t{"`buzzout test " + std::string(kProfile) + " -p sim:good`, start to verdict, " +
              std::to_string(runs) + " runs",
          {"process"},
          {}};
  const auto median = [](const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; };
  t.figures = {
      {"wall time, median", {median(wall)}, " ms", 1, at_most(30)},
      {"wall time, least", {wall.front()}, " ms", 1},
      {"wall time, most", {wall.back()}, " ms", 1},
      {"processor time, median", {median(cpu)}, " ms", 1},
      {"instructions (callgrind)", {instructions(words, "")}},
  };
  double load = 0;
  if (getloadavg(&load, 1) == 1)
    t.notes.push_back("processes that waited for a processor meanwhile (load average): " +
                      std::to_string(load).substr(0, 4) + " on " +
                      std::to_string(std::thread::hardware_concurrency()) + " processors");
  if (!kHaveValgrind) t.notes.emplace_back(kNoValgrind);
  return t;
}

}  // namespace buzzout::benchmarks
