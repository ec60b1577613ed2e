#include <string>
#include <vector>

#include "cli/commands.hpp"

int main(int argc, char** argv) {
  auto environment = buzzout::process_environment();
  return buzzout::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), environment);
}
