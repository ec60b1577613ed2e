// Bytes to the firmware's server on a board of ideal wires. The first byte of an input chooses the
// board's defect; a line "@… *" is completed with its CRC.
#include "core/jig_server.h"

// wired_board.hpp checks the server's conduct with doctest's words; here they are properties.
#define DOCTEST_CONFIG_DISABLE
#define DOCTEST_CONFIG_NO_SHORT_MACRO_NAMES
#include <doctest/doctest.h>
#include "fuzz/property.hpp"
#define CHECK(condition) MUST(condition)
#define CHECK_FALSE(condition) MUST(!(condition))
#include "firmware/wired_board.hpp"
#include "fuzz/wire_model.hpp"

using namespace buzzout;

namespace {

// A scan of ten points in an envelope is the longest reply: "@4294967295 B007,<8>,<12 masks> *<8>".
constexpr std::size_t kLongestReply = protocol::safe_reply;
constexpr unsigned kQueue = 8;

class Bench {
 public:
  explicit Bench(char defect) : server_(made(defect)) {
    server_.start();
    MUST(replies() == std::vector<std::string>{"#BUZZOUT wired " BUZZOUT_FIRMWARE_VERSION});
  }

  // A line with its end, and the properties of the answer.
  void tell(const std::string& line, char end) {
    const std::uint32_t number = board_.number();
    const int writes = board_.writes;
    const auto answers = ask(line + end);
    const auto sealed = is_valid(line) ? fuzz::opened(line) : std::nullopt;
    const bool broken = line.starts_with('@') || fuzz::ends_like_envelope(line);

    for (const auto& a : answers) check_form(a);
    if (sealed) {
      MUST(answers.size() == 1);
      check_sealed(answers[0], *sealed);
    } else if (broken || !is_valid(line)) {
      MUST(answers.empty());
    } else {
      MUST(answers.size() <= (line.find('?') == line.npos ? 0U : 1U));
    }
    if (board_.writes != writes) {
      MUST(sealed && writes + 1 == board_.writes);
      MUST(is_number_command(sealed->command));
    }
    if (number != 0) MUST(board_.number() == number);
    MUST(board_.number() != 0xFFFFFFFF);
    MUST(board_.bank().is_idle());
  }

  // After any line end the jig says who it is, and its errors come to an end.
  void finish(const std::string& begun) {
    MUST(ask(begun).empty());
    ask("\n");
    const std::string name =
        "Buzzout,wired," + std::to_string(board_.number()) + "," BUZZOUT_FIRMWARE_VERSION;
    MUST(ask("*IDN?\n") == std::vector<std::string>{name});
    for (unsigned i = 0; i < kQueue; ++i) MUST(ask("SYST:ERR?\n").size() == 1);
    MUST(ask("SYSTEM:ERROR?\r") == std::vector<std::string>{"0,\"No error\""});
    MUST(ask("*CLS\n").empty());
  }

 private:
  WiredBoard& made(char defect) {
    auto& bank = board_.bank();
    if (defect == '1') bank.wire({0x03, 0x38});
    if (defect == '2') bank.stuck_low = 0x10;
    if (defect == '3') bank.stuck_high = 0x201;
    if (defect == '4') bank.dead = 0x100;
    if (defect == '5') bank.wire({0x3FF});
    return board_;
  }

  std::vector<std::string> ask(const std::string& bytes) {
    board_.receive(bytes);
    server_.poll();
    return replies();
  }

  std::vector<std::string> replies() {
    std::vector<std::string> out;
    const std::string sent = board_.sent();
    for (std::size_t from = 0; from < sent.size();) {
      const auto end = sent.find("\r\n", from);
      MUST(end != sent.npos);
      out.push_back(sent.substr(from, end - from));
      from = end + 2;
    }
    return out;
  }

  static bool is_valid(const std::string& line) {
    for (const char c : line)
      if (!fuzz::is_ascii(c)) return false;
    return line.size() <= fuzz::kLongestLine;
  }

  static void check_form(const std::string& answer) {
    MUST(!answer.empty() && answer.size() <= kLongestReply);
    for (const char c : answer) MUST(fuzz::is_ascii(c));
  }

  static void check_sealed(const std::string& answer, const fuzz::SealedLine& request) {
    const std::string opening = "@" + request.sequence + " ";
    MUST(answer.starts_with(opening) && answer.size() > opening.size() + 10);
    const std::string covered = answer.substr(0, answer.size() - 9);
    MUST(covered.ends_with(' '));
    MUST(answer.substr(covered.size()) == fuzz::seal_of(fuzz::crc_of(covered, request.crc)));
  }

  static bool is_number_command(const std::string& command) {
    std::string upper;
    for (const char c : command) upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return upper.find("SYST") != upper.npos && upper.find(":NUMB") != upper.npos;
  }

  WiredBoard board_;
  JigServer<WiredBoard> server_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Bench bench(static_cast<char>(data[0]));
  std::string line;
  for (std::size_t i = 1; i < size; ++i) {
    const char c = static_cast<char>(data[i]);
    if (!fuzz::is_line_end(c)) {
      line += c;
      continue;
    }
    bench.tell(fuzz::completed(line), c);
    line.clear();
  }
  bench.finish(line);
  return 0;
}
