#include "label/zpl_reader.hpp"

#include <doctest/doctest.h>

namespace buzzout {

std::vector<ZplCommand> zpl_commands(const std::string& zpl) {
  std::vector<ZplCommand> out;
  for (std::size_t at = zpl.find_first_of("^~"); at != std::string::npos;) {
    const auto next = zpl.find_first_of("^~", at + 1);
    const std::string body = zpl.substr(at + 1, next == std::string::npos ? next : next - at - 1);
    out.push_back({zpl[at], body.substr(0, 2), body.size() > 2 ? body.substr(2) : ""});
    at = next;
  }
  return out;
}

std::string plain_data(const std::string& field_data, char indicator) {
  std::string out;
  for (std::size_t i = 0; i < field_data.size(); ++i) {
    if (field_data[i] == indicator) {
      out += static_cast<char>(std::stoi(field_data.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += field_data[i];
    }
  }
  return out;
}

std::string scanned_code128(const std::string& field_data) {
  std::string out;
  bool pairs = false;
  for (std::size_t i = 0; i < field_data.size(); ++i) {
    const char c = field_data[i];
    if (c != '>') {
      out += c;
      if (pairs) {
        REQUIRE(i + 1 < field_data.size());
        REQUIRE(std::isdigit(static_cast<unsigned char>(c)));
        REQUIRE(std::isdigit(static_cast<unsigned char>(field_data[i + 1])));
        out += field_data[++i];
      }
      continue;
    }
    REQUIRE(i + 1 < field_data.size());
    switch (field_data[++i]) {
      case ':': REQUIRE(i == 1); break;
      case ';': REQUIRE(i == 1); pairs = true; break;
      case '5': pairs = true; break;
      case '6': pairs = false; break;
      case '<': out += '^'; break;
      case '0': out += '>'; break;
      case '=': out += '~'; break;
      default: FAIL("an invocation of something else: >" << field_data[i]);
    }
  }
  return out;
}

std::string outline(const std::string& zpl) {
  std::string out, last;
  for (const auto& command : zpl_commands(zpl)) {
    const std::string name = command.prefix + command.name;
    if (name != last) out += name + " ";
    last = name;
  }
  return out;
}

}  // namespace buzzout
