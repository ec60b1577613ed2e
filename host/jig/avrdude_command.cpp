#include "jig/avrdude_command.hpp"

#include <string_view>

namespace buzzout {
namespace {

constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./_-";

std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

// -D: no chip erase first. The bootloaders erase page by page, and the Mega's (wiring) cannot erase
// the chip.
std::vector<std::string> avrdude_command(const Board& board, const std::string& port,
                                         const std::string& hex_path) {
  const std::string flash = "flash:w:" + hex_path + ":i";
  const std::string baud = std::to_string(board.upload_baud);
  return {"avrdude",
          "-p",
          std::string(board.mcu),
          "-c",
          std::string(board.programmer),
          "-P",
          port,
          "-b",
          baud,
          "-D",
          "-U",
          flash};
}

std::string shell_line(std::span<const std::string> command) {
  std::string line;
  for (const auto& word : command) line += (line.empty() ? "" : " ") + quoted(word);
  return line;
}

}  // namespace buzzout
