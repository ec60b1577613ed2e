#include "cli/terminal/questions.hpp"

#include <unistd.h>

#include <ostream>

#include "cli/terminal/keyboard.hpp"
#include "text/printable.hpp"

namespace buzzout {

Questions::Questions(Environment& env, bool json)
    : env_(env), possible_(!json && env.interactive && isatty(STDIN_FILENO) == 1) {}

void Questions::say(const std::string& line) { env_.out << "  " << printable(line) << "\n"; }

std::string Questions::ask(const std::string& question, const std::string& otherwise) {
  env_.out << "  " << printable(question) << (otherwise.empty() ? "" : " [" + printable(otherwise) + "]") << ": "
           << std::flush;
  Keyboard keyboard;
  const auto line = keyboard.line();
  if (!line) throw Interrupted{};
  const auto first = line->find_first_not_of(' ');
  if (first == std::string::npos) return otherwise;
  return line->substr(first, line->find_last_not_of(' ') - first + 1);
}

}  // namespace buzzout
