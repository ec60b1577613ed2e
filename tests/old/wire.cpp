#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "e2e/raw_client.hpp"
#include "old/frozen.hpp"

// What older hosts say to a jig, byte for byte as they said it to the jigs of their day, said to the firmware of today.
namespace frozen {
namespace {

struct Exchange {
  std::string request, reply;  // lines
};
struct Talk {
  std::string about, cable;
  std::uint32_t number = 0;  // of the jig
  std::vector<Exchange> exchanges;
};

std::vector<Talk> talks_in(const fs::path& file) {
  std::vector<Talk> out;
  std::istringstream in(bytes_of(file));
  for (std::string line; std::getline(in, line);) {
    const auto space = std::min(line.find(' '), line.size());
    const std::string word = line.substr(0, space), rest = line.substr(std::min(space + 1, line.size()));
    if (word == "#") out.push_back({rest, "", 0, {}});
    if (word == "cable") out.back().cable = rest;
    if (word == "number") out.back().number = static_cast<std::uint32_t>(std::stoul(rest));
    if (word == ">") out.back().exchanges.push_back({rest, ""});
    if (word == "<" && !rest.starts_with('#')) out.back().exchanges.back().reply = rest;
  }
  return out;
}

// As zlib has it, one bit after the other.
std::uint32_t crc32(const std::string& bytes, std::uint32_t begun = 0) {
  std::uint32_t crc = ~begun;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

// A line in an envelope taken apart: what is sealed, its number, its words, its check sum.
struct Sealed {
  std::string covered, number, words;
  std::uint32_t crc = 0;
};

Sealed opened(const std::string& line) {
  INFO(line);
  const auto star = line.rfind('*'), space = line.find(' ');
  REQUIRE(line.starts_with('@'));
  REQUIRE(star != std::string::npos);
  REQUIRE(space + 1 < star);
  REQUIRE(line.size() == star + 9);
  return {line.substr(0, star), line.substr(1, space - 1), line.substr(space + 1, star - space - 2),
          static_cast<std::uint32_t>(std::stoul(line.substr(star + 1), nullptr, 16))};
}

std::vector<std::string> fields_of(const std::string& words) {
  std::vector<std::string> out;
  std::istringstream in(words);
  for (std::string field; std::getline(in, field, ',');) out.push_back(field);
  return out;
}

bool is_hex(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789ABCDEF") == std::string::npos;
}

// The next line in an envelope: a host passes over others, such as the end of a greeting.
std::string reply_from(e2e::RawClient& client) {
  std::string line = client.line();
  while (!line.empty() && !line.starts_with('@')) line = client.line();
  return line;
}

// KEY=number, of which an older host reads those that it knows.
std::map<std::string, unsigned long> options_of(const std::string& words) {
  std::map<std::string, unsigned long> out;
  for (const auto& field : fields_of(words)) {
    const auto sign = field.find('=');
    REQUIRE_MESSAGE((sign != std::string::npos && sign + 1 < field.size() &&
                     field.find_first_not_of("0123456789", sign + 1) == std::string::npos),
                    field);
    out[field.substr(0, sign)] = std::stoul(field.substr(sign + 1));
  }
  return out;
}

// That an older host takes the new answer for what it took the old one for. Free are the firmware's version, what a
// boot draws, and what a jig can do besides.
void check_answer(const std::string& request, const std::string& old_words, const std::string& new_words) {
  INFO(request << " was answered " << old_words << ", is answered " << new_words);
  auto was = fields_of(old_words), is = fields_of(new_words);
  if (request == "*OPT?") {
    const auto before = options_of(old_words), now = options_of(new_words);
    for (const auto& [key, value] : before) {
      REQUIRE_MESSAGE(now.contains(key), key);
      const bool limit = key == "LINE" || key == "HOLD" || key == "OHMS";  // more of it is more that the jig can
      CHECK_MESSAGE((limit ? now.at(key) >= value : now.at(key) == value), key);
    }
    return;
  }
  REQUIRE(is.size() == was.size());
  if (request == "*IDN?") {
    CHECK(is.back().find_first_not_of("0123456789.") == std::string::npos);
    is.back() = was.back();
  }
  if (request.starts_with("SCAN") || request.starts_with("LEAR")) {
    CHECK(is_hex(is.at(0), 4));  // the boot
    CHECK(is_hex(is.at(1), 8));  // the count
    std::copy_n(was.begin(), 2, is.begin());
  }
  CHECK(is == was);
}

TEST_SUITE("old-wire") {
  TEST_CASE("the firmware answers what an older host asks, as that host understands it") {
    for (const auto& version : versions())
      for (const std::string board : {"uno", "mega", "mega64"}) {
        CAPTURE(version.name);
        CAPTURE(board);
        std::set<std::string> asked;
        for (const Talk& talk : talks_in(version.folder / "wire" / (board + ".txt"))) {
          CAPTURE(talk.about);
          REQUIRE(talk.exchanges.size() > 1);
          e2e::BenchProcess bench(board, {.cable = talk.cable, .number = talk.number});
          e2e::RawClient client(bench.link());
          for (const auto& exchange : talk.exchanges) {
            const Sealed request = opened(exchange.request), before = opened(exchange.reply);
            REQUIRE(crc32(request.covered) == request.crc);
            client.send("\n" + exchange.request + "\n");
            const Sealed now = opened(reply_from(client));
            CHECK(now.number == request.number);
            CHECK(crc32(now.covered, request.crc) == now.crc);
            CHECK(now.covered.size() < 2048);  // what that host takes at most
            check_answer(request.words, before.words, now.words);
            asked.insert(request.words.substr(0, request.words.find(' ')));
          }
        }
        for (const std::string word : {"*IDN?", "*OPT?", "*TST?", "SCAN?", "SCAN:HOLD?", "LEAR?", "DISP:LAMP", "SYST:NUMB", "INP:BUTT?"})
          CHECK_MESSAGE(asked.contains(word), "no older host asks " << word);
      }
  }

  TEST_CASE("the firmware greets as an older host expects it") {
    for (const std::string board : {"uno", "mega", "mega64"}) {
      e2e::BenchProcess bench(board);
      e2e::RawClient client(bench.link());
      bench.command("reset");
      std::string line = client.line();
      if (!line.starts_with('#')) line = client.line();  // the end of the greeting before
      CHECK(line.starts_with("#BUZZOUT " + board + " "));
    }
  }
}

}  // namespace
}  // namespace frozen
