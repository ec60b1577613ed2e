// Bytes as they come over a jig's serial line: the decoder and the request parser against the protocol
// as its document has it. A line of an input that is "@… *" is completed with its CRC, tried, damaged,
// and tried again.
#include "protocol/line_decoder.h"

#include <cstring>
#include <memory>
#include <vector>

#include "fuzz/property.hpp"
#include "fuzz/wire_model.hpp"
#include "protocol/request.h"
#include "protocol/vocabulary.h"

using namespace buzzout::protocol;
using fuzz::SealedLine;
using Event = LineDecoder::Event;

static_assert(max_line == fuzz::kLongestLine);

namespace {

// The event that a line's end must bring.
Event due(const std::string& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (static_cast<std::uint8_t>(line[i]) == lost_bytes) return Event::too_long;
    if (!fuzz::is_ascii(line[i])) return Event::bad_byte;
    if (i == fuzz::kLongestLine) return Event::too_long;
  }
  return line.empty() ? Event::none : Event::line;
}

// The text alone in memory, so that a step beyond it is seen.
struct Alone {
  explicit Alone(const std::string& text) : bytes(new char[text.size()]), size(text.size()) {
    std::memcpy(bytes.get(), text.data(), size);
  }
  std::unique_ptr<char[]> bytes;
  std::size_t size;
};

void look_up(const std::string& word) {
  const Alone text(word);
  const auto length = static_cast<std::uint8_t>(text.size);
  MUST(find_command(text.bytes.get(), length) <= Command::count_);
  MUST(find_lamp(text.bytes.get(), length) <= Lamp::count_);
  std::uint32_t number = 0;
  if (parse_decimal(text.bytes.get(), length, &number)) MUST(std::stoull(word) == number);
}

std::string word_of(const Request& r) {
  const std::string header(r.header, r.header_length), argument(r.argument, r.argument_length);
  look_up(header);
  look_up(argument);
  return header + (argument.empty() ? "" : " " + argument);
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// The words of a command with one space between header and argument.
std::string in_two_words(const std::string& command) {
  const auto space = command.find(' ');
  if (space == std::string::npos) return command;
  return command.substr(0, space) + " " + trimmed(command.substr(space));
}

void check_request(const Request& r, const std::string& line) {
  const auto sealed = fuzz::opened(line);
  MUST((r.kind == Request::Kind::sealed) == sealed.has_value());
  if (sealed) {
    MUST(std::string(r.sequence, r.sequence_length) == sealed->sequence);
    MUST(r.crc == sealed->crc);
    MUST(word_of(r) == in_two_words(sealed->command));
    return;
  }
  const bool broken = line.starts_with('@') || fuzz::ends_like_envelope(line);
  MUST((r.kind == Request::Kind::broken) == broken);
  if (!broken) MUST(word_of(r) == in_two_words(trimmed(line)));
}

// One decoder that hears everything, and for each line a second one that heard other things before.
class Ears {
 public:
  void hear(const std::string& bytes) {
    for (const char c : bytes) hear(c);
  }
  // The envelopes taken for good: what their CRCs cover.
  std::vector<std::string> accepted;

 private:
  void hear(char c) {
    const Event event = decoder_.push(static_cast<std::uint8_t>(c));
    if (!fuzz::is_line_end(c)) {
      MUST(event == Event::none);
      line_ += c;
      return;
    }
    MUST(event == due(line_));
    if (event == Event::line) take();
    line_.clear();
  }

  void take() {
    MUST(std::string(decoder_.text(), decoder_.length()) == line_);
    const Request request = parse_request(decoder_);
    check_request(request, line_);
    if (request.kind == Request::Kind::sealed) accepted.push_back(line_.substr(0, line_.size() - 9));

    LineDecoder other;
    for (int i = 0; i < 90; ++i) other.push("@1 *F"[i % 5]);
    other.push('\n');
    Event event = Event::none;
    for (const char c : line_ + "\n") event = other.push(static_cast<std::uint8_t>(c));
    MUST(event == Event::line);
    check_request(parse_request(other), line_);
  }

  LineDecoder decoder_;
  std::string line_;
};

// One to four bits turned: what a CRC-32 finds in every line of this length.
std::string damaged(std::string line, std::uint32_t chance) {
  for (unsigned n = chance % 4; ; --n) {
    chance = chance * 1664525 + 1013904223;
    const std::size_t bit = (chance >> 8) % (line.size() * 8);
    line[bit / 8] = static_cast<char>(line[bit / 8] ^ 1 << bit % 8);
    if (n == 0) return line;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  Ears ears;
  ears.hear(input);
  for (std::size_t from = 0; from < input.size();) {
    const std::size_t end = std::min(input.find('\n', from), input.size());
    const std::string line = fuzz::completed(input.substr(from, end - from));
    from = end + 1;
    Ears fresh;
    fresh.hear(line + "\n");
    if (fresh.accepted.empty() || fuzz::is_line_end(line.back())) continue;
    const std::string other = damaged(line, fuzz::crc_of(line));
    Ears doubtful;
    doubtful.hear(other + "\n");
    // A hex digit's case does not matter; any other damage does.
    for (const auto& covered : doubtful.accepted) MUST(covered == fresh.accepted.back());
  }
  ears.hear("\n");
  const auto before = ears.accepted.size();
  ears.hear("@7 *IDN? " + fuzz::seal_of(fuzz::crc_of("@7 *IDN? ")) + "\r\n");
  MUST(ears.accepted.size() == before + 1);
  return 0;
}
