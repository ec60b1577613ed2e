#pragma once

#include <string>
#include <vector>

namespace buzzout::benchmarks {

// A process that has ended.
struct Child {
  int status = 0;      // exit status; 128 + n for a signal n
  std::string output;  // standard output and error
  double wall_ms = 0;  // from before fork to after wait
  double cpu_ms = 0;   // user and system
};

// Runs a program; its user files go to a folder of their own, so that nobody's settings count.
// Throws Error "benchmark" if no process can be made.
Child run(const std::vector<std::string>& words);

// Instructions by callgrind: of the whole process, or with `function` of that C function alone.
// Throws Error "benchmark" if the program does not exit with 0.
double instructions_of(const std::vector<std::string>& words, const std::string& function = {});

}  // namespace buzzout::benchmarks
