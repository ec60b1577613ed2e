#include "jig/envelope.hpp"

#include <algorithm>
#include <cstdio>

#include "protocol/crc32.h"

namespace buzzout {
namespace {

constexpr std::size_t kSealLength = 9;  // '*' and eight digits

std::uint32_t crc_of(std::string_view bytes, std::uint32_t from) {
  for (char c : bytes) from = crc32_update(from, static_cast<std::uint8_t>(c));
  return from;
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

std::string seal_text(std::uint32_t crc) {
  char text[kSealLength + 1];
  std::snprintf(text, sizeof text, "*%08X", static_cast<unsigned>(crc));
  return text;
}

}  // namespace

SealedRequest seal(std::uint32_t sequence, std::string_view command) {
  SealedRequest out;
  out.sequence = sequence;
  out.line = "@" + std::to_string(sequence) + " " + std::string(command) + " ";
  out.crc = crc_of(out.line, 0);
  out.line += seal_text(out.crc);
  return out;
}

std::optional<std::string> open_reply(const SealedRequest& request, std::string_view line) {
  if (!std::ranges::all_of(line, is_printable)) return {};
  const std::string opening = "@" + std::to_string(request.sequence) + " ";
  if (line.size() < opening.size() + 1 + kSealLength || !line.starts_with(opening)) return {};
  const std::string_view covered = line.substr(0, line.size() - kSealLength);
  if (!covered.ends_with(' ') || line.substr(covered.size()) != seal_text(crc_of(covered, request.crc)))
    return {};
  return std::string(covered.substr(opening.size(), covered.size() - opening.size() - 1));
}

}  // namespace buzzout
