#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/board.hpp"

namespace buzzout {

// The program and arguments that write an Intel HEX file into a board through its bootloader.
std::vector<std::string> avrdude_command(const Board&, const std::string& port,
                                         const std::string& hex_path);

// The same as one line to paste into a POSIX shell.
std::string shell_line(std::span<const std::string> command);

}  // namespace buzzout
