// Prints every figure of docs/benchmarks.md beside its target. Exit status: 0 when all was
// measured, met or missed; 2 when something cannot be measured.
#include <exception>
#include <iostream>
#include <string_view>

#include "benchmarks/firmware_figures.hpp"
#include "benchmarks/host_figures.hpp"
#include "benchmarks/identify_figures.hpp"
#include "core/error.hpp"

namespace {

void run(bool firmware_only) {
  using namespace buzzout::benchmarks;
  std::vector<Table> tables;
  const auto show = [&](const Table& t) {
    std::cout << render(t) << std::endl;
    tables.push_back(t);
  };
  for (const auto& t : scan_figures()) show(t);
  for (const auto& t : exchange_figures()) show(t);
  for (const auto& t : ohm_figures()) show(t);
  show(size_figures());
  if (!firmware_only) show(verdict_figures());
  if (!firmware_only) show(diagnosis_figures());
  if (!firmware_only) show(process_figures(41));
  if (!firmware_only) show(identify_figures(10'000));
  std::cout << render_summary(tables);
}

}  // namespace

int main(int argc, char** argv) {
  const bool firmware_only = argc == 2 && std::string_view(argv[1]) == "--firmware";
  if (argc > 1 && !firmware_only) {
    std::cerr << "usage: buzzout_benchmarks [--firmware]\n"
                 "--firmware: only what is measured in simavr\n";
    return 2;
  }
  try {
    run(firmware_only);
    return 0;
  } catch (const buzzout::Error& e) {
    std::cerr << e.code << ": " << e.message << "\n" << e.where << "\n";
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
  }
  return 2;
}
