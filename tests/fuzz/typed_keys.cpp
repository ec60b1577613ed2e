// What a keyboard, a scanner or a pipe may send to the readers of keys and lines. 0xFF and a byte: so many hundredths
// of a second pass; all else is sent.
#include <vector>

#include "cli/terminal/key_reader.hpp"
#include "cli/terminal/typed_line.hpp"
#include "fuzz/property.hpp"
#include "station/serial_number.hpp"

using namespace buzzout;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kMost = 100;

struct Piece {
  std::string bytes;
  Duration at{};
};

std::vector<Piece> pieces_of(const std::string& script) {
  std::vector<Piece> out{{"", 1h}};
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (script[i] == '\xff' && i + 1 < script.size()) {
      ++i;
      out.push_back({"", out.back().at + 10ms * static_cast<unsigned char>(script[i])});
    } else {
      out.back().bytes += script[i];
    }
  }
  return out;
}

std::string keys_of(const std::vector<Piece>& pieces) {
  KeyReader reader;
  std::string out;
  for (const auto& piece : pieces) {
    reader.add_bytes(piece.bytes, piece.at);
    while (const auto key = reader.take()) out += *key;
  }
  return out;
}

std::vector<Piece> byte_by_byte(const std::vector<Piece>& pieces) {
  std::vector<Piece> out;
  for (const auto& piece : pieces)
    for (const char byte : piece.bytes) out.push_back({std::string(1, byte), piece.at});
  return out;
}

// Enter is one character; the rest is as it was sent.
std::string with_plain_ends(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && i > 0 && text[i - 1] == '\r') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& keys) {
  TypedLine line(kMost);
  std::vector<std::string> out;
  for (const char key : keys) {
    if (auto ended = line.add_key(key)) out.push_back(*ended);
    MUST(line.text().size() <= kMost);
  }
  return out;
}

// Split, told apart from the reader.
std::vector<std::string> split(const std::string& keys) {
  std::vector<std::string> out;
  std::string line;
  for (const char key : keys) {
    if (key == '\n') {
      out.push_back(line);
      line.clear();
    } else {
      line += key;
    }
  }
  return out;
}

void check_lines(const std::string& keys) {
  const auto got = lines_of(keys), wanted = split(keys);
  MUST(got.size() == wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (wanted[i].size() <= kMost) MUST(got[i] == wanted[i]);
    else MUST(got[i].starts_with(wanted[i].substr(0, kMost)) && got[i] != wanted[i] && !is_serial(got[i]));
  }
}

// Nothing is made up and nothing changes places: without marks of doubt the keys are some of what was sent.
void check_from(const std::string& keys, const std::string& sent) {
  std::size_t at = 0;
  for (const char key : keys) {
    if (key == KeyReader::kDoubt) continue;
    while (at < sent.size() && sent[at] != key) ++at;
    MUST(at < sent.size());
    ++at;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string script(reinterpret_cast<const char*>(data), size);
  const auto pieces = pieces_of(script);
  std::string sent;
  for (const auto& piece : pieces) sent += piece.bytes;
  const std::string keys = keys_of(pieces);
  MUST(keys == keys_of(byte_by_byte(pieces)));
  if (sent.find('\x1b') == std::string::npos) MUST(keys == with_plain_ends(sent));
  std::string enters = sent;
  for (char& c : enters)
    if (c == '\r') c = '\n';
  check_from(keys, enters);
  check_lines(keys);
  // A scan is whole whatever was sent before it, if that had come to an end.
  const std::string scan = "K7-000417";
  auto more = pieces;
  more.push_back({"\r", pieces.back().at + 5s});
  more.push_back({scan + "\r", pieces.back().at + 5s});
  const auto lines = lines_of(keys_of(more));
  MUST(lines.size() >= 2 && lines.back() == scan);
  return 0;
}
