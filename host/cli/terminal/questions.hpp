#pragma once

#include <optional>
#include <string>

#include "cli/terminal/environment.hpp"

namespace buzzout {

// Questions to a person at a terminal; nobody is asked in a pipe, or where a document is wanted.
class Questions {
 public:
  // Thrown when the person gives up.
  struct Interrupted {};

  Questions(Environment&, bool json);

  bool possible() const { return possible_; }
  // The answer without the spaces around it; `otherwise` if it is empty. Only if possible().
  std::string ask(const std::string& question, const std::string& otherwise = {});
  // Shown before a question, or after an answer that was none.
  void say(const std::string& line);

 private:
  Environment& env_;
  bool possible_;
};

}  // namespace buzzout
