#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

// The line protocol once more, written from docs/protocol.md and without the code of either end.
namespace fuzz {

constexpr std::size_t kLongestLine = 80;

// CRC-32 as in zlib, bit by bit.
inline std::uint32_t crc_of(std::string_view bytes, std::uint32_t from = 0) {
  std::uint32_t crc = ~from;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
  }
  return ~crc;
}

inline std::string seal_of(std::uint32_t crc) {
  char text[10];
  std::snprintf(text, sizeof text, "*%08X", static_cast<unsigned>(crc));
  return text;
}

inline bool is_line_end(char c) { return c == '\r' || c == '\n'; }
inline bool is_ascii(char c) { return c >= ' ' && c <= '~'; }

// `line` in its envelope, if it is "@… *": what the inputs say instead of a CRC.
inline std::string completed(std::string line) {
  if (line.starts_with('@') && line.ends_with('*')) {
    line.pop_back();
    line += seal_of(crc_of(line));
  }
  return line;
}

struct SealedLine {
  std::string sequence, command;  // command: without the spaces that end it
  std::uint32_t crc = 0;
};

inline bool ends_like_envelope(std::string_view line) {
  const auto star = line.rfind('*');
  return star != line.npos && line.size() - star == 9 &&
         line.find_first_not_of("0123456789ABCDEFabcdef", star + 1) == line.npos;
}

// What an envelope that checks holds; nothing for any other line.
inline std::optional<SealedLine> opened(std::string_view line) {
  if (!line.starts_with('@') || !ends_like_envelope(line)) return {};
  SealedLine out;
  const std::string_view covered = line.substr(0, line.size() - 9);
  out.crc = crc_of(covered);
  if (std::stoul(std::string(line.substr(line.size() - 8)), nullptr, 16) != out.crc) return {};
  const auto space = covered.find(' ');
  if (space == covered.npos) return {};
  out.sequence = covered.substr(1, space - 1);
  const bool number = !out.sequence.empty() && out.sequence.size() <= 10 &&
                      out.sequence.find_first_not_of("0123456789") == std::string::npos &&
                      std::stoull(out.sequence) <= 0xFFFFFFFF &&
                      (out.sequence[0] != '0' || out.sequence.size() == 1);
  if (!number) return {};
  out.command = covered.substr(space + 1);
  out.command.erase(out.command.find_last_not_of(' ') + 1);
  return out;
}

}  // namespace fuzz
