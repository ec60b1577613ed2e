#pragma once

#include <string>
#include <vector>

namespace buzzout {

// One command of a label in ZPL as a printer takes it: a caret or tilde, two letters, and what follows to the next.
struct ZplCommand {
  char prefix = '^';
  std::string name;
  std::string parameters;
};

std::vector<ZplCommand> zpl_commands(const std::string& zpl);

// Field data after ^FH, with its bytes in place of the hexadecimal.
std::string plain_data(const std::string& field_data, char indicator = '_');

// What a scanner reads from a bar code whose ^BC is in mode N, by the table of invocation characters.
std::string scanned_code128(const std::string& field_data);

// Names of a label's commands in their order; those in a row once.
std::string outline(const std::string& zpl);

}  // namespace buzzout
