#include <string>
#include <vector>

#include "cli/commands/commands.hpp"

int main(int argc, char** argv) {
  if (!buzzout::occupy_closed_streams()) return buzzout::kExitError;
  auto environment = buzzout::process_environment();
  return buzzout::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), environment);
}
