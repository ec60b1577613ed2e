#pragma once

#include "bench/library_warnings.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/skipped_files.hpp"

namespace buzzout {

// Warnings on standard error, a line each.
class PrintedWarnings : public LibraryWarnings {
 public:
  // The environment outlives it.
  explicit PrintedWarnings(Environment& env) : env_(env) {}

  void skipped(const std::vector<Error>& files) override { warn_of_skipped_files(files, env_); }
  void clashes(const std::vector<NameClash>& clashes) override { warn_of_clashes(clashes, env_); }

 private:
  Environment& env_;
};

}  // namespace buzzout
