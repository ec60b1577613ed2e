#pragma once

#include <vector>

#include "core/error.hpp"
#include "core/name_clashes.hpp"

namespace buzzout {

// What is doubtful about the library's files. A face shows it as soon as it is told, whatever comes of the work.
class LibraryWarnings {
 public:
  virtual ~LibraryWarnings() = default;
  // Files that do not load, and why.
  virtual void skipped(const std::vector<Error>&) = 0;
  // Names that more than one file goes by.
  virtual void clashes(const std::vector<NameClash>&) = 0;
};

}  // namespace buzzout
