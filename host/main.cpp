#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace {

// A stream that is closed would give its number to the next thing opened: the text of a verdict would go
// down the serial port. Nothing can be read from what takes its place, nor written to it.
bool occupy_closed_streams() {
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != stream) return false;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (!occupy_closed_streams()) return buzzout::kExitError;
  auto environment = buzzout::process_environment();
  return buzzout::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), environment);
}
